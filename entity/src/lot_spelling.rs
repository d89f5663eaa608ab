//! Every spelling that a lot of a product was ever known by: how a number finds its lot, corrected ones and merged ones too.

use crate::id::{LotId, ProductId};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lot_spelling")]
pub struct Model {
    /// The product.
    #[sea_orm(primary_key, auto_increment = false)]
    pub product_id: ProductId,
    /// The number in the form that numbers are matched by.
    #[sea_orm(primary_key, auto_increment = false)]
    pub canonical: String,
    /// The lot it means.
    pub lot_id: LotId,
}

impl ActiveModelBehavior for ActiveModel {}
