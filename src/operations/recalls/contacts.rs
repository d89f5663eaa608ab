//! The contact list of a recall: one contact for each person or sale that it reached. Whoever is exposed again is to be
//! told again.

use crate::{
    error::Error,
    operations::Act,
    queries::{
        patients,
        recalls::subjects::{Reached, Who},
    },
    rules::recall::is_done,
};
use entity::{
    id::{ContactId, RecallId, SiteId},
    recall_contact::{self, ContactStatus, ContactSubject},
    recall_contact_site,
};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, Set, sea_query::Expr};
use std::collections::{BTreeMap, BTreeSet};

/// Rows in one INSERT: far below what either database takes.
const AT_ONCE: usize = 500;

/// What adding to the list came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::operations) struct Listed {
    /// Who was not on it.
    pub(in crate::operations) added: usize,
    /// Who was told, and is to be told again.
    pub(in crate::operations) reopened: usize,
}

impl Listed {
    /// Whether anybody is to be told now who was not before.
    pub(in crate::operations) fn is_news(self) -> bool {
        self.added + self.reopened > 0
    }
}

/// Puts everybody of `reached` on the list; `exposed_anew` reopens the contact of who was told before.
pub(in crate::operations) async fn list(
    act: &Act<'_>,
    recall: RecallId,
    reached: BTreeMap<Who, Reached>,
    exposed_anew: bool,
) -> Result<Listed, Error> {
    let mut listed = Listed::default();
    let known = known(act, recall, &reached).await?;
    let (mut rows, mut places): (Vec<recall_contact::Model>, Vec<(ContactId, SiteId)>) = (vec![], vec![]);
    for (who, reached) in reached {
        let contact = match known.get(&who) {
            Some(contact) => {
                listed.reopened += usize::from(update(act, contact, &reached, exposed_anew).await?);
                contact.id
            }
            None => {
                listed.added += 1;
                rows.push(row(recall, who, &reached));
                rows.last().map_or_else(ContactId::new, |row| row.id)
            }
        };
        places.extend(reached.sites.into_iter().map(|site| (contact, site)));
    }
    insert(act, rows, places).await?;
    Ok(listed)
}

/// Nobody who was not told yet need be told any more: how many these are.
pub(in crate::operations) async fn strike(act: &Act<'_>, recall: RecallId) -> Result<u64, Error> {
    let struck = act
        .update_many(
            recall_contact::Entity::update_many()
                .col_expr(recall_contact::Column::Status, Expr::value(ContactStatus::NotRequired))
                .filter(recall_contact::COLUMN.recall_id.eq(recall))
                .filter(recall_contact::COLUMN.status.eq(ContactStatus::Pending)),
        )
        .await?;
    Ok(struck.len() as u64)
}

/// The contacts there are, by who was reached: under any id that the EHR merged a patient's with.
async fn known(
    act: &Act<'_>,
    recall: RecallId,
    reached: &BTreeMap<Who, Reached>,
) -> Result<BTreeMap<Who, recall_contact::Model>, Error> {
    let patients = reached.keys().filter(|(subject, _)| *subject == ContactSubject::Patient);
    let linked = patients::linked_ids_of(act.transaction, &patients.map(|(_, id)| id.clone()).collect()).await?;
    let also_known_as = |(subject, id): &Who| match linked.get(id).filter(|_| *subject == ContactSubject::Patient) {
        Some(ids) => ids.clone(),
        None => vec![id.clone()],
    };
    let ids: Vec<String> = reached.keys().flat_map(also_known_as).collect::<BTreeSet<_>>().into_iter().collect();
    let mut contacts: BTreeMap<Who, recall_contact::Model> = BTreeMap::new();
    for ids in ids.chunks(AT_ONCE) {
        let rows = recall_contact::Entity::find()
            .filter(recall_contact::COLUMN.recall_id.eq(recall))
            .filter(recall_contact::COLUMN.subject_id.is_in(ids.iter().map(String::as_str)))
            .all(act.transaction)
            .await?;
        contacts.extend(rows.into_iter().map(|row| ((row.subject, row.subject_id.clone()), row)));
    }
    let found = |who: &Who| {
        let ids = also_known_as(who);
        let own = contacts.get(who);
        own.or_else(|| ids.into_iter().find_map(|id| contacts.get(&(who.0, id)))).cloned()
    };
    Ok(reached.keys().filter_map(|who| Some((who.clone(), found(who)?))).collect())
}

/// Writes what is new of a contact; whether it is to be told again.
async fn update(
    act: &Act<'_>,
    contact: &recall_contact::Model,
    reached: &Reached,
    exposed_anew: bool,
) -> Result<bool, Error> {
    let reopened = exposed_anew && is_done(contact.status);
    let last_treated_at = contact.last_treated_at.max(reached.last_at);
    let certain = contact.certain || reached.certain;
    if !reopened && last_treated_at == contact.last_treated_at && certain == contact.certain {
        return Ok(false);
    }
    let mut row = contact.clone().into_active_model();
    row.last_treated_at = Set(last_treated_at);
    row.certain = Set(certain);
    if reopened {
        row.status = Set(ContactStatus::Pending);
    }
    act.update(row).await?;
    Ok(reopened)
}

fn row(recall_id: RecallId, (subject, subject_id): Who, reached: &Reached) -> recall_contact::Model {
    recall_contact::Model {
        id: ContactId::new(),
        recall_id,
        subject,
        subject_id,
        last_treated_at: reached.last_at,
        certain: reached.certain,
        assigned_to: None,
        status: ContactStatus::Pending,
    }
}

async fn insert(
    act: &Act<'_>,
    rows: Vec<recall_contact::Model>,
    places: Vec<(ContactId, SiteId)>,
) -> Result<(), Error> {
    act.insert_all(rows).await?;

    let place = |(contact_id, site_id)| recall_contact_site::Model { contact_id, site_id };
    act.insert_missing(places.into_iter().map(place).collect()).await?;
    Ok(())
}
