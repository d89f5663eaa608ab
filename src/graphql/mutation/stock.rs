//! Opening the books, and setting them right.

use crate::graphql::{
    answer::{Outcome, perform},
    input::{
        opening_stock::RecordOpeningStockInput,
        stock::{AdjustStockInput, CorrectLotInput, ReversePostingInput},
    },
    loader::required,
    object::{lot::Lot, posting::Posting},
};
use async_graphql::{Context, Object, Result, SimpleObject};
use entity::id::PostingId;

/// What came of opening stock.
#[derive(SimpleObject)]
pub(super) struct RecordOpeningStockPayload {
    /// The posting.
    posting: Option<Posting>,
    /// The lots, in the order of the lines.
    lots: Option<Vec<Lot>>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of an adjustment.
#[derive(SimpleObject)]
pub(super) struct AdjustStockPayload {
    /// The posting.
    posting: Option<Posting>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of taking a posting back.
#[derive(SimpleObject)]
pub(super) struct ReversePostingPayload {
    /// The reversal.
    posting: Option<Posting>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of correcting a lot.
#[derive(SimpleObject)]
pub(super) struct CorrectLotPayload {
    /// The lot as it is known now: another one than was named, when that turned out to be this.
    lot: Option<Lot>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// Opening the books, and setting them right.
#[derive(Default)]
pub(super) struct StockMutation;

#[Object]
impl StockMutation {
    /// Opens the books: what is on the shelf before the first delivery, of unknown origin and cost where nobody knows.
    /// Needs the role MANAGER at the site.
    async fn record_opening_stock(
        &self,
        context: &Context<'_>,
        input: RecordOpeningStockInput,
    ) -> Result<RecordOpeningStockPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        let Some(done) = done else { return Ok(RecordOpeningStockPayload { posting: None, lots: None, outcome }) };
        let posting = posting(context, Some(done.posting_id)).await?;
        let lots = Some(Lot::all(context, &done.lot_ids).await?);
        Ok(RecordOpeningStockPayload { posting, lots, outcome })
    }

    /// Sets balances right, by an amount or to what was counted, with a reason. Works on held and expired stock. Needs
    /// the role MANAGER at the site.
    async fn adjust_stock(&self, context: &Context<'_>, input: AdjustStockInput) -> Result<AdjustStockPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        Ok(AdjustStockPayload { posting: posting(context, done.map(|done| done.posting_id)).await?, outcome })
    }

    /// Takes back a receipt, opening stock or an adjustment: everything moves the other way at the value it had, while
    /// it is still there. By a MANAGER of the site, or whoever recorded it on the same day.
    async fn reverse_posting(
        &self,
        context: &Context<'_>,
        input: ReversePostingInput,
    ) -> Result<ReversePostingPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        Ok(ReversePostingPayload { posting: posting(context, done.map(|done| done.posting_id)).await?, outcome })
    }

    /// Corrects a lot's number or expiry that was keyed wrong. A number that another lot of the product has makes the
    /// two one: stock, opened containers, holds and old ids. Needs the role MANAGER at every site that has the lot, and
    /// a second person.
    async fn correct_lot(&self, context: &Context<'_>, input: CorrectLotInput) -> Result<CorrectLotPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        let Some(done) = done else { return Ok(CorrectLotPayload { lot: None, outcome }) };
        Ok(CorrectLotPayload { lot: Some(Lot(required(context, done.lot_id).await?)), outcome })
    }
}

async fn posting(context: &Context<'_>, id: Option<PostingId>) -> Result<Option<Posting>> {
    match id {
        Some(id) => Ok(Some(Posting(required(context, id).await?))),
        None => Ok(None),
    }
}
