//! What a product was said to be before its facts were set right: class, category, and what is asked of it. Appended,
//! never changed.

use crate::{id::ProductId, instant::Instant};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "product_fact_change")]
pub struct Model {
    /// The product.
    #[sea_orm(primary_key, auto_increment = false)]
    pub product_id: ProductId,
    /// Which change of the product, from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub sequence: i32,
    /// Until when the facts before it held.
    pub at: Instant,
    /// Who set them right.
    pub by: String,
    /// Why.
    pub reason: String,
    /// The facts before it, as JSON.
    pub before: String,
}

impl ActiveModelBehavior for ActiveModel {}
