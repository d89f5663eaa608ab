//! That people were told of a recall, or were tried to be: one attempt for many at once, as a letter or a message is.

use super::{Act, Operation, recalls};
use crate::{
    error::Error,
    rules::{
        form::Form,
        person,
        refusal::{Field, InputRule, Refusal, field, of_first_kind},
        rights::Right,
        text,
    },
};
use entity::{
    id::{AttemptId, ContactId, RecallId},
    instant::Instant,
    recall::RecallStatus,
    recall_attempt,
    recall_contact::{self, ContactStatus},
};
use sea_orm::{ActiveEnum, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Most contacts of one call.
const MOST_CONTACTS: usize = 500;

/// An attempt to tell people.
#[derive(Clone, Debug, Serialize)]
pub struct RecordRecallContact {
    /// Whom.
    pub contact_ids: Vec<ContactId>,
    /// When.
    pub at: Instant,
    /// How: telephone, letter, portal.
    pub channel: String,
    /// How far it is with them now.
    pub status: ContactStatus,
    /// What was said.
    pub note: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RecordRecallContactDone {
    /// The contacts.
    pub contact_ids: Vec<ContactId>,
}

impl Operation for RecordRecallContact {
    type Done = RecordRecallContactDone;
    const NAME: &'static str = "recordRecallContact";

    async fn perform(&self, act: &Act<'_>) -> Result<RecordRecallContactDone, Error> {
        self.authorize(act).await?;
        let (channel, note) = self.form(act).map_err(Error::Refused)?;
        let recalls = of_one_recall_each(act, &self.contact_ids).await?;
        let attempt = |contact_id: &ContactId| recall_attempt::Model {
            id: AttemptId::new(),
            contact_id: *contact_id,
            at: self.at,
            by: act.person().to_owned(),
            channel: channel.clone(),
            status: self.status,
            note: note.clone(),
            recorded_at: act.now(),
        };
        let rows = self.contact_ids.iter().map(attempt);
        act.insert_all(rows.collect()).await?;
        act.update_many(
            recall_contact::Entity::update_many()
                .col_expr(recall_contact::Column::Status, Expr::value(self.status))
                .filter(recall_contact::COLUMN.id.is_in(self.contact_ids.iter().copied())),
        )
        .await?;
        let status = self.status.to_value().to_lowercase().replace('_', " ");
        for (recall, contacts) in recalls {
            recalls::event(act, recall, format!("Contacts by {channel}: {}, now {status}.", contacts.len())).await?;
        }
        Ok(RecordRecallContactDone { contact_ids: self.contact_ids.clone() })
    }
}

impl RecordRecallContact {
    /// Whoever directs recalls; for contacts that are all assigned to oneself, whoever works on such.
    async fn authorize(&self, act: &Act<'_>) -> Result<(), Error> {
        let directs = act.require_everywhere(Right::DirectRecalls);
        if directs.is_ok() || act.require_somewhere(Right::WorkContacts).is_err() {
            return directs;
        }
        let of_others = recall_contact::Entity::find()
            .filter(recall_contact::COLUMN.id.is_in(self.contact_ids.iter().copied()))
            .filter(
                Condition::any()
                    .add(recall_contact::COLUMN.assigned_to.is_null())
                    .add(recall_contact::COLUMN.assigned_to.ne(act.person())),
            );
        if of_others.one(act.transaction).await?.is_some() { directs } else { Ok(()) }
    }

    fn form(&self, act: &Act<'_>) -> Result<(String, Option<String>), Vec<Refusal>> {
        let mut form = Form::default();
        form.take(act.not_in_the_future(self.at, field("at")));
        let channel = form.take(text::required(field("channel"), &self.channel, text::SHORT));
        let note = form.take(person::none_in_optional(field("note"), self.note.as_deref()));
        form.finish((channel, note))
    }
}

/// The contacts of these ids, by the recall that each belongs to; nobody else changes the recalls or them meanwhile.
pub(super) async fn of_one_recall_each(
    act: &Act<'_>,
    ids: &[ContactId],
) -> Result<BTreeMap<RecallId, Vec<ContactId>>, Error> {
    count(ids)?;
    let contacts = recall_contact::Entity::find()
        .filter(recall_contact::COLUMN.id.is_in(ids.iter().copied()))
        .order_by_asc(recall_contact::COLUMN.id);
    let rows = contacts.clone().all(act.transaction).await?;
    let known: BTreeSet<ContactId> = rows.iter().map(|contact| contact.id).collect();
    let missing = ids.iter().enumerate().filter(|(_, id)| !known.contains(id));
    let missing: Vec<Refusal> = missing.map(|(number, _)| Refusal::not_found(at(number), "contact")).collect();
    if !missing.is_empty() {
        return Err(Error::Refused(of_first_kind(missing)));
    }
    let mut recalls: BTreeMap<RecallId, Vec<ContactId>> = BTreeMap::new();
    for contact in rows {
        recalls.entry(contact.recall_id).or_default().push(contact.id);
    }
    for recall in recalls::unchanged(act, recalls.keys().copied().collect()).await? {
        if recall.status == RecallStatus::Cancelled {
            let message = "The recall was cancelled: nobody is to be told of it.";
            return Err(Refusal::conflict(field("contactIds"), Some("cancelled".to_owned()), message).into());
        }
    }
    contacts.lock_exclusive().all(act.transaction).await?;
    Ok(recalls)
}

fn count(ids: &[ContactId]) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    if let Some(twice) = ids.iter().position(|id| !seen.insert(*id)) {
        return Err(Refusal::invalid(at(twice), InputRule::Other, "The contact is named twice."));
    }
    match ids.len() {
        0 => Err(Refusal::invalid(field("contactIds"), InputRule::Required, "Name at least one contact.")),
        1..=MOST_CONTACTS => Ok(()),
        many => {
            let message = format!("{many} contacts; at most {MOST_CONTACTS}.");
            Err(Refusal::beyond(field("contactIds"), InputRule::TooMany, MOST_CONTACTS, message))
        }
    }
}

fn at(number: usize) -> Field {
    vec!["contactIds".to_owned(), number.to_string()]
}
