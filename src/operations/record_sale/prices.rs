//! What things cost at the till at an instant.

use crate::{error::Failure, operations::Act};
use entity::{
    fixed_point::Money,
    former_price,
    id::{ProductId, SiteId},
    instant::Instant,
    product, site_price,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::BTreeMap;

/// The price of each product at `site` at `at`: the one that the site has of its own, else that of all sites.
pub(super) async fn at_site(
    act: &Act<'_>,
    products: &BTreeMap<ProductId, product::Model>,
    site: SiteId,
    at: Instant,
) -> Result<BTreeMap<ProductId, Money>, Failure> {
    let mut prices = of_all_sites(act, products, at).await?;
    let own = site_price::Entity::find()
        .filter(site_price::COLUMN.site_id.eq(site))
        .filter(site_price::COLUMN.product_id.is_in(products.keys().copied()))
        .filter(site_price::COLUMN.starts_at.lte(at))
        .order_by_asc(site_price::COLUMN.starts_at)
        .order_by_asc(site_price::COLUMN.id);

    // Of several the one that began last is collected last, and of one day that which was set last.
    let own = own.all(act.transaction).await?;
    let own: BTreeMap<ProductId, Option<Money>> = own.into_iter().map(|own| (own.product_id, own.price)).collect();
    prices.extend(own.into_iter().filter_map(|(product, price)| Some((product, price?))));
    Ok(prices)
}

/// The price of each product at `at`: the one now, or the one that stood until later than `at`.
pub(super) async fn of_all_sites(
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
