//! Receiving deliveries.

use crate::graphql::{
    answer::{Outcome, perform},
    input::receipt::ReceiveStockInput,
    loader::required,
    object::{lot::Lot, posting::Posting},
};
use async_graphql::{Context, Object, Result, SimpleObject};

/// What came of a delivery.
#[derive(SimpleObject)]
pub(super) struct ReceiveStockPayload {
    /// The receipt.
    posting: Option<Posting>,
    /// The lots that came, in the order of the lines, each once.
    lots: Option<Vec<Lot>>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// Receiving deliveries.
#[derive(Default)]
pub(super) struct ReceivingMutation;

#[Object]
impl ReceivingMutation {
    /// Receives a delivery: lots come to a site from a supplier. All lines are written, or none.
    async fn receive_stock(&self, context: &Context<'_>, input: ReceiveStockInput) -> Result<ReceiveStockPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        let Some(done) = done else { return Ok(ReceiveStockPayload { posting: None, lots: None, outcome }) };
        let posting = Some(Posting(required(context, done.posting_id).await?));
        let lots = Some(Lot::all(context, &done.lot_ids).await?);
        Ok(ReceiveStockPayload { posting, lots, outcome })
    }
}
