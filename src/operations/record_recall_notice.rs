//! A recall notice that came as a letter, typed in. It proposes what of ours it may mean, and holds nothing.

use super::{
    Act, Operation,
    recall_notices::{Keeper, Keeping, Kept, NoticeGiven},
};
use crate::{
    error::Error,
    rules::{
        day,
        form::Form,
        notice::{Notice, NoticeCode},
        recall_notice::TEXT_LIMIT,
        refusal::{Refusal, field},
        rights::Right,
        text,
    },
};
use chrono::NaiveDate;
use entity::{id::RecallNoticeId, recall_class::RecallClass};
use serde::{Deserialize, Serialize};

/// A letter.
#[derive(Clone, Debug, Serialize)]
pub struct RecordRecallNotice {
    /// Where it came from.
    pub source: String,
    /// Its number there.
    pub number: String,
    /// Who recalls.
    pub firm: String,
    /// How grave it is.
    pub classification: RecallClass,
    /// What is recalled.
    pub product_description: String,
    /// Which of it: lots, dates, codes.
    pub code_info: String,
    /// Why, in the words of the letter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When it came.
    pub received_on: NaiveDate,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RecordRecallNoticeDone {
    /// The notice.
    pub notice_id: RecallNoticeId,
}

impl Operation for RecordRecallNotice {
    type Done = RecordRecallNoticeDone;
    const NAME: &'static str = "recordRecallNotice";

    async fn perform(&self, act: &Act<'_>) -> Result<RecordRecallNoticeDone, Error> {
        act.require_everywhere(Right::OpenRecall)?;
        let given = self.form(act).map_err(Error::Refused)?;
        let Keeping { notice_id, kept, .. } = Keeper::new(act).await?.keep(given).await?;
        act.notify(said(kept, &self.number));
        Ok(RecordRecallNoticeDone { notice_id })
    }
}

impl RecordRecallNotice {
    fn form(&self, act: &Act<'_>) -> Result<NoticeGiven, Vec<Refusal>> {
        let mut form = Form::default();
        let received_on = form.take(day::begun(field("receivedOn"), self.received_on, act.request.at));
        let code_info = text::optional(field("codeInfo"), Some(&self.code_info), TEXT_LIMIT);
        let given = NoticeGiven {
            source: form.take(text::required(field("source"), &self.source, text::SHORT)),
            number: form.take(text::required(field("number"), &self.number, text::SHORT)),
            firm: form.take(text::required(field("firm"), &self.firm, text::SHORT)),
            classification: self.classification,
            product_description: form.take(text::required(
                field("productDescription"),
                &self.product_description,
                TEXT_LIMIT,
            )),
            code_info: form.take(code_info).unwrap_or_default(),
            reason: form.take(text::optional(field("reason"), self.reason.as_deref(), text::LONG)),
            state_at_source: None,
            received_on,
        };
        form.finish(given)
    }
}

fn said(kept: Kept, number: &str) -> Option<Notice> {
    let message = match kept {
        Kept::New => return None,
        Kept::Updated => format!("Notice {number} was known; it says this now, and was matched again."),
        Kept::Unchanged => format!("Notice {number} was known as it is."),
    };
    Some(Notice { code: NoticeCode::AlreadyDone, message, field: field("number") })
}
