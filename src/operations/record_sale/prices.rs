//! What things cost at the till at an instant.

use crate::{error::Failure, operations::Act};
use entity::{fixed_point::Money, former_price, id::ProductId, instant::Instant, product};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::BTreeMap;

/// The price of each product at `at`: the one now, or the one that stood until later than `at`.
pub(super) async fn at(
    act: &Act<'_>,
    products: &BTreeMap<ProductId, product::Model>,
    at: Instant,
) -> Result<BTreeMap<ProductId, Money>, Failure> {
    let changed: Vec<ProductId> =
        products.values().filter(|product| product.price_since > at).map(|product| product.id).collect();
    let former = if changed.is_empty() { vec![] } else { former(act, changed, at).await? };
    let now = products.values().map(|product| (product.id, product.retail_price));
    // Of several that ended after `at`, the one that ended first is collected last and stays.
    let then = former.into_iter().map(|former| (former.product_id, former.price));
    let prices: BTreeMap<ProductId, Option<Money>> = now.chain(then).collect();
    Ok(prices.into_iter().filter_map(|(product, price)| Some((product, price?))).collect())
}

/// The prices of these products that ended after `at`, the last one first.
async fn former(act: &Act<'_>, products: Vec<ProductId>, at: Instant) -> Result<Vec<former_price::Model>, Failure> {
    let former = former_price::Entity::find()
        .filter(former_price::COLUMN.product_id.is_in(products))
        .filter(former_price::COLUMN.until.gt(at))
        .order_by_desc(former_price::COLUMN.until);
    Ok(former.all(act.transaction).await?)
}
