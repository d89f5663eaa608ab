//! Declining what somebody else asked to be signed, or taking back what one asked for: it can't be used any more.

use super::{Act, Operation, approvals};
use crate::{
    error::Error,
    rules::{
        approval::Decided,
        person,
        refusal::{Refusal, field},
    },
};
use entity::{approval, id::ApprovalId};
use sea_orm::{EntityTrait, QuerySelect};
use serde::{Deserialize, Serialize};

/// A request that is declined.
#[derive(Clone, Debug, Serialize)]
pub struct DeclineApproval {
    /// Which.
    pub approval_id: ApprovalId,
    /// Why.
    pub reason: String,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DeclineApprovalDone {
    /// The request.
    pub approval_id: ApprovalId,
}

impl Operation for DeclineApproval {
    type Done = DeclineApprovalDone;
    const NAME: &'static str = "declineApproval";

    async fn perform(&self, act: &Act<'_>) -> Result<DeclineApprovalDone, Error> {
        let reason = person::none_in(field("reason"), &self.reason)?;
        let at = field("approvalId");
        let found = approval::Entity::find_by_id(self.approval_id).lock_exclusive().one(act.transaction).await?;
        let approval = found.ok_or_else(|| Refusal::not_found(at.clone(), "approval"))?;
        approvals::decide(act, approval, Decided::Declined, Some(reason), at).await?;
        Ok(DeclineApprovalDone { approval_id: self.approval_id })
    }
}
