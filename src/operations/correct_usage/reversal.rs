//! The posting that takes back what a line took, one for each posting that it was taken by.

use crate::{
    error::Error,
    ledger::{self, Balances, Movement, Worth},
    operations::{Act, named},
    rules::{allocation::PlannedContainer, site::day_of},
};
use entity::{
    entry,
    id::{LotId, PostingId},
    lot,
    posting::{self, PostingKind},
    site, usage,
};
use std::collections::{BTreeMap, BTreeSet};

/// The entries that nothing took back yet; `entries` holds what would take them back.
pub(super) fn standing(entries: Vec<entry::Model>) -> Vec<entry::Model> {
    let reversed: BTreeSet<_> =
        entries.iter().filter_map(|entry| entry.reverses_stock_id.zip(entry.reverses_sequence)).collect();
    let stands = |entry: &entry::Model| {
        entry.reverses_sequence.is_none() && !reversed.contains(&(entry.stock_id, entry.sequence))
    };
    entries.into_iter().filter(stands).collect()
}

/// The entries by the posting that made them.
pub(super) fn by_posting(entries: Vec<entry::Model>) -> BTreeMap<PostingId, Vec<entry::Model>> {
    let mut postings: BTreeMap<PostingId, Vec<entry::Model>> = BTreeMap::new();
    entries.into_iter().for_each(|entry| postings.entry(entry.posting_id).or_default().push(entry));
    postings
}

/// A posting that reverses some of `reversed`, as of when the usage was performed.
pub(super) fn posting(
    act: &Act<'_>,
    site: &site::Model,
    usage: &usage::Model,
    reversed: PostingId,
    reason: &str,
) -> posting::Model {
    let posting = act.posting(PostingKind::Reversal, site, usage.performed_at);
    posting::Model { reverses_id: Some(reversed), reason: Some(reason.to_owned()), ..posting }
}

/// The movement that takes an entry back at the value it left with, to the lot as it is known now.
pub(super) fn back(entry: &entry::Model, lot_id: LotId) -> Movement {
    Movement {
        container_id: entry.container_id,
        worth: Worth::Given(entry.cost().negated()),
        usage_line_id: entry.usage_line_id,
        component_id: entry.component_id,
        waste_reason: entry.waste_reason,
        consumption_reason: entry.consumption_reason,
        reverses: Some((entry.stock_id, entry.sequence)),
        ..Movement::new(lot_id, entry.account, entry.quantity.negated())
    }
}

/// Posts what is taken back, if anything is.
pub(super) async fn post(
    act: &Act<'_>,
    site: &site::Model,
    posting: posting::Model,
    lots: &BTreeMap<LotId, lot::Model>,
    movements: Vec<Movement>,
    containers: Vec<PlannedContainer>,
) -> Result<Vec<entry::Model>, Error> {
    if movements.is_empty() {
        return Ok(vec![]);
    }
    let wanted: BTreeSet<LotId> = movements.iter().map(|movement| movement.lot_id).collect();
    let mut balances: Balances = named::balances(act.transaction, site.id, &wanted).await?;
    for lot in lots.values() {
        let fresh = || ledger::new_balance(lot.id, lot.product_id, site.id, posting.occurred_at);
        balances.entry(lot.id).or_insert_with(fresh);
    }
    let occurred_on = day_of(posting.occurred_at, site);
    let posted = ledger::Act { posting, occurred_on, movements, containers };
    act.post(posted, &mut balances).await
}
