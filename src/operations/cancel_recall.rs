//! Cancelling a recall that was opened in error, by two people: its holds are released, nobody is to be told of it, and
//! nothing is matched to it any more.

use super::{
    Act, Operation,
    recalls::{self, contacts, holds},
};
use crate::{
    error::Error,
    ledger::locking::{self, Reach},
    queries::recalls::Affected,
    rules::{
        external_id,
        form::Form,
        person,
        recall::second_person,
        refusal::{Refusal, field},
        rights::Right,
    },
};
use entity::{id::RecallId, recall::RecallStatus};
use serde::{Deserialize, Serialize};

/// A recall that was opened in error.
#[derive(Clone, Debug, Serialize)]
pub struct CancelRecall {
    /// The recall.
    pub recall_id: RecallId,
    /// Why.
    pub reason: String,
    /// The second person.
    pub confirmed_by_id: String,
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

    async fn perform(&self, act: &Act<'_>) -> Result<CancelRecallDone, Error> {
        act.require_everywhere(Right::DirectRecalls)?;
        let (reason, confirmed_by) = self.form().map_err(Error::Refused)?;
        second_person(act.person(), &confirmed_by, field("confirmedById"))?;
        recalls::find(act, self.recall_id).await?;
        let affected = Affected::of_recall(act.transaction, self.recall_id).await?;
        let everywhere = affected.traced.iter().map(|traced| traced.product_id).collect();
        locking::lock_all(act.transaction, &Reach { everywhere, ..Reach::default() }).await?;
        let recall = recalls::locked(act, self.recall_id, RecallStatus::Open).await?;
        let affected = Affected::of_recall(act.transaction, recall.id).await?;
        let held = holds::of(act, &recall, affected.members()).await?;
        let ids: Vec<_> = held.iter().map(|hold| hold.id).collect();
        holds::release(act, &ids, &format!("The recall was cancelled: {reason}")).await?;
        let recall_id = recall.id;
        let struck = contacts::strike(act, recall_id).await?;
        recalls::set_status(act, recall, RecallStatus::Cancelled).await?;
        let what =
            format!("Cancelled, confirmed by {confirmed_by}; contacts not to be told any more: {struck}. {reason}");
        recalls::event(act, recall_id, what).await?;
        Ok(CancelRecallDone { recall_id })
    }
}

impl CancelRecall {
    fn form(&self) -> Result<(String, String), Vec<Refusal>> {
        let mut form = Form::default();
        let reason = form.take(person::none_in(field("reason"), &self.reason));
        let confirmed_by = form.take(external_id::check(field("confirmedById"), &self.confirmed_by_id));
        form.finish((reason, confirmed_by))
    }
}
