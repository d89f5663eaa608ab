//! The rows that an input names by id, as they are now: read once to know what to lock, and again under the lock.

use crate::{error::Failure, queries::family};
use entity::{
    container,
    id::{ContainerId, LotId, ProductId, SiteId},
    lot, product, stock,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};

/// The lots by the ids that they were asked by: one that was merged is answered by the lot it turned out to be.
pub(super) async fn lots(
    connection: &impl ConnectionTrait,
    ids: &BTreeSet<LotId>,
) -> Result<BTreeMap<LotId, lot::Model>, Failure> {
    family::as_known_now(connection, &ids.iter().copied().collect::<Vec<_>>()).await
}

/// The opened containers with these ids.
pub(super) async fn containers(
    connection: &impl ConnectionTrait,
    ids: &BTreeSet<ContainerId>,
) -> Result<BTreeMap<ContainerId, container::Model>, Failure> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let named = container::COLUMN.id.is_in(ids.iter().copied());
    let rows = container::Entity::find().filter(named).all(connection).await?;
    Ok(by(rows, |container| container.id))
}

/// The products with these ids.
pub(super) async fn products(
    connection: &impl ConnectionTrait,
    ids: &BTreeSet<ProductId>,
) -> Result<BTreeMap<ProductId, product::Model>, Failure> {
    let named = product::COLUMN.id.is_in(ids.iter().copied());
    let rows = product::Entity::find().filter(named).all(connection).await?;
    Ok(by(rows, |product| product.id))
}

/// The balances of these lots at `site`, by lot.
pub(super) async fn balances(
    connection: &impl ConnectionTrait,
    site: SiteId,
    lots: &BTreeSet<LotId>,
) -> Result<BTreeMap<LotId, stock::Model>, Failure> {
    let rows = stock::Entity::find()
        .filter(stock::COLUMN.site_id.eq(site))
        .filter(stock::COLUMN.lot_id.is_in(lots.iter().copied()))
        .all(connection)
        .await?;
    Ok(by(rows, |stock| stock.lot_id))
}

fn by<Key: Ord, Row>(rows: Vec<Row>, key: impl Fn(&Row) -> Key) -> BTreeMap<Key, Row> {
    rows.into_iter().map(|row| (key(&row), row)).collect()
}
