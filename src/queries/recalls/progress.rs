//! How far a recall is, in numbers.

use super::{
    Affected, balances, contacts,
    subjects::{self, Only},
};
use crate::{
    error::Failure,
    rules::recall::{accounting, hold_kind, is_done},
};
use entity::{
    fixed_point::Quantity,
    hold,
    id::{LotId, RecallId, SiteId},
    recall,
    recall_contact::ContactSubject,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::BTreeSet;

/// How far it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Lots it is about.
    pub lots: usize,
    /// Sites that ever had one of them.
    pub sites: usize,
    /// Base units on hand that its holds stop, or would stop.
    pub units_held: Quantity,
    /// Patients it reached, or may have reached.
    pub patients: i64,
    /// Customers and unnamed sales.
    pub customers: i64,
    /// Contacts that are still to be told.
    pub contacts_pending: i64,
    /// Contacts for whom nothing more is to be done.
    pub contacts_done: i64,
    /// The share of all units that is accounted for, from 0 to 1.
    pub accounted_for_share: Quantity,
}

/// The progress of a recall that was opened. A mock one holds nothing and has no contacts.
///
/// # Errors
/// When the database fails.
pub async fn of_recall(
    connection: &impl ConnectionTrait,
    affected: &Affected,
    recall: &recall::Model,
) -> Result<Progress, Failure> {
    let holds = hold_kind(recall.kind).is_some();
    let mut progress = units(connection, affected, Some(recall.id), holds).await?;
    if !holds {
        return reached(connection, affected, progress).await;
    }
    for (subject, status, count) in contacts::tally(connection, recall.id).await? {
        match subject {
            ContactSubject::Patient => progress.patients += count,
            ContactSubject::Customer | ContactSubject::Sale => progress.customers += count,
        }
        if is_done(status) { progress.contacts_done += count } else { progress.contacts_pending += count }
    }
    Ok(progress)
}

/// The progress that a recall would begin with.
///
/// # Errors
/// When the database fails.
pub async fn before_opening(
    connection: &impl ConnectionTrait,
    affected: &Affected,
    holds: bool,
) -> Result<Progress, Failure> {
    let progress = units(connection, affected, None, false).await?;
    let progress = reached(connection, affected, progress).await?;
    let pending = if holds { progress.patients + progress.customers } else { 0 };
    Ok(Progress { contacts_pending: pending, ..progress })
}

async fn units(
    connection: &impl ConnectionTrait,
    affected: &Affected,
    recall: Option<RecallId>,
    holds: bool,
) -> Result<Progress, Failure> {
    let balances = balances::of(connection, affected, recall).await?;
    let held = match recall.filter(|_| holds) {
        Some(recall) => Some(holds_of(connection, recall).await?),
        None => None,
    };
    let is_held = |lot: LotId, site: SiteId| {
        held.as_ref().is_none_or(|holds| holds.contains(&(lot, None)) || holds.contains(&(lot, Some(site))))
    };
    let all = balances.iter().map(|balance| &balance.accounting);
    let stopped = all.clone().filter(|accounting| is_held(accounting.lot_id, accounting.site_id));
    Ok(Progress {
        lots: affected.lots.len(),
        sites: all.clone().map(|accounting| accounting.site_id).collect::<BTreeSet<_>>().len(),
        units_held: stopped.map(|accounting| accounting.units.closing).sum(),
        accounted_for_share: accounting::share(all),
        ..Progress::default()
    })
}

async fn reached(
    connection: &impl ConnectionTrait,
    affected: &Affected,
    progress: Progress,
) -> Result<Progress, Failure> {
    let subjects = subjects::of(connection, affected, Only::All).await?;
    let of = |wanted: fn(ContactSubject) -> bool| subjects.keys().filter(|(subject, _)| wanted(*subject)).count();
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    Ok(Progress {
        patients: count(of(|subject| subject == ContactSubject::Patient)),
        customers: count(of(|subject| subject != ContactSubject::Patient)),
        ..progress
    })
}

/// What the unreleased holds of a recall stop: a lot, everywhere or at a site.
///
/// # Errors
/// When the database fails.
pub async fn holds_of(
    connection: &impl ConnectionTrait,
    recall: RecallId,
) -> Result<BTreeSet<(LotId, Option<SiteId>)>, Failure> {
    let holds = hold::Entity::find()
        .filter(hold::COLUMN.recall_id.eq(recall))
        .filter(hold::COLUMN.released_at.is_null())
        .all(connection)
        .await?;
    Ok(holds.into_iter().map(|hold| (hold.lot_id, hold.site_id)).collect())
}
