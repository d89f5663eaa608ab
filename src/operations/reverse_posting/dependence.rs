//! Why a posting cannot be taken back: what has been done since with what it brought.

use super::undone::Undone;
use crate::{
    error::Error,
    operations::Act,
    rules::{
        refusal::{Refusal, field},
        reversal::Missing,
    },
};
use entity::{entry, fixed_point::Quantity, posting};
use sea_orm::{ActiveEnum, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// Most later acts that a refusal names.
const MOST_NAMED: u64 = 10;

/// A refusal for each lot and container of which too little is left.
pub(super) async fn refusals(
    act: &Act<'_>,
    original: &posting::Model,
    undone: &Undone,
    missing: Vec<Missing>,
) -> Result<Vec<Refusal>, Error> {
    let mut refusals = Vec::with_capacity(missing.len());
    for missing in missing {
        let since = since(act, original, undone, &missing).await?;
        let (lot_number, unit) = undone.words(missing.lot_id)?;
        let container = missing.container_id.and_then(|id| undone.containers.get(&id));
        let place = container.map_or("sealed".to_owned(), |found| format!("in container {}", found.label));
        let Missing { needed, there, .. } = missing;
        let message = format!(
            "Lot {lot_number}: {needed} {unit} would have to leave, {there} {unit} {place} are there. Since then: {since}."
        );
        refusals.push(Refusal::conflict(field("postingId"), Some(there.to_string()), message));
    }
    Ok(refusals)
}

/// The acts that took from the lot, or from the container, after the posting: the newest first.
async fn since(act: &Act<'_>, original: &posting::Model, undone: &Undone, missing: &Missing) -> Result<String, Error> {
    let first = |entry: &&entry::Model| undone.lots.get(&entry.lot_id).is_some_and(|lot| lot.id == missing.lot_id);
    let after = undone.entries.iter().filter(first).fold(Condition::any(), |any, entry| {
        let later = Condition::all()
            .add(entry::COLUMN.stock_id.eq(entry.stock_id))
            .add(entry::COLUMN.sequence.gt(entry.sequence));
        any.add(later)
    });
    let of_container = missing.container_id.map(|id| entry::COLUMN.container_id.eq(id));
    let later = entry::Entity::find()
        .filter(after)
        .filter(Condition::all().add_option(of_container))
        .filter(entry::COLUMN.quantity.lt(Quantity::ZERO))
        .filter(entry::COLUMN.posting_id.ne(original.id))
        .find_also_related(posting::Entity)
        .order_by_desc(entry::COLUMN.recorded_at)
        .order_by_desc(entry::COLUMN.sequence)
        .limit(MOST_NAMED)
        .all(act.transaction)
        .await?;
    let words = later.iter().filter_map(|(entry, posting)| Some(word(entry, posting.as_ref()?)));
    let words: Vec<String> = words.collect();
    Ok(if words.is_empty() { "containers were opened".to_owned() } else { words.join(", ") })
}

fn word(entry: &entry::Model, posting: &posting::Model) -> String {
    let kind = posting.kind.to_value().to_lowercase().replace('_', " ");
    format!("{kind} {} took {}", posting.id, entry.quantity.negated())
}
