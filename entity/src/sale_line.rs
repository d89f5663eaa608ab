//! A line of a sale: one lot of it. What came back is counted on it, never more than was sold. Written by
//! `operations::record_sale`, `settle_sale_line` and `record_sale_return`.

use crate::{
    cost::Cost,
    fixed_point::{Money, Quantity},
    id::{LotId, ProductId, ReservationId, SaleId, SaleLineId},
    instant::Instant,
    usage_line::LotEvidence,
};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sale_line")]
pub struct Model {
    /// The line.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SaleLineId,
    /// The sale.
    pub sale_id: SaleId,
    /// Which line of the input it answers, from 0.
    pub line: i32,
    /// The client's own key of that line.
    pub line_key: Option<String>,
    /// The set that it was sold in.
    pub bundle_id: Option<ProductId>,
    /// The product.
    pub product_id: ProductId,
    /// The lot; `None` where nobody knows it.
    pub lot_id: Option<LotId>,
    /// The lot number as stated, where the books did not have it.
    pub stated_lot_number: Option<String>,
    /// The same in the form that numbers are matched by.
    pub stated_canonical: Option<String>,
    /// The last day of use as stated, where the books did not have the stock; on what settles such a line, as it was stated
    /// there.
    pub stated_expires_on: Option<Date>,
    /// How the lot is known.
    pub evidence: LotEvidence,
    /// Whether stock moved for it.
    pub booked: bool,
    /// Base units sold.
    pub quantity: Quantity,
    /// Price of one base unit; in a set, its share of the set's price.
    pub unit_price: Money,
    /// What was taken off the line.
    pub discount: Money,
    /// What was paid for it: exact, where the price of a unit had to be rounded.
    pub revenue: Money,
    /// What it cost at the lot's average of the day, of what is of known cost; `None` where nothing of it is.
    pub cost: Option<Money>,
    /// How much of the quantity is of unknown cost, where that is a part.
    pub cost_unknown: Option<Quantity>,
    /// The reservation that it was drawn from.
    pub reservation_id: Option<ReservationId>,
    /// The prescription that it was sold on.
    pub prescription_id: Option<String>,
    /// Who prescribed it.
    pub prescriber_id: Option<String>,
    /// Base units that came back.
    pub returned: Quantity,
    /// What was paid for them.
    pub refunded: Money,
    /// What they cost; `None` where unknown.
    pub cost_returned: Option<Money>,
    /// The unbooked line that this one settles.
    pub settles_id: Option<SaleLineId>,
    /// When this unbooked line was settled by booked ones.
    pub settled_at: Option<Instant>,
    /// The row that `sale_id` names.
    #[sea_orm(belongs_to, from = "sale_id", to = "id")]
    pub sale: BelongsTo<super::sale::Entity>,
}

impl Model {
    /// What it cost, as far as that is known.
    pub fn sold_at_cost(&self) -> Cost {
        Cost::stored(self.quantity, self.cost, self.cost_unknown)
    }
}

impl ActiveModelBehavior for ActiveModel {}
