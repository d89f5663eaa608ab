//! Deviations: rules of the stockroom that a recorded fact broke.

use super::stock_choice::UnusableReason;
use crate::{
    error::Failure,
    graphql::{error::graphql_error, user_error::UserErrorCode},
    rules::{refusal::Code, usability},
};
use async_graphql::{Description, ID, Object, Result};
use chrono::{DateTime, Utc};
use entity::deviation;
use serde::{
    Deserialize,
    de::{IntoDeserializer, value::StrDeserializer},
};

/// A rule of the stockroom that a recorded fact broke; reviewed by a medical director.
#[derive(Description)]
pub struct Deviation(pub deviation::Model);

#[Object(use_type_description)]
impl Deviation {
    /// The deviation's id.
    pub(super) async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// The rule: what a usage or sale that was asked for before the act would have been refused with.
    async fn code(&self) -> Result<UserErrorCode> {
        word::<Code>(&self.0.code).map(Into::into)
    }

    /// Why the stock must not have been used.
    async fn reasons(&self) -> Result<Vec<UnusableReason>> {
        let reasons = self.0.reasons.split_whitespace().map(word::<usability::UnusableReason>);
        reasons.map(|reason| reason.map(Into::into)).collect()
    }

    /// The rule and its numbers, in a sentence.
    async fn message(&self) -> &str {
        &self.0.message
    }

    /// When it was recorded.
    async fn recorded_at(&self) -> DateTime<Utc> {
        self.0.recorded_at.to_utc()
    }

    /// Who reviewed it.
    async fn reviewed_by(&self) -> Option<&str> {
        self.0.reviewed_by.as_deref()
    }

    /// When.
    async fn reviewed_at(&self) -> Option<DateTime<Utc>> {
        self.0.reviewed_at.map(|at| at.to_utc())
    }

    /// What they found.
    async fn review_note(&self) -> Option<&str> {
        self.0.review_note.as_deref()
    }
}

/// A stored word as what it stands for.
fn word<'w, T: Deserialize<'w>>(word: &'w str) -> Result<T> {
    let stored: StrDeserializer<'w, serde::de::value::Error> = word.into_deserializer();
    T::deserialize(stored).map_err(|cause| graphql_error(Failure::Broken(format!("a deviation says {cause}"))))
}
