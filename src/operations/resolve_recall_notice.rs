//! Deciding on a recall notice: a recall was opened for it, or it means nothing of ours.

use super::{Act, Operation, recall_notices, recalls};
use crate::{
    error::Error,
    rules::{
        form::Form,
        person,
        refusal::{InputRule, Reason, Refusal, field},
        rights::Right,
    },
};
use entity::{
    id::{RecallId, RecallNoticeId},
    recall_notice::{self as notice, RecallNoticeStatus},
};
use sea_orm::{EntityTrait, IntoActiveModel, QuerySelect, Set};
use serde::{Deserialize, Serialize};

/// A decision.
#[derive(Clone, Debug, Serialize)]
pub struct ResolveRecallNotice {
    /// The notice.
    pub notice_id: RecallNoticeId,
    /// Opened or dismissed.
    pub status: RecallNoticeStatus,
    /// The recall that was opened.
    pub recall_id: Option<RecallId>,
    /// Why.
    pub note: String,
}

/// The notice that was decided on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ResolveRecallNoticeDone {
    /// The notice.
    pub notice_id: RecallNoticeId,
}

impl Operation for ResolveRecallNotice {
    type Done = ResolveRecallNoticeDone;
    const NAME: &'static str = "resolveRecallNotice";

    async fn perform(&self, act: &Act<'_>) -> Result<ResolveRecallNoticeDone, Error> {
        act.require_everywhere(Right::DirectRecalls)?;
        let note = self.form().map_err(Error::Refused)?;
        let row = undecided(act, self.notice_id).await?;
        if let Some(recall) = self.recall_id {
            recalls::find(act, recall).await?;
        }
        decide(act, row, self.status, self.recall_id, note).await?;
        Ok(ResolveRecallNoticeDone { notice_id: self.notice_id })
    }
}

/// The notice, which nobody else decides on meanwhile.
///
/// # Errors
/// `NOT_FOUND`; `ALREADY_DONE` where somebody decided before.
pub(super) async fn undecided(act: &Act<'_>, id: RecallNoticeId) -> Result<notice::Model, Error> {
    let row = notice::Entity::find_by_id(id).lock_exclusive().one(act.transaction).await?;
    let row = row.ok_or_else(|| Refusal::not_found(field("noticeId"), "recall notice"))?;
    if row.status.is_matched_again() {
        return Ok(row);
    }
    let by = row.resolved_by.unwrap_or_default();
    let message = format!("{by} has decided on notice {} already.", row.number);
    Err(Refusal::new(field("noticeId"), Reason::AlreadyDone { message }).into())
}

/// Writes down what was decided on a notice: it is matched no more.
///
/// # Errors
/// When the database fails.
pub(super) async fn decide(
    act: &Act<'_>,
    notice: notice::Model,
    status: RecallNoticeStatus,
    recall: Option<RecallId>,
    note: String,
) -> Result<(), Error> {
    let id = notice.id;
    let mut row = notice.into_active_model();
    row.status = Set(status);
    row.recall_id = Set(recall);
    row.resolved_by = Set(Some(act.person().to_owned()));
    row.resolved_at = Set(Some(act.now()));
    row.note = Set(Some(note));
    act.update(row).await?;
    recall_notices::forget_terms(act, id).await?;
    Ok(())
}

impl ResolveRecallNotice {
    fn form(&self) -> Result<String, Vec<Refusal>> {
        let mut form = Form::default();
        let opened = self.status == RecallNoticeStatus::Opened;
        form.refuse_when(self.status.is_matched_again(), || {
            let message = "A notice is decided on as OPENED or DISMISSED.";
            Refusal::invalid(field("status"), InputRule::Other, message)
        });
        form.refuse_when(opened && self.recall_id.is_none(), || {
            Refusal::invalid(field("recallId"), InputRule::Required, "Say which recall was opened for it.")
        });
        form.refuse_when(!opened && self.recall_id.is_some(), || {
            Refusal::invalid(field("recallId"), InputRule::Other, "A recall goes with OPENED.")
        });
        let note = form.take(person::none_in(field("note"), &self.note));
        form.finish(note)
    }
}
