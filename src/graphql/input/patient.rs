//! The input for patients that the EHR merged.

use crate::{graphql::scalar::ExternalId, operations::link_patient::LinkPatient};
use async_graphql::InputObject;

/// A patient that the EHR merged into another.
#[derive(Debug, InputObject)]
pub struct LinkPatientInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The id that was merged away.
    from_id: ExternalId,
    /// The id that stays.
    into_id: ExternalId,
    /// Takes the link back.
    undo: Option<bool>,
}

impl LinkPatientInput {
    /// The operation that is meant.
    pub fn into_operation(self) -> LinkPatient {
        LinkPatient { from_id: self.from_id.0, into_id: self.into_id.0, undo: self.undo.unwrap_or(false) }
    }
}
