//! How a site decides when to order a product, or every product of a category that has no policy of its own. Written by `operations::set_reorder_policy`.

use crate::{
    fixed_point::Quantity,
    id::{ProductId, ReorderPolicyId, SiteId},
    instant::Instant,
    product::ProductCategory,
};
use sea_orm::entity::prelude::*;

/// One row of the table: either both levels, or all that a forecast needs.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reorder_policy")]
pub struct Model {
    /// The policy.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReorderPolicyId,
    /// Where.
    pub site_id: SiteId,
    /// Of which product.
    pub product_id: Option<ProductId>,
    /// Of which category.
    pub category: Option<ProductCategory>,
    /// Order when the position is not above it.
    pub reorder_point: Option<Quantity>,
    /// Order up to it.
    pub order_up_to: Option<Quantity>,
    /// The share of order cycles that shall not run short, with four decimals.
    pub service_level: Option<Quantity>,
    /// How many days lie between two orders.
    pub review_days: Option<i32>,
    /// How many days demand is learnt from.
    pub demand_window_days: Option<i32>,
    /// When it was set.
    pub set_at: Instant,
    /// By whom.
    pub set_by: String,
}

impl ActiveModelBehavior for ActiveModel {}
