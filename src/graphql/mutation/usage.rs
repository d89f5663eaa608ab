//! Recording treatments.

use crate::graphql::{
    answer::{Outcome, perform},
    input::usage::RecordUsageInput,
    loader::required,
    object::usage::Usage,
};
use async_graphql::{Context, Object, Result, SimpleObject};

/// What came of a usage.
#[derive(SimpleObject)]
pub(super) struct RecordUsagePayload {
    /// The usage.
    usage: Option<Usage>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// Recording treatments.
#[derive(Default)]
pub(super) struct UsageMutation;

#[Object]
impl UsageMutation {
    /// Records what was used in a treatment. A product without a lot is answered with the plan to confirm, unless the
    /// site accepts assumed lots.
    async fn record_usage(&self, context: &Context<'_>, input: RecordUsageInput) -> Result<RecordUsagePayload> {
        record(context, input).await
    }
}

async fn record(context: &Context<'_>, input: RecordUsageInput) -> Result<RecordUsagePayload> {
    let key = input.idempotency_key.clone();
    let (done, outcome) = perform(context, &key, input.into_operation()).await?;
    let usage = match done {
        Some(done) => Some(Usage(required(context, done.usage_id).await?)),
        None => None,
    };
    Ok(RecordUsagePayload { usage, outcome })
}
