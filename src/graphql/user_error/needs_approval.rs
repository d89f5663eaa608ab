//! The one refusal that keeps something: the request for a second signature.

use super::UserErrorCode;
use crate::graphql::{loader::required, object::approval::Approval};
use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use entity::id::ApprovalId;

/// Nothing refuses the act, and it takes a second person. The request is kept, once for the idempotency key: somebody
/// else signs it, then the same act is sent again with `approvalId`.
#[derive(Debug, SimpleObject)]
#[graphql(complex)]
pub struct NeedsApproval {
    /// `NEEDS_APPROVAL`.
    pub(super) code: UserErrorCode,
    /// Who signs, and by which code, in a sentence.
    pub(super) message: String,
    /// The field of the input that names the approval.
    pub(super) field: Vec<String>,
    #[graphql(skip)]
    pub(super) approval_id: ApprovalId,
}

#[ComplexObject]
impl NeedsApproval {
    /// The request.
    async fn approval(&self, context: &Context<'_>) -> Result<Approval> {
        required(context, self.approval_id).await.map(Approval)
    }
}
