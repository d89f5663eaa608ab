//! Signing and declining what somebody else asked for.

use super::id;
use crate::{
    operations::{
        decline_approval::DeclineApproval,
        sign_approval::{NamedApproval, SignApproval},
    },
    rules::refusal::{InputRule, Refusal, field},
};
use async_graphql::{ID, InputObject};

/// A request to be signed: by its id, or by the short code that somebody reads out.
#[derive(Debug, InputObject)]
pub struct SignApprovalInput {
    /// Makes the call safe to repeat.
    pub idempotency_key: String,
    /// The request; give this or the code.
    approval_id: Option<ID>,
    /// The short code of the request; give this or the id.
    code: Option<String>,
}

/// A request that is declined, or taken back by who asked.
#[derive(Debug, InputObject)]
pub struct DeclineApprovalInput {
    /// Makes the call safe to repeat.
    pub idempotency_key: String,
    /// The request.
    approval_id: ID,
    /// Why.
    reason: String,
}

impl SignApprovalInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for the id of something else, and unless one of the two is given.
    pub fn into_operation(self) -> Result<SignApproval, Refusal> {
        let approval = match (self.approval_id, self.code) {
            (Some(approval), None) => NamedApproval::Id(id(field("approvalId"), &approval)?),
            (None, Some(code)) => NamedApproval::Code(code),
            _ => {
                let message = "Name the approval by its id, or by its code.";
                return Err(Refusal::invalid(field("approvalId"), InputRule::Required, message));
            }
        };
        Ok(SignApproval { approval })
    }
}

impl DeclineApprovalInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for the id of something else.
    pub fn into_operation(self) -> Result<DeclineApproval, Refusal> {
        Ok(DeclineApproval { approval_id: id(field("approvalId"), &self.approval_id)?, reason: self.reason })
    }
}
