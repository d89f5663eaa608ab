//! Reopening a recall that was closed: more is to be done after all. Its holds never ended.

use super::{Act, Operation, recalls};
use crate::{
    error::Error,
    rules::{person, refusal::field, rights::Right},
};
use entity::{id::RecallId, recall::RecallStatus};
use serde::{Deserialize, Serialize};

/// A recall to be reopened.
#[derive(Clone, Debug, Serialize)]
pub struct ReopenRecall {
    /// The recall.
    pub recall_id: RecallId,
    /// Why.
    pub reason: String,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReopenRecallDone {
    /// The recall.
    pub recall_id: RecallId,
}

impl Operation for ReopenRecall {
    type Done = ReopenRecallDone;
    const NAME: &'static str = "reopenRecall";

    async fn perform(&self, act: &Act<'_>) -> Result<ReopenRecallDone, Error> {
        act.require_everywhere(Right::DirectRecalls)?;
        let reason = person::none_in(field("reason"), &self.reason)?;
        let recall = recalls::locked(act, self.recall_id, RecallStatus::Closed).await?;
        let recall_id = recall.id;
        recalls::set_status(act, recall, RecallStatus::Open).await?;
        recalls::event(act, recall_id, format!("Reopened. {reason}")).await?;
        Ok(ReopenRecallDone { recall_id })
    }
}
