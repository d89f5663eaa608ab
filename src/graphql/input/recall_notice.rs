//! The inputs of recall notices.

use super::id;
use crate::{
    graphql::{
        object::{recall_class::RecallClass, recall_notice::RecallNoticeStatus},
        scalar::Date,
    },
    operations::{record_recall_notice::RecordRecallNotice, resolve_recall_notice::ResolveRecallNotice},
    rules::refusal::{Refusal, field},
};
use async_graphql::{ID, InputObject};

/// A letter about a recall, typed in.
#[derive(Debug, InputObject)]
pub struct RecordRecallNoticeInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// Where it came from, such as the name of the firm or the paper. With the number it is one notice: the same again
    /// updates it.
    source: String,
    /// Its number there.
    number: String,
    /// Who recalls.
    firm: String,
    /// How grave it is.
    classification: RecallClass,
    /// What is recalled, in the words of the letter.
    product_description: String,
    /// Which of it, in the words of the letter: lots, ranges, dates, codes. May be empty.
    code_info: String,
    /// Why, in the words of the letter.
    reason: Option<String>,
    /// When it came.
    received_on: Date,
}

/// A decision on a notice.
#[derive(Debug, InputObject)]
pub struct ResolveRecallNoticeInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The notice.
    notice_id: ID,
    /// OPENED or DISMISSED.
    status: RecallNoticeStatus,
    /// With OPENED: the recall that was opened for it.
    recall_id: Option<ID>,
    /// Why.
    note: String,
}

impl RecordRecallNoticeInput {
    /// The operation that is meant.
    pub fn into_operation(self) -> RecordRecallNotice {
        RecordRecallNotice {
            source: self.source,
            number: self.number,
            firm: self.firm,
            classification: self.classification.into(),
            product_description: self.product_description,
            code_info: self.code_info,
            reason: self.reason,
            received_on: self.received_on.0,
        }
    }
}

impl ResolveRecallNoticeInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<ResolveRecallNotice, Refusal> {
        let recall_id = self.recall_id.map(|recall| id(field("recallId"), &recall));
        Ok(ResolveRecallNotice {
            notice_id: id(field("noticeId"), &self.notice_id)?,
            status: self.status.into(),
            recall_id: recall_id.transpose()?,
            note: self.note,
        })
    }
}
