//! The inputs of recalls.

mod disposal;
mod scope;
mod work;

pub use disposal::DisposeRecalledStockInput;
pub use scope::{RecallScopeInput, lines};
pub use work::{
    AssignRecallContactsInput, CancelRecallInput, CloseRecallInput, ConfirmRecallSiteInput, ExplainUnaccountedInput,
    RecordRecallContactInput, ReopenRecallInput,
};

use super::id;
use crate::{
    graphql::{
        object::{recall::RecallKind, recall_class::RecallClass},
        scalar::Date,
    },
    operations::{expand_recall::ExpandRecall, open_recall::OpenRecall},
    rules::{
        recall::form::Head,
        refusal::{Refusal, field},
    },
};
use async_graphql::{ID, InputObject};

/// A recall to be opened.
#[derive(Debug, InputObject)]
pub struct OpenRecallInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// What kind. A MOCK recall holds nothing and tells nobody.
    kind: RecallKind,
    /// The number that the authority or the firm gave it.
    number: Option<String>,
    /// How grave it is.
    classification: RecallClass,
    /// The recalling firm.
    firm: String,
    /// Why.
    reason: String,
    /// What the firm asks to be done.
    instructions: Option<String>,
    /// The day the firm began it.
    initiated_on: Date,
    /// Until when the firm wants an answer.
    response_due_on: Option<Date>,
    /// The notice that it is opened for: it is resolved as OPENED with it.
    notice_id: Option<ID>,
    /// It is another recall than the one that has its number already; refused where that is not said.
    another_recall: Option<bool>,
    /// Which lots, product by product.
    scope: Vec<RecallScopeInput>,
}

/// More lots of a recall.
#[derive(Debug, InputObject)]
pub struct ExpandRecallInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The recall.
    recall_id: ID,
    /// Why.
    reason: String,
    /// Which lots, product by product.
    scope: Vec<RecallScopeInput>,
}

impl OpenRecallInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<OpenRecall, Refusal> {
        let head = Head {
            kind: self.kind.into(),
            number: self.number,
            classification: self.classification.into(),
            firm: self.firm,
            reason: self.reason,
            instructions: self.instructions,
            initiated_on: self.initiated_on.0,
            response_due_on: self.response_due_on.map(|day| day.0),
        };
        let notice_id = self.notice_id.map(|notice| id(field("noticeId"), &notice)).transpose()?;
        let is_another = self.another_recall.unwrap_or_default();
        Ok(OpenRecall { head, scope: lines(self.scope)?, notice_id, is_another, trace_millis: None })
    }
}

impl ExpandRecallInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<ExpandRecall, Refusal> {
        let recall_id = id(field("recallId"), &self.recall_id)?;
        Ok(ExpandRecall { recall_id, reason: self.reason, scope: lines(self.scope)? })
    }
}
