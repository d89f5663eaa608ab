//! Patients that the EHR merged.

use crate::graphql::{
    answer::{Outcome, perform},
    input::patient::LinkPatientInput,
};
use async_graphql::{Context, Object, Result, SimpleObject};

/// What came of a link.
#[derive(SimpleObject)]
pub(super) struct LinkPatientPayload {
    /// Whether the two ids stand for one patient now.
    linked: Option<bool>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// Patients that the EHR merged.
#[derive(Default)]
pub(super) struct PatientMutation;

#[Object]
impl PatientMutation {
    /// Records that the EHR merged a patient into another, or takes that back. Whatever asks for one of the ids then
    /// finds what belongs to any of them; the ledger keeps the ids it was given. Needs the role MANAGER or
    /// MEDICAL_DIRECTOR at every site.
    async fn link_patient(&self, context: &Context<'_>, input: LinkPatientInput) -> Result<LinkPatientPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, Ok(input.into_operation())).await?;
        Ok(LinkPatientPayload { linked: done.map(|done| done.linked), outcome })
    }
}
