//! A line of a recall's scope: which lots of one product it is about. Added, never changed.

use crate::{
    id::{ProductId, RecallId},
    instant::Instant,
};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recall_scope")]
pub struct Model {
    /// The recall.
    #[sea_orm(primary_key, auto_increment = false)]
    pub recall_id: RecallId,
    /// 0, 1, 2 …
    #[sea_orm(primary_key, auto_increment = false)]
    pub line: i32,
    /// The product.
    pub product_id: ProductId,
    /// Which lots: JSON of `lotwise::rules::recall::scope::ScopeLine`.
    pub criteria: String,
    /// When it was opened with it, or expanded by it.
    pub added_at: Instant,
    /// By whom.
    pub added_by: String,
}

impl ActiveModelBehavior for ActiveModel {}
