//! Signing what somebody else asked for.

use crate::graphql::{
    answer::{Outcome, perform},
    input::approval::{DeclineApprovalInput, SignApprovalInput},
    loader::maybe,
    object::approval::Approval,
};
use async_graphql::{Context, Object, Result, SimpleObject};

/// What came of signing.
#[derive(SimpleObject)]
pub(super) struct SignApprovalPayload {
    /// The request.
    approval: Option<Approval>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of declining.
#[derive(SimpleObject)]
pub(super) struct DeclineApprovalPayload {
    /// The request.
    approval: Option<Approval>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// Signing what somebody else asked for.
#[derive(Default)]
pub(super) struct ApprovalMutation;

#[Object]
impl ApprovalMutation {
    /// Signs what somebody else asked for, by its id or by its short code. Within 15 minutes who asked sends the act
    /// again with `approvalId`, and it is done, once. By somebody else than who asked, with one of the roles that the
    /// request names at every site that it reaches.
    async fn sign_approval(&self, context: &Context<'_>, input: SignApprovalInput) -> Result<SignApprovalPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        let approval = maybe(context, done.map(|done| done.approval_id), Approval).await?;
        Ok(SignApprovalPayload { approval, outcome })
    }

    /// Declines what somebody else asked for; a signature that was not used is taken back with it. By one who may sign
    /// it, or by who asked.
    async fn decline_approval(
        &self,
        context: &Context<'_>,
        input: DeclineApprovalInput,
    ) -> Result<DeclineApprovalPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        let approval = maybe(context, done.map(|done| done.approval_id), Approval).await?;
        Ok(DeclineApprovalPayload { approval, outcome })
    }
}
