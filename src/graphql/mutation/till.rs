//! The till: selling, taking back, promising.

use crate::graphql::{
    answer::{OneOfMany, Outcome, each_in_order, perform},
    input::{
        reservation::{ReleaseReservationInput, ReserveStockInput},
        sale::{CancelSaleInput, RecordSaleInput, SettleSaleLineInput},
        sale_return::RecordSaleReturnInput,
    },
    loader::{find, required},
    object::{posting::Posting, reservation::Reservation, sale::Sale, sale_return::SaleReturn},
};
use async_graphql::{Context, Object, Result, SimpleObject};
use entity::{
    id::{ReservationId, SaleId, SaleReturnId},
    sale_return,
};

/// What came of a sale.
#[derive(SimpleObject)]
pub(super) struct RecordSalePayload {
    /// The sale, with the lots for the receipt.
    sale: Option<Sale>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of settling a line of a sale.
#[derive(SimpleObject)]
pub(super) struct SettleSaleLinePayload {
    /// The sale with the booked lines.
    sale: Option<Sale>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of what a customer brought back.
#[derive(SimpleObject)]
pub(super) struct RecordSaleReturnPayload {
    /// The return, with what became of each line.
    sale_return: Option<SaleReturn>,
    /// Its posting; null where no stock moved.
    posting: Option<Posting>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of a cancellation.
#[derive(SimpleObject)]
pub(super) struct CancelSalePayload {
    /// The return of all that was left of the sale.
    sale_return: Option<SaleReturn>,
    /// Its posting; null where no stock moved.
    posting: Option<Posting>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of a reservation.
#[derive(SimpleObject)]
pub(super) struct ReserveStockPayload {
    /// The reservation.
    reservation: Option<Reservation>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// What came of giving a reservation back.
#[derive(SimpleObject)]
pub(super) struct ReleaseReservationPayload {
    /// The reservation.
    reservation: Option<Reservation>,
    #[graphql(flatten)]
    outcome: Outcome,
}

/// The till.
#[derive(Default)]
pub(super) struct TillMutation;

#[Object]
impl TillMutation {
    /// Sells by scan, lot or product: the lot that expires first is picked where none is named. What is expired, held,
    /// recalled, a sample or promised to others is not sold; the answer names the alternative. Needs the role FRONT_DESK
    /// or MANAGER.
    async fn record_sale(&self, context: &Context<'_>, input: RecordSaleInput) -> Result<RecordSalePayload> {
        record(context, input).await
    }

    /// Records up to 100 sales of a till that was offline: each with its own key and all or nothing by itself, in order of
    /// `soldAt`. Answers stand in the order of the inputs, whatever becomes of the others: one that is FORBIDDEN or
    /// UNAVAILABLE is null, with its error at its place.
    async fn record_sales(
        &self,
        context: &Context<'_>,
        inputs: Vec<RecordSaleInput>,
    ) -> Vec<OneOfMany<RecordSalePayload>> {
        let record = |input| record(context, input);
        let refused = |outcome| RecordSalePayload { sale: None, outcome };
        each_in_order(inputs, RecordSaleInput::sold_at, record, refused).await
    }

    /// Draws an unbooked line of a sale from the books, now that they have it. A line that states a lot is settled from
    /// that lot.
    async fn settle_sale_line(
        &self,
        context: &Context<'_>,
        input: SettleSaleLineInput,
    ) -> Result<SettleSaleLinePayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        Ok(SettleSaleLinePayload { sale: sale(context, done.map(|done| done.sale_id)).await?, outcome })
    }

    /// Takes back what a customer brings, at the site where it comes back: at most what was sold, once. What became of
    /// it is in the answer, as a recalled lot goes to quarantine whatever was asked.
    async fn record_sale_return(
        &self,
        context: &Context<'_>,
        input: RecordSaleReturnInput,
    ) -> Result<RecordSaleReturnPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        let (sale_return, posting) = came_back(context, done.map(|done| done.sale_return_id)).await?;
        Ok(RecordSaleReturnPayload { sale_return, posting, outcome })
    }

    /// Takes back all of a sale that did not come back yet.
    async fn cancel_sale(&self, context: &Context<'_>, input: CancelSaleInput) -> Result<CancelSalePayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        let (sale_return, posting) = came_back(context, done.map(|done| done.sale_return_id)).await?;
        Ok(CancelSalePayload { sale_return, posting, outcome })
    }

    /// Promises stock to a cart or a booked treatment until a time, at most what is available.
    async fn reserve_stock(&self, context: &Context<'_>, input: ReserveStockInput) -> Result<ReserveStockPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        let reservation = reservation(context, done.map(|done| done.reservation_id)).await?;
        Ok(ReserveStockPayload { reservation, outcome })
    }

    /// Gives a reservation back before its time.
    async fn release_reservation(
        &self,
        context: &Context<'_>,
        input: ReleaseReservationInput,
    ) -> Result<ReleaseReservationPayload> {
        let key = input.idempotency_key.clone();
        let (done, outcome) = perform(context, &key, input.into_operation()).await?;
        let reservation = reservation(context, done.map(|done| done.reservation_id)).await?;
        Ok(ReleaseReservationPayload { reservation, outcome })
    }
}

async fn record(context: &Context<'_>, input: RecordSaleInput) -> Result<RecordSalePayload> {
    let key = input.idempotency_key.clone();
    let (done, outcome) = perform(context, &key, input.into_operation()).await?;
    Ok(RecordSalePayload { sale: sale(context, done.map(|done| done.sale_id)).await?, outcome })
}

async fn sale(context: &Context<'_>, id: Option<SaleId>) -> Result<Option<Sale>> {
    match id {
        Some(id) => Ok(Some(Sale(required(context, id).await?))),
        None => Ok(None),
    }
}

async fn reservation(context: &Context<'_>, id: Option<ReservationId>) -> Result<Option<Reservation>> {
    match id {
        Some(id) => Ok(Some(Reservation(required(context, id).await?))),
        None => Ok(None),
    }
}

async fn came_back(context: &Context<'_>, id: Option<SaleReturnId>) -> Result<(Option<SaleReturn>, Option<Posting>)> {
    let Some(id) = id else { return Ok((None, None)) };
    let row: sale_return::Model = required(context, id).await?;
    let posting = match row.posting_id {
        Some(id) => find(context, id).await?.map(Posting),
        None => None,
    };
    Ok((Some(SaleReturn(row)), posting))
}
