//! The balance of one lot at one site, and the head of its chain of entries. Written only by `ledger`.

use crate::{
    cost::Cost,
    fixed_point::{Money, Quantity},
    id::{LotId, ProductId, SiteId, StockId},
    instant::Instant,
};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stock")]
pub struct Model {
    /// The balance.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StockId,
    /// The lot.
    pub lot_id: LotId,
    /// The site.
    pub site_id: SiteId,
    /// The lot's product.
    pub product_id: ProductId,
    /// Everything of the lot in the building; the sum of the entries, never negative.
    pub on_hand: Quantity,
    /// Of it, what is left in opened containers.
    pub opened: Quantity,
    /// What the stock on hand of known cost did cost, at the moving average: the sum of the entries' values.
    pub value: Money,
    /// How much of what is on hand is of unknown cost.
    pub cost_unknown: Quantity,
    /// When the lot first came to the site.
    pub first_received_at: Instant,
    /// Number of the newest entry.
    pub sequence: i64,
    /// Hash of the newest entry.
    pub head: Vec<u8>,
    /// When the newest entry was recorded.
    pub last_recorded_at: Instant,
    /// Number of the last entry that a release counted which did not keep known and unknown cost apart; 0 where none.
    pub older_valuation_through: i64,
    /// The row that `lot_id` names.
    #[sea_orm(belongs_to, from = "lot_id", to = "id")]
    pub lot: BelongsTo<super::lot::Entity>,
}

impl Model {
    /// What the stock on hand cost, as far as that is known.
    pub fn cost(&self) -> Cost {
        Cost { known: self.value, unknown: self.cost_unknown }
    }
}

impl ActiveModelBehavior for ActiveModel {}
