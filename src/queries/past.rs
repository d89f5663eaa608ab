//! The shelf of a past act: what it has now, judged as things stood at the instant of the act. Holds in force then, what
//! had come by then and was not taken since. One or two statements for an act that is entered later than clocks differ;
//! none for one that happens now.

use super::{
    family,
    holds::{self, Held},
    preparations, shelves,
};
use crate::{
    error::Failure,
    rules::{allocation::Shelves, expiry::CLOCKS_DIFFER, past::least_sealed, shelf::LotOnShelf},
};
use entity::{
    container, entry,
    entry::LedgerAccount,
    fixed_point::Quantity,
    hold::{self, HoldKind},
    id::{ContainerId, LotId, SiteId},
    instant::Instant,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::{BTreeMap, BTreeSet};

/// Puts `shelves` of `site`, as they are at `now`, back to what decides for an act at `at`. Balances stay as they are.
///
/// # Errors
/// When the database fails.
pub async fn judge_at(
    connection: &impl ConnectionTrait,
    site: SiteId,
    shelves: &mut Shelves,
    at: Instant,
    now: Instant,
) -> Result<(), Failure> {
    for lot in lots_of(shelves) {
        lot.holds.retain(|hold| counts_at(hold, at));
    }
    let from = at.plus(CLOCKS_DIFFER);
    if from >= now {
        return Ok(());
    }

    add_released_since(connection, site, shelves, at).await?;
    limit_to_what_was_there(connection, site, shelves, from).await
}

/// A quarantine counts from when it was placed. A recall and a suspicion count for whatever is entered after they were
/// placed, whenever it happened: nobody may slip past them with an earlier hour.
fn counts_at(hold: &hold::Model, at: Instant) -> bool {
    hold.kind != HoldKind::Quarantine || hold.placed_at <= at
}

fn lots_of(shelves: &mut Shelves) -> impl Iterator<Item = &mut LotOnShelf> {
    shelves.values_mut().flat_map(|shelf| &mut shelf.lots)
}

/// Holds that stood at `at` and were released since, those that reach an open container through what it was prepared
/// with among them.
async fn add_released_since(
    connection: &impl ConnectionTrait,
    site: SiteId,
    shelves: &mut Shelves,
    at: Instant,
) -> Result<(), Failure> {
    let lots: Vec<LotId> = lots_of(shelves).map(|lot| lot.lot.id).collect();
    let open: Vec<container::Model> = lots_of(shelves).flat_map(|lot| lot.containers.clone()).collect();
    let released = holds::of_lots(connection, lots, Some(site), Held::ReleasedAfter(at)).await?;
    let through = preparations::holds_through(connection, site, &open, Held::ReleasedAfter(at)).await?;

    let stood = released.into_iter().chain(through).filter(|hold| hold.placed_at <= at);
    let mut by_lot = shelves::by_lot(stood.collect(), |hold| hold.lot_id);
    for lot in lots_of(shelves) {
        lot.holds.extend(by_lot.remove(&lot.lot.id).unwrap_or_default());
    }
    Ok(())
}

/// Says of each lot that moved after `from` how much of its sealed stock was there and is there still.
async fn limit_to_what_was_there(
    connection: &impl ConnectionTrait,
    site: SiteId,
    shelves: &mut Shelves,
    from: Instant,
) -> Result<(), Failure> {
    let opened_since = |lot: &LotOnShelf| lot.containers.iter().any(|container| container.opened_at > from);
    let moved: Vec<LotId> = lots_of(shelves)
        .filter(|lot| lot.stock.last_recorded_at > from || opened_since(lot))
        .map(|lot| lot.lot.id)
        .collect();
    if moved.is_empty() {
        return Ok(());
    }

    let families = family::of(connection, &moved).await?;
    let mut moves = sealed_moves(connection, site, &families, from).await?;
    for lot in lots_of(shelves).filter(|lot| families.contains_key(&lot.lot.id)) {
        let moved = moves.remove(&lot.lot.id).unwrap_or_default();
        lot.sealed_then = Some(least_sealed(lot.sealed(), moved));
    }
    Ok(())
}

/// A movement of an entry, as far as it matters here.
type Moved = (LotId, Option<ContainerId>, LedgerAccount, Instant, Quantity);

/// When how much of each lot came or went sealed after `from`, opened containers among what went. What moved between the
/// lots of a family, or turned out to be of another lot, was there all the time.
async fn sealed_moves(
    connection: &impl ConnectionTrait,
    site: SiteId,
    families: &BTreeMap<LotId, Vec<LotId>>,
    from: Instant,
) -> Result<BTreeMap<LotId, Vec<(Instant, Quantity)>>, Failure> {
    let survivors: BTreeMap<LotId, LotId> =
        families.iter().flat_map(|(lot, family)| family.iter().map(|member| (*member, *lot))).collect();
    let entries: Vec<Moved> = entry::Entity::find()
        .select_only()
        .columns([
            entry::Column::LotId,
            entry::Column::ContainerId,
            entry::Column::Account,
            entry::Column::OccurredAt,
            entry::Column::Quantity,
        ])
        .filter(entry::COLUMN.lot_id.is_in(survivors.keys().copied()))
        .filter(entry::COLUMN.site_id.eq(site))
        .filter(entry::COLUMN.occurred_at.gt(from))
        .filter(entry::COLUMN.account.ne(LedgerAccount::LotCorrection))
        .into_tuple()
        .all(connection)
        .await?;
    let opened = container::Entity::find()
        .filter(container::COLUMN.lot_id.is_in(families.keys().copied()))
        .filter(container::COLUMN.site_id.eq(site))
        .filter(container::COLUMN.opened_at.gt(from))
        .all(connection)
        .await?;

    let came_open: BTreeSet<ContainerId> = entries
        .iter()
        .filter(|(_, _, account, ..)| *account == LedgerAccount::Opening)
        .filter_map(|(_, container, ..)| *container)
        .collect();
    let sealed = entries.iter().filter(|(_, container, ..)| container.is_none());
    let sealed = sealed.filter_map(|(lot, _, _, at, quantity)| Some((*survivors.get(lot)?, *at, *quantity)));
    let unsealed = opened.iter().filter(|container| !came_open.contains(&container.id));
    let unsealed = unsealed.map(|container| (container.lot_id, container.opened_at, container.contents.negated()));

    let mut moves = BTreeMap::<LotId, Vec<(Instant, Quantity)>>::new();
    for (lot, at, quantity) in sealed.chain(unsealed) {
        moves.entry(lot).or_default().push((at, quantity));
    }
    Ok(moves)
}
