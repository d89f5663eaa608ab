//! Lots that turned out to be one: everything that is asked of a lot is asked of all that were merged into it.

use crate::error::Failure;
use entity::{
    id::LotId,
    lot::{self, Model},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::BTreeMap;

/// The ids of `lots` with those of the lots that were merged into each, the lot's own id among them.
///
/// # Errors
/// When the database fails.
pub async fn of(connection: &impl ConnectionTrait, lots: &[LotId]) -> Result<BTreeMap<LotId, Vec<LotId>>, Failure> {
    let mut families: BTreeMap<LotId, Vec<LotId>> = lots.iter().map(|lot| (*lot, vec![*lot])).collect();
    let merged = lot::COLUMN.merged_into_id.is_in(lots.iter().copied());
    for merged in lot::Entity::find().filter(merged).all(connection).await? {
        if let Some(family) = merged.merged_into_id.and_then(|survivor| families.get_mut(&survivor)) {
            family.push(merged.id);
        }
    }
    Ok(families)
}

/// The lots of these ids, each as it is known now, by the ids that were asked for: at most one statement, and a second
/// where lots were merged.
///
/// # Errors
/// When the database fails.
pub async fn as_known_now(connection: &impl ConnectionTrait, ids: &[LotId]) -> Result<BTreeMap<LotId, Model>, Failure> {
    let mut lots = by_id(connection, ids.to_vec()).await?;
    let merged_into = lots.values().filter_map(|lot| lot.merged_into_id).collect();
    let survivors = by_id(connection, merged_into).await?;
    for lot in lots.values_mut() {
        if let Some(survivor) = lot.merged_into_id.and_then(|id| survivors.get(&id)) {
            lot.clone_from(survivor);
        }
    }
    Ok(lots)
}

async fn by_id(connection: &impl ConnectionTrait, ids: Vec<LotId>) -> Result<BTreeMap<LotId, Model>, Failure> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = lot::Entity::find().filter(lot::COLUMN.id.is_in(ids)).all(connection).await?;
    Ok(rows.into_iter().map(|lot| (lot.id, lot)).collect())
}
