//! The treatment room beside usages: opening and discarding containers, waste, consumption, returns.

use crate::graphql::{
    answer::{Outcome, perform},
    input::{
        container::{DiscardContainersInput, OpenContainerInput},
        waste::{RecordConsumptionInput, RecordWasteInput, ReturnToSupplierInput},
    },
    loader::required,
    object::{container::Container, posting::Posting},
};
use async_graphql::{Context, Object, Result, SimpleObject};
use entity::id::PostingId;

/// What came of opening a container.
#[derive(SimpleObject)]
pub(super) struct OpenContainerPayload {
    /// The container.
    container: Option<Container>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of discarding containers.
#[derive(SimpleObject)]
pub(super) struct DiscardContainersPayload {
    /// The posting: counted differences and waste.
    posting: Option<Posting>,
    /// The containers, in the order of the lines.
    containers: Option<Vec<Container>>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of waste.
#[derive(SimpleObject)]
pub(super) struct RecordWastePayload {
    /// The posting.
    posting: Option<Posting>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of consumption.
#[derive(SimpleObject)]
pub(super) struct RecordConsumptionPayload {
    /// The posting.
    posting: Option<Posting>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of a supplier return.
#[derive(SimpleObject)]
pub(super) struct ReturnToSupplierPayload {
    /// The posting.
    posting: Option<Posting>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// The treatment room beside usages.
#[derive(Default)]
pub(super) struct TreatmentRoomMutation;

#[Object]
impl TreatmentRoomMutation {
    /// Opens a sealed container: on hand stays as it is, the clock starts. What must not be used must not be opened.
    /// Needs the right to record usages at the site.
    async fn open_container(&self, context: &Context<'_>, input: OpenContainerInput) -> Result<OpenContainerPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        let container = Container::maybe(context, done.map(|done| done.container_id)).await?;
        Ok(OpenContainerPayload { container, outcome })
    }

    /// Discards opened containers, several in one act with one witness, whatever their state. What is measured is waste;
    /// what the books say beyond that is a counted difference. Recalled and suspect ones are evidence and stay. Where
    /// the product or the site asks for a witness who signs and none is there, they are closed as AWAITING_WITNESS;
    /// discarded once more they are measured, signed by `approvalId` and wasted. Needs the right to record usages at the
    /// site.
    async fn discard_containers(
        &self,
        context: &Context<'_>,
        input: DiscardContainersInput,
    ) -> Result<DiscardContainersPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        let Some(done) = done else { return Ok(DiscardContainersPayload { posting: None, containers: None, outcome }) };
        let posting = posting(context, done.posting_id).await?;
        let containers = Some(Container::all(context, &done.container_ids).await?);
        Ok(DiscardContainersPayload { posting, containers, outcome })
    }

    /// Wastes sealed containers, or part of an opened one, whatever their state. Recalled and suspect stock is evidence
    /// and stays. Where the product or the site asks for a witness who signs, it waits for one (`NEEDS_APPROVAL`). Needs
    /// the right to record usages at the site.
    async fn record_waste(&self, context: &Context<'_>, input: RecordWasteInput) -> Result<RecordWastePayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        Ok(RecordWastePayload { posting: posting(context, done.map(|done| done.posting_id)).await?, outcome })
    }

    /// Records use without a patient: back bar, testers, demonstrations, given samples. It is planned, and refused, as a
    /// treatment's use is. Needs the right to record usages at the site.
    async fn record_consumption(
        &self,
        context: &Context<'_>,
        input: RecordConsumptionInput,
    ) -> Result<RecordConsumptionPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        Ok(RecordConsumptionPayload { posting: posting(context, done.map(|done| done.posting_id)).await?, outcome })
    }

    /// Sends sealed containers back to a supplier, whatever their state, at the average cost of their lot. Needs the role
    /// MANAGER at the site.
    async fn return_to_supplier(
        &self,
        context: &Context<'_>,
        input: ReturnToSupplierInput,
    ) -> Result<ReturnToSupplierPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        Ok(ReturnToSupplierPayload { posting: posting(context, done.map(|done| done.posting_id)).await?, outcome })
    }
}

async fn posting(context: &Context<'_>, id: Option<PostingId>) -> Result<Option<Posting>> {
    match id {
        Some(id) => Ok(Some(Posting(required(context, id).await?))),
        None => Ok(None),
    }
}
