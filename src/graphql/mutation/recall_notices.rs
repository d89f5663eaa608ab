//! Recall notices: typed in, and decided on.

use crate::graphql::{
    answer::{Outcome, perform},
    input::recall_notice::{RecordRecallNoticeInput, ResolveRecallNoticeInput},
    loader::maybe,
    object::recall_notice::RecallNotice,
};
use async_graphql::{Context, Object, Result, SimpleObject};
use entity::id::RecallNoticeId;

/// What came of typing in a notice.
#[derive(SimpleObject)]
pub(super) struct RecordRecallNoticePayload {
    /// The notice, with what of ours it may mean.
    recall_notice: Option<RecallNotice>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of a decision.
#[derive(SimpleObject)]
pub(super) struct ResolveRecallNoticePayload {
    /// The notice.
    recall_notice: Option<RecallNotice>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// Recall notices: typed in, and decided on.
#[derive(Default)]
pub(super) struct RecallNoticeMutation;

#[Object]
impl RecallNoticeMutation {
    /// Records a letter about a recall and proposes what of ours it may mean. It holds nothing. Needs the role
    /// MEDICAL_DIRECTOR at every site.
    async fn record_recall_notice(
        &self,
        context: &Context<'_>,
        input: RecordRecallNoticeInput,
    ) -> Result<RecordRecallNoticePayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, Ok(input.into_operation())).await?;
        let recall_notice = notice(context, done.map(|done| done.notice_id)).await?;
        Ok(RecordRecallNoticePayload { recall_notice, outcome })
    }

    /// Decides on a notice: a recall was opened for it, or it means nothing of ours. Needs the role MEDICAL_DIRECTOR at
    /// every site.
    async fn resolve_recall_notice(
        &self,
        context: &Context<'_>,
        input: ResolveRecallNoticeInput,
    ) -> Result<ResolveRecallNoticePayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        let recall_notice = notice(context, done.map(|done| done.notice_id)).await?;
        Ok(ResolveRecallNoticePayload { recall_notice, outcome })
    }
}

async fn notice(context: &Context<'_>, id: Option<RecallNoticeId>) -> Result<Option<RecallNotice>> {
    maybe(context, id, RecallNotice).await
}
