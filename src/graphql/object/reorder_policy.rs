//! Reorder policies.

use super::{product::Product, product_kind::ProductCategory, site::Site};
use crate::graphql::{
    loader::{maybe, required},
    scalar::Decimal,
};
use async_graphql::{Context, Description, Object, Result, SimpleObject};
use entity::reorder_policy;

/// How a site decides when to order a product, or every product of a category that has no policy of its own.
#[derive(Description)]
pub struct ReorderPolicy(pub reorder_policy::Model);

#[Object(use_type_description)]
impl ReorderPolicy {
    /// Of which product; null for the policy of a category.
    async fn product(&self, context: &Context<'_>) -> Result<Option<Product>> {
        maybe(context, self.0.product_id, Product).await
    }

    /// Of which category; null for the policy of a product.
    async fn category(&self) -> Option<ProductCategory> {
        self.0.category.map(Into::into)
    }

    /// Where.
    async fn site(&self, context: &Context<'_>) -> Result<Site> {
        required(context, self.0.site_id).await.map(Site)
    }

    /// Levels that somebody set; null where levels follow demand.
    async fn fixed(&self) -> Option<FixedPolicy> {
        let (reorder_point, order_up_to) = self.0.reorder_point.zip(self.0.order_up_to)?;
        Some(FixedPolicy { reorder_point: reorder_point.into(), order_up_to: order_up_to.into() })
    }

    /// What levels that follow demand are made from; null where they are fixed.
    async fn forecast(&self) -> Option<ForecastPolicy> {
        Some(ForecastPolicy {
            service_level: self.0.service_level?.into(),
            review_days: self.0.review_days?,
            demand_window_days: self.0.demand_window_days?,
        })
    }
}

/// Levels that somebody set, in base units.
#[derive(SimpleObject)]
pub struct FixedPolicy {
    /// Order when the position is not above it.
    reorder_point: Decimal,
    /// Order up to it.
    order_up_to: Decimal,
}

/// What levels that follow demand are made from.
#[derive(SimpleObject)]
pub struct ForecastPolicy {
    /// The share of order cycles that shall not run short: 0.95 is 95 %.
    service_level: Decimal,
    /// How many days lie between two orders.
    review_days: i32,
    /// How many days demand is learnt from.
    demand_window_days: i32,
}
