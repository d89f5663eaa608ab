//! A line of what a customer brought back, and what became of it. Written by `operations::record_sale_return`, never changed.

use crate::{
    fixed_point::{Money, Quantity},
    id::{LotId, ProductId, SaleLineId, SaleReturnId, SaleReturnLineId},
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What becomes of goods that came back.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ReturnDisposition {
    /// On the shelf again: unopened, unexpired, not held, and only with a receipt.
    Restock,
    /// Held, that quantity of it.
    Quarantine,
    /// Destroyed.
    Destroy,
}

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sale_return_line")]
pub struct Model {
    /// The line.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SaleReturnLineId,
    /// The return.
    pub sale_return_id: SaleReturnId,
    /// Which line of the input it answers, from 0.
    pub line: i32,
    /// The line of the sale; `None` for goods without a receipt.
    pub sale_line_id: Option<SaleLineId>,
    /// The product.
    pub product_id: ProductId,
    /// The lot; `None` where nobody knows it.
    pub lot_id: Option<LotId>,
    /// The lot number as stated, where the books do not have it.
    pub stated_lot_number: Option<String>,
    /// Base units that came back.
    pub quantity: Quantity,
    /// What was asked to become of it.
    pub asked: ReturnDisposition,
    /// What became of it.
    pub disposition: ReturnDisposition,
    /// Whether stock moved for it.
    pub booked: bool,
    /// What was paid back for it; `None` without a receipt, unless it was said.
    pub refund: Option<Money>,
    /// What it cost when it left, of what is of known cost; `None` where nothing of it is.
    pub cost: Option<Money>,
    /// How much of the quantity is of unknown cost, where that is a part.
    pub cost_unknown: Option<Quantity>,
    /// Why it came back.
    pub reason: String,
}

impl ActiveModelBehavior for ActiveModel {}
