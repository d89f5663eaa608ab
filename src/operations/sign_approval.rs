//! Signing what somebody else asked for: by its id, or by the short code that they read out.

use super::{Act, Operation, approvals};
use crate::{
    error::Error,
    rules::{
        approval::{Decided, read_code},
        refusal::{Refusal, field},
    },
};
use entity::{approval, id::ApprovalId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::{Deserialize, Serialize};

/// A request to be signed.
#[derive(Clone, Debug, Serialize)]
pub struct SignApproval {
    /// Which.
    pub approval: NamedApproval,
}

/// How a request is named.
#[derive(Clone, Debug, Serialize)]
pub enum NamedApproval {
    /// By its id.
    Id(ApprovalId),
    /// By its short code.
    Code(String),
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SignApprovalDone {
    /// The request.
    pub approval_id: ApprovalId,
}

impl Operation for SignApproval {
    type Done = SignApprovalDone;
    const NAME: &'static str = "signApproval";

    async fn perform(&self, act: &Act<'_>) -> Result<SignApprovalDone, Error> {
        let (named, at) = match &self.approval {
            NamedApproval::Id(id) => (approval::COLUMN.id.eq(*id), field("approvalId")),
            NamedApproval::Code(code) => (approval::COLUMN.code.eq(read_code(code)), field("code")),
        };
        let found = approval::Entity::find().filter(named).lock_exclusive().one(act.transaction).await?;
        let approval = found.ok_or_else(|| Refusal::not_found(at.clone(), "approval"))?;
        let approval_id = approval.id;
        approvals::decide(act, approval, Decided::Signed, None, at).await?;
        Ok(SignApprovalDone { approval_id })
    }
}
