//! Who is to be told of a recall, and what came of it.

use super::Recall;
use crate::{
    graphql::{
        loader::{each, failed, find, required},
        object::site::Site,
        scalar::ExternalId,
    },
    queries::loaders::recall::{AttemptsOf, ContactSitesOf},
};
use async_graphql::{Context, Description, Enum, ID, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use entity::{id::ContactId, recall_attempt, recall_contact};

/// Who is to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "recall_contact::ContactSubject")]
pub enum ContactSubject {
    /// A patient who was treated with it.
    Patient,
    /// A customer who bought it.
    Customer,
    /// A sale that names no customer.
    Sale,
}

/// How far it is with telling somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "recall_contact::ContactStatus")]
pub enum ContactStatus {
    /// Still to be told.
    Pending,
    /// Told.
    Contacted,
    /// Told, and has answered.
    Acknowledged,
    /// Could not be reached.
    Unreachable,
    /// Need not be told.
    NotRequired,
}

/// Somebody who is to be told of a recall: an id of another system, never an address.
#[derive(Description)]
pub struct Contact(pub recall_contact::Model);

impl Contact {
    /// The contacts of these ids, in their order.
    pub(in crate::graphql) async fn all(context: &Context<'_>, ids: &[ContactId]) -> Result<Vec<Self>> {
        let mut rows = crate::graphql::loader::rows(context)?.load_many(ids.iter().copied()).await.map_err(failed)?;
        Ok(ids.iter().filter_map(|id| rows.remove(id)).map(Self).collect())
    }
}

#[Object(use_type_description)]
impl Contact {
    /// The contact's id.
    pub(in crate::graphql::object) async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// The recall.
    async fn recall(&self, context: &Context<'_>) -> Result<Recall> {
        required(context, self.0.recall_id).await.map(Recall)
    }

    /// Who, in a word.
    async fn subject(&self) -> ContactSubject {
        self.0.subject.into()
    }

    /// Id of the patient, the customer or the sale, as the other system issued it.
    async fn subject_id(&self) -> ExternalId {
        ExternalId(self.0.subject_id.clone())
    }

    /// Where they were treated with it, or bought it.
    async fn sites(&self, context: &Context<'_>) -> Result<Vec<Site>> {
        let ids = find(context, ContactSitesOf(self.0.id)).await?.unwrap_or_default();
        let mut sites = Vec::with_capacity(ids.len());
        for id in ids {
            sites.push(Site(required(context, id).await?));
        }
        Ok(sites)
    }

    /// When they last were, or did.
    async fn last_treated_at(&self) -> Option<DateTime<Utc>> {
        self.0.last_treated_at.map(|at| at.to_utc())
    }

    /// Whether the lot is known; false where it was assumed, or nobody knows it.
    async fn certain(&self) -> bool {
        self.0.certain
    }

    /// Who is to tell them.
    async fn assigned_to(&self) -> Option<ExternalId> {
        self.0.assigned_to.clone().map(ExternalId)
    }

    /// How far it is.
    async fn status(&self) -> ContactStatus {
        self.0.status.into()
    }

    /// Every attempt, the first one first.
    async fn attempts(&self, context: &Context<'_>) -> Result<Vec<ContactAttempt>> {
        each(context, AttemptsOf(self.0.id), ContactAttempt::from).await
    }
}

/// That somebody was told, or was tried to be.
#[derive(SimpleObject)]
pub struct ContactAttempt {
    /// When.
    at: DateTime<Utc>,
    /// Who recorded it.
    by: String,
    /// How: telephone, letter, portal.
    channel: String,
    /// How far it was with them afterwards.
    status: ContactStatus,
    /// What was said.
    note: Option<String>,
}

impl From<recall_attempt::Model> for ContactAttempt {
    fn from(row: recall_attempt::Model) -> Self {
        let (at, status) = (row.at.to_utc(), row.status.into());
        Self { at, by: row.by, channel: row.channel, status, note: row.note }
    }
}
