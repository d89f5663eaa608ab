//! The reorder policies of a site: of a product, of a category, or the default.

use crate::{
    error::{Error, Failure},
    queries::page::{self, Order, Page, PageRequest},
    rules::reorder::{FixedPolicy, ForecastPolicy, Policy},
};
use entity::{
    id::{ProductId, ReorderPolicyId, SiteId},
    product::{self, ProductCategory},
    reorder_policy,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, Order as Direction, QueryFilter};
use std::collections::BTreeMap;

/// The policies of one site.
pub(super) struct Policies {
    products: BTreeMap<ProductId, reorder_policy::Model>,
    categories: BTreeMap<ProductCategory, reorder_policy::Model>,
}

impl Policies {
    pub(super) async fn load(connection: &impl ConnectionTrait, site: SiteId) -> Result<Self, Failure> {
        let here = reorder_policy::Entity::find().filter(reorder_policy::COLUMN.site_id.eq(site));
        let mut policies = Self { products: BTreeMap::new(), categories: BTreeMap::new() };
        for row in here.all(connection).await? {
            match (row.product_id, row.category) {
                (Some(product), _) => drop(policies.products.insert(product, row)),
                (None, Some(category)) => drop(policies.categories.insert(category, row)),
                (None, None) => {}
            }
        }
        Ok(policies)
    }

    /// The policy that decides for a product, and the row that it stands in, if somebody set one.
    pub(super) fn of(&self, product: &product::Model) -> (Option<reorder_policy::Model>, Policy) {
        let row = self.products.get(&product.id).or_else(|| self.categories.get(&product.category));
        (row.cloned(), row.map(read).unwrap_or_default())
    }

    /// The most days that any of them looks back.
    pub(super) fn longest_window(&self) -> i32 {
        let set = self.products.values().chain(self.categories.values()).map(|row| read(row).demand_window_days());
        set.chain([Policy::default().demand_window_days()]).max().unwrap_or_default()
    }
}

/// The policy of a row; a row holds either kind whole.
fn read(row: &reorder_policy::Model) -> Policy {
    let forecast = || {
        Some(Policy::Forecast(ForecastPolicy {
            service_level: row.service_level?,
            review_days: row.review_days?,
            demand_window_days: row.demand_window_days?,
        }))
    };
    let fixed = row.reorder_point.zip(row.order_up_to);
    let fixed = fixed.map(|(reorder_point, order_up_to)| Policy::Fixed(FixedPolicy { reorder_point, order_up_to }));
    fixed.or_else(forecast).unwrap_or_default()
}

/// The columns of a row that hold `policy`, the others empty.
pub fn row_of(policy: Policy, row: reorder_policy::Model) -> reorder_policy::Model {
    let empty = reorder_policy::Model {
        reorder_point: None,
        order_up_to: None,
        service_level: None,
        review_days: None,
        demand_window_days: None,
        ..row
    };
    match policy {
        Policy::Fixed(fixed) => reorder_policy::Model {
            reorder_point: Some(fixed.reorder_point),
            order_up_to: Some(fixed.order_up_to),
            ..empty
        },
        Policy::Forecast(forecast) => reorder_policy::Model {
            service_level: Some(forecast.service_level),
            review_days: Some(forecast.review_days),
            demand_window_days: Some(forecast.demand_window_days),
            ..empty
        },
    }
}

/// A page of the policies that were set at `site`, the last set first.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn page(
    connection: &impl ConnectionTrait,
    site: SiteId,
    asked: &PageRequest,
) -> Result<Page<reorder_policy::Model>, Error> {
    let order: Order<reorder_policy::Model, ReorderPolicyId> =
        Order { columns: vec![reorder_policy::Column::Id.into_expr()], direction: Direction::Desc, key: |row| row.id };
    let here = reorder_policy::Entity::find().filter(reorder_policy::COLUMN.site_id.eq(site));
    page::load(connection, here, &order, asked).await
}
