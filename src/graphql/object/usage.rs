//! Usages: what was used in a treatment, line by line.

use super::{patient::Patient, posting::Posting, site::Site, treatment::Treatment, usage_line::UsageLine};
use crate::{
    graphql::{
        input::usage::LateReason,
        loader::{each, find, maybe, required},
        patient_links,
        scalar::ExternalId,
    },
    queries::loaders::treatment_room::{UsageCorrectionsOf, UsageLinesOf},
};
use async_graphql::{Context, Description, ID, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use entity::{usage, usage_correction};

/// What was used in a treatment.
#[derive(Description)]
pub struct Usage(pub usage::Model);

#[Object(use_type_description)]
impl Usage {
    /// The usage's id.
    pub(super) async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// The treatment that it is a part of.
    async fn treatment(&self) -> Treatment {
        Treatment::of(&self.0)
    }

    /// The patient. Needs the right to read patient links at the site, or to have recorded a usage of the treatment; the read
    /// is logged.
    async fn patient(&self, context: &Context<'_>) -> Result<Option<Patient>> {
        patient_links::patient_of(context, &self.0).await.map(Some)
    }

    /// Who treated, by the other system's id.
    async fn practitioner_id(&self) -> ExternalId {
        ExternalId(self.0.practitioner_id.clone())
    }

    /// Where.
    async fn site(&self, context: &Context<'_>) -> Result<Site> {
        required(context, self.0.site_id).await.map(Site)
    }

    /// When it was done.
    async fn performed_at(&self) -> DateTime<Utc> {
        self.0.performed_at.to_utc()
    }

    /// When it was written.
    async fn recorded_at(&self) -> DateTime<Utc> {
        self.0.recorded_at.to_utc()
    }

    /// The person who recorded it.
    async fn recorded_by(&self) -> &str {
        &self.0.recorded_by
    }

    /// The client program.
    async fn recorded_through(&self) -> Option<&str> {
        self.0.recorded_through.as_deref()
    }

    /// Why it was declared as already performed; null when it was not.
    async fn late(&self) -> Option<LateReason> {
        self.0.late.map(Into::into)
    }

    /// What was said about that.
    async fn late_note(&self) -> Option<&str> {
        self.0.late_note.as_deref()
    }

    /// It was entered later than the site allows.
    async fn late_entry(&self) -> bool {
        self.0.late_entry
    }

    /// Its lines, voided ones included.
    async fn lines(&self, context: &Context<'_>) -> Result<Vec<UsageLine>> {
        Ok(find(context, UsageLinesOf(self.0.id)).await?.unwrap_or_default().into_iter().map(UsageLine).collect())
    }

    /// The posting; null where nothing could be booked.
    async fn posting(&self, context: &Context<'_>) -> Result<Option<Posting>> {
        maybe(context, self.0.posting_id, Posting).await
    }

    /// How it was corrected, in order.
    async fn corrections(&self, context: &Context<'_>) -> Result<Vec<UsageCorrection>> {
        each(context, UsageCorrectionsOf(self.0.id), UsageCorrection::from).await
    }
}

/// That a usage was corrected, or attributed anew.
#[derive(SimpleObject)]
pub struct UsageCorrection {
    /// When.
    at: DateTime<Utc>,
    /// Who.
    by: String,
    /// Why.
    reason: String,
    /// What was changed, before and after.
    what: String,
}

impl From<usage_correction::Model> for UsageCorrection {
    fn from(row: usage_correction::Model) -> Self {
        Self { at: row.at.to_utc(), by: row.by, reason: row.reason, what: row.what }
    }
}
