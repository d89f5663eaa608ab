//! What was resolved before the lock, looked at again under it. On PostgreSQL another act may have merged the lot that a
//! line names, closed its container, or received the lot that it states, while this one waited: then it starts over.

use super::resolved::Resolved;
use crate::{
    database,
    error::{Error, Failure},
    operations::lots,
    rules::allocation::{Shelves, Source},
};
use entity::{
    container::{self, ContainerStatus},
    id::{ContainerId, LotId},
    lot,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::BTreeSet;

/// Makes the act start over where a need is not what it was resolved to be any more. Nothing is asked of the database for
/// needs that stand on `shelves` as they were resolved.
///
/// # Errors
/// [`Failure::ChangedMeanwhile`]; when the database fails.
pub(in crate::operations) async fn still_so(
    connection: &impl ConnectionTrait,
    needs: &[Resolved],
    shelves: &Shelves,
) -> Result<(), Error> {
    if !database::has_row_locks(connection.get_database_backend()) {
        return Ok(());
    }

    let mut elsewhere = BTreeSet::new();
    let mut closed = BTreeSet::new();
    let mut stated = Vec::new();
    for resolved in needs {
        match resolved.need.source {
            Source::Lot(id) | Source::OpenNew(id) => match shelves.values().find_map(|shelf| shelf.lot(id)) {
                Some(known) if known.lot.merged_into_id.is_some() => return Err(Failure::ChangedMeanwhile.into()),
                Some(_) => {}
                None => drop(elsewhere.insert(id)),
            },
            Source::Container(id) if !stands_open(shelves, id) => drop(closed.insert(id)),
            Source::Unbooked(None) => stated.extend(resolved.stated.as_ref().map(|(_, number)| (resolved, number))),
            Source::Container(_) | Source::Product | Source::Unbooked(Some(_)) => {}
        }
    }

    let mut changed = was_merged(connection, elsewhere).await? || was_closed(connection, closed).await?;
    for (resolved, canonical) in stated {
        changed |= lots::find(connection, resolved.need.product_id, canonical).await?.is_some();
    }
    if changed { Err(Failure::ChangedMeanwhile.into()) } else { Ok(()) }
}

fn stands_open(shelves: &Shelves, id: ContainerId) -> bool {
    let mut lots = shelves.values().flat_map(|shelf| &shelf.lots);
    lots.any(|lot| lot.containers.iter().any(|container| container.id == id))
}

async fn was_merged(connection: &impl ConnectionTrait, lots: BTreeSet<LotId>) -> Result<bool, Failure> {
    if lots.is_empty() {
        return Ok(false);
    }
    let merged =
        lot::Entity::find().filter(lot::COLUMN.id.is_in(lots)).filter(lot::COLUMN.merged_into_id.is_not_null());
    Ok(merged.one(connection).await?.is_some())
}

async fn was_closed(connection: &impl ConnectionTrait, containers: BTreeSet<ContainerId>) -> Result<bool, Failure> {
    if containers.is_empty() {
        return Ok(false);
    }
    let closed = container::Entity::find()
        .filter(container::COLUMN.id.is_in(containers))
        .filter(container::COLUMN.status.ne(ContainerStatus::Open));
    Ok(closed.one(connection).await?.is_some())
}
