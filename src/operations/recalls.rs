//! What the operations of recalls share: the recall, its timeline, its holds and its contacts; and what every other act
//! tells of itself before it ends, so that whatever arrives is held and whoever was exposed is listed.

mod arrivals;
pub(super) mod contacts;
mod exposed;
pub(super) mod holds;
pub mod scope;
pub(super) mod unmatched;

use super::{Act, act::Touched};
use crate::{
    error::Error,
    rules::{
        recall::must_be,
        refusal::{Refusal, field},
    },
};
use entity::{
    id::{RecallEventId, RecallId},
    recall::{self, RecallStatus},
    recall_event,
};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set};
use std::collections::BTreeSet;

/// Matches what an act brought in, or made another lot, to all recalls, and lists whom it may have exposed. Every
/// operation ends with it, in its own transaction.
///
/// # Errors
/// When the database fails.
pub(super) async fn hear(act: &Act<'_>) -> Result<(), Error> {
    let Touched { lots, usages, sales } = std::mem::take(&mut *act.touched());
    if !lots.is_empty() {
        arrivals::hold(act, &lots).await?;
    }
    if !usages.is_empty() || !sales.is_empty() {
        exposed::join(act, &usages, &sales).await?;
    }
    Ok(())
}

/// The recall of this id.
///
/// # Errors
/// `NOT_FOUND`.
pub(super) async fn find(act: &Act<'_>, id: RecallId) -> Result<recall::Model, Error> {
    let recall = recall::Entity::find_by_id(id).one(act.transaction).await?;
    Ok(recall.ok_or_else(|| Refusal::not_found(field("recallId"), "recall"))?)
}

/// The recall, which nobody else changes meanwhile, when it is `wanted`. Taken after the balances.
///
/// # Errors
/// `NOT_FOUND`; `CONFLICT` for another status.
pub(super) async fn locked(act: &Act<'_>, id: RecallId, wanted: RecallStatus) -> Result<recall::Model, Error> {
    let recall = recall::Entity::find_by_id(id).lock_exclusive().one(act.transaction).await?;
    let recall = recall.ok_or_else(|| Refusal::not_found(field("recallId"), "recall"))?;
    must_be(wanted, recall.status)?;
    Ok(recall)
}

/// These recalls, which nobody cancels, closes or expands meanwhile. Taken after the balances and before contacts.
///
/// # Errors
/// When the database fails.
pub(super) async fn unchanged(act: &Act<'_>, ids: BTreeSet<RecallId>) -> Result<Vec<recall::Model>, Error> {
    let recalls = recall::Entity::find().filter(recall::COLUMN.id.is_in(ids)).order_by_asc(recall::COLUMN.id);
    Ok(recalls.lock_shared().all(act.transaction).await?)
}

/// Adds to the timeline.
///
/// # Errors
/// When the database fails.
pub(super) async fn event(act: &Act<'_>, recall_id: RecallId, what: String) -> Result<(), Error> {
    let (id, at, by) = (RecallEventId::new(), act.now(), act.person().to_owned());
    let row = recall_event::Model { id, recall_id, at, by, what };
    act.insert(row).await?;
    Ok(())
}

/// Gives the recall another status.
///
/// # Errors
/// When the database fails.
pub(super) async fn set_status(act: &Act<'_>, recall: recall::Model, status: RecallStatus) -> Result<(), Error> {
    let mut row = recall.into_active_model();
    row.status = Set(status);
    act.update(row).await?;
    Ok(())
}

/// What a recall is called in a sentence.
pub(super) fn name(recall: &recall::Model) -> String {
    match &recall.number {
        Some(number) => format!("Recall {number} of {}", recall.firm),
        None => format!("The recall of {}", recall.firm),
    }
}
