//! The head of a recall, as it was handed in: what a person reads of it.

use crate::{
    day,
    form::Form,
    refusal::{InputRule, Refusal, field},
    text,
};
use chrono::{DateTime, NaiveDate, Utc};
use entity::{recall::RecallKind, recall_class::RecallClass};
use serde::Serialize;

/// What a recall is, beside its scope.
#[derive(Clone, Debug, Serialize)]
pub struct Head {
    /// What kind.
    pub kind: RecallKind,
    /// The number that the authority or the firm gave it.
    pub number: Option<String>,
    /// How dangerous.
    pub classification: RecallClass,
    /// The recalling firm.
    pub firm: String,
    /// Why.
    pub reason: String,
    /// What the firm asks to be done.
    pub instructions: Option<String>,
    /// The day the firm began it.
    pub initiated_on: NaiveDate,
    /// Until when the firm wants an answer.
    pub response_due_on: Option<NaiveDate>,
}

/// The head, when all of it can mean something `now`.
///
/// # Errors
/// `INVALID`, for every field that cannot.
pub fn head(given: &Head, now: DateTime<Utc>) -> Result<Head, Vec<Refusal>> {
    let mut form = Form::default();
    let due = given.response_due_on.filter(|due| *due < given.initiated_on);
    form.refuse_when(due.is_some(), || {
        let message = "An answer is due on the day the recall began, or after it.";
        Refusal::beyond(field("responseDueOn"), InputRule::OutOfRange, given.initiated_on, message)
    });
    let checked = Head {
        kind: given.kind,
        number: form.take(text::optional(field("number"), given.number.as_deref(), text::SHORT)),
        classification: given.classification,
        firm: form.take(text::required(field("firm"), &given.firm, text::SHORT)),
        reason: form.take(text::required(field("reason"), &given.reason, text::LONG)),
        instructions: form.take(text::optional(field("instructions"), given.instructions.as_deref(), text::LONG)),
        initiated_on: form.take(day::begun(field("initiatedOn"), given.initiated_on, now)),
        response_due_on: form
            .take_optional(given.response_due_on.map(|due| day::within_reason(field("responseDueOn"), due))),
    };
    form.finish(checked)
}
