//! Correcting usages, and attributing them anew.

use crate::graphql::{
    answer::{Outcome, perform},
    input::usage_correction::{CorrectUsageInput, ReattributeUsageInput},
    loader::{failed, required, rows},
    object::usage::Usage,
};
use async_graphql::{Context, Object, Result, SimpleObject};
use entity::id::UsageId;

/// What came of a correction.
#[derive(SimpleObject)]
pub(super) struct CorrectUsagePayload {
    /// The usage with all its lines, voided ones included.
    usage: Option<Usage>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of attributing usages anew.
#[derive(SimpleObject)]
pub(super) struct ReattributeUsagePayload {
    /// The usage; of several, the first.
    usage: Option<Usage>,
    /// All that were named, in their order.
    usages: Option<Vec<Usage>>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// Correcting usages.
#[derive(Default)]
pub(super) struct UsageCorrectionMutation;

#[Object]
impl UsageCorrectionMutation {
    /// Voids lines that are not so and adds lines that were forgotten. Your own usages, or any as a manager or medical
    /// director. The history stays.
    async fn correct_usage(&self, context: &Context<'_>, input: CorrectUsageInput) -> Result<CorrectUsagePayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        let usage = shown(context, done.map(|done| done.usage_id)).await?;
        Ok(CorrectUsagePayload { usage, outcome })
    }

    /// Puts a usage, or several at once, charted on the wrong patient, treatment or practitioner where they belong. No
    /// stock moves, and the history stays.
    async fn reattribute_usage(
        &self,
        context: &Context<'_>,
        input: ReattributeUsageInput,
    ) -> Result<ReattributeUsagePayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        let Some(done) = done else { return Ok(ReattributeUsagePayload { usage: None, usages: None, outcome }) };
        let ids = if done.usage_ids.is_empty() { vec![done.usage_id] } else { done.usage_ids };
        let mut rows = rows(context)?.load_many(ids.iter().copied()).await.map_err(failed)?;
        let usages = ids.iter().filter_map(|id| rows.remove(id)).map(Usage).collect();
        let usage = shown(context, Some(done.usage_id)).await?;
        Ok(ReattributeUsagePayload { usage, usages: Some(usages), outcome })
    }
}

async fn shown(context: &Context<'_>, id: Option<UsageId>) -> Result<Option<Usage>> {
    match id {
        Some(id) => Ok(Some(Usage(required(context, id).await?))),
        None => Ok(None),
    }
}
