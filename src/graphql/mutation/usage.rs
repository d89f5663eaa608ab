//! Recording treatments, and mending what was recorded before the books had it.

use crate::graphql::{
    answer::{OneOfMany, Outcome, each_in_order, perform},
    input::usage::{RecordUsageInput, ReviewDeviationInput, SettleUsageLineInput},
    loader::required,
    object::{deviation::Deviation, usage::Usage},
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

/// What came of settling a line.
#[derive(SimpleObject)]
pub(super) struct SettleUsageLinePayload {
    /// The usage with the booked lines.
    usage: Option<Usage>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of a review.
#[derive(SimpleObject)]
pub(super) struct ReviewDeviationPayload {
    /// The deviation.
    deviation: Option<Deviation>,
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

    /// Records up to 100 usages, as after an outage: each with its own key and all or nothing by itself, in order of
    /// `performedAt`. Answers stand in the order of the inputs, whatever becomes of the others: one that is FORBIDDEN or
    /// UNAVAILABLE is null, with its error at its place.
    async fn record_usages(
        &self,
        context: &Context<'_>,
        inputs: Vec<RecordUsageInput>,
    ) -> Vec<OneOfMany<RecordUsagePayload>> {
        let record = |input| record(context, input);
        let refused = |outcome| RecordUsagePayload { usage: None, outcome };
        each_in_order(inputs, RecordUsageInput::performed_at, record, refused).await
    }

    /// Draws an unbooked line from the books, now that they have it. A line that states a lot is settled from that lot.
    async fn settle_usage_line(
        &self,
        context: &Context<'_>,
        input: SettleUsageLineInput,
    ) -> Result<SettleUsageLinePayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        let usage = match done {
            Some(done) => Some(Usage(required(context, done.usage_id).await?)),
            None => None,
        };
        Ok(SettleUsageLinePayload { usage, outcome })
    }

    /// Keeps what a medical director found about a rule that a recorded fact broke.
    async fn review_deviation(
        &self,
        context: &Context<'_>,
        input: ReviewDeviationInput,
    ) -> Result<ReviewDeviationPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        let deviation = match done {
            Some(done) => Some(Deviation(required(context, done.deviation_id).await?)),
            None => None,
        };
        Ok(ReviewDeviationPayload { deviation, outcome })
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
