//! Cancelling a recall that was opened in error, by two people: its holds are released, nobody is to be told of it, and
//! nothing is matched to it any more.

use super::{
    Act, Operation, approvals,
    recalls::{self, contacts, holds},
};
use crate::{
    error::Error,
    ledger::locking::{self, Reach},
    queries::recalls::Affected,
    rules::{
        approval::{Ask, Reach as Reached},
        person,
        refusal::field,
        rights::Right,
    },
};
use entity::{
    approval::ApprovalAct,
    id::{ApprovalId, RecallId},
    recall::RecallStatus,
};
use serde::{Deserialize, Serialize};

/// A recall that was opened in error.
#[derive(Clone, Debug, Serialize)]
pub struct CancelRecall {
    /// The recall.
    pub recall_id: RecallId,
    /// Why.
    pub reason: String,
    /// The second person by name, as programs of release 0.1.0 said it; it counts for nothing any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmed_by_id: Option<String>,
    /// The approval of the second person.
    #[serde(skip)]
    pub approval_id: Option<ApprovalId>,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CancelRecallDone {
    /// The recall.
    pub recall_id: RecallId,
}

impl Operation for CancelRecall {
    type Done = CancelRecallDone;
    const NAME: &'static str = "cancelRecall";

    fn approval_id(&self) -> Option<ApprovalId> {
        self.approval_id
    }

    async fn perform(&self, act: &Act<'_>) -> Result<CancelRecallDone, Error> {
        act.require_everywhere(Right::DirectRecalls)?;
        let reason = person::none_in(field("reason"), &self.reason)?;
        recalls::find(act, self.recall_id).await?;
        let affected = Affected::of_recall(act.transaction, self.recall_id).await?;
        let everywhere = affected.traced.iter().map(|traced| traced.product_id).collect();
        locking::lock_all(act.transaction, &Reach { everywhere, ..Reach::default() }).await?;
        let recall = recalls::locked(act, self.recall_id, RecallStatus::Open).await?;

        let ask = Ask {
            act: ApprovalAct::CancelRecall,
            reach: Reached::Everywhere,
            summary: format!("Cancel: {}, all that it holds is released. {reason}", recalls::name(&recall)),
            field: field("approvalId"),
        };
        let second = approvals::second_person(act, ask).await?;
        approvals::signed_for(act, recall.id.0);

        let affected = Affected::of_recall(act.transaction, recall.id).await?;
        let held = holds::of(act, &recall, affected.members()).await?;
        let ids: Vec<_> = held.iter().map(|hold| hold.id).collect();
        holds::release(act, &ids, &format!("The recall was cancelled: {reason}")).await?;
        let recall_id = recall.id;
        let struck = contacts::strike(act, recall_id).await?;
        recalls::set_status(act, recall, RecallStatus::Cancelled).await?;
        let what = format!("Cancelled, {}; contacts not to be told any more: {struck}. {reason}", second.words());
        recalls::event(act, recall_id, what).await?;
        Ok(CancelRecallDone { recall_id })
    }
}
