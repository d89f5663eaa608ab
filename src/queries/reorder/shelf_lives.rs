//! For how long deliveries of a product are good, as the lot that came last shows: asked only of products of which
//! nothing is there.

use crate::{error::Failure, rules::site::day_of};
use entity::{id::ProductId, instant::Instant, lot, site, stock};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};

/// Days that the last dated lot of each product was good for when it came to the site.
pub(super) async fn of_last_lots(
    connection: &impl ConnectionTrait,
    site: &site::Model,
    products: &BTreeSet<ProductId>,
) -> Result<BTreeMap<ProductId, f64>, Failure> {
    let rows = stock::Entity::find()
        .filter(stock::COLUMN.site_id.eq(site.id))
        .filter(stock::COLUMN.product_id.is_in(products.iter().copied()))
        .filter(stock::COLUMN.on_hand.eq(entity::fixed_point::Quantity::ZERO))
        .find_also_related(lot::Entity)
        .filter(lot::COLUMN.expires_on.is_not_null())
        .all(connection)
        .await?;
    let mut last: BTreeMap<ProductId, (Instant, f64)> = BTreeMap::new();
    for (stock, lot) in rows {
        let Some(days) = lot.and_then(|lot| days_between(&stock, &lot, site)) else { continue };
        let found = last.entry(stock.product_id).or_insert((stock.first_received_at, days));
        if stock.first_received_at > found.0 {
            *found = (stock.first_received_at, days);
        }
    }
    Ok(last.into_iter().map(|(product, (_, days))| (product, days)).collect())
}

/// Days from the first receipt of a lot at the site through its last day.
pub(super) fn days_between(stock: &stock::Model, lot: &lot::Model, site: &site::Model) -> Option<f64> {
    let days = (lot.expires_on? - day_of(stock.first_received_at, site)).num_days();
    Some(days.max(0) as f64)
}
