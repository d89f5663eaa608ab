//! What customers brought back, and what became of it.

use super::{lot::Lot, money::Money, posting::Posting, product::Product, sale_line::SaleLine, site::Site};
use crate::{
    graphql::{
        loader::{each, maybe, required},
        right,
        scalar::Decimal,
    },
    queries::loaders::till::ReturnLinesOf,
};
use async_graphql::{Context, Description, Enum, ID, Object, Result};
use chrono::{DateTime, Utc};
use entity::{sale_return, sale_return_line};

/// What becomes of goods that came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sale_return_line::ReturnDisposition")]
pub enum ReturnDisposition {
    /// On the shelf again: unopened, unexpired, not held, and only with a receipt.
    Restock,
    /// Held: that quantity of it, not the lot.
    Quarantine,
    /// Destroyed.
    Destroy,
}

/// What a customer brought back at once.
#[derive(Description)]
pub struct SaleReturn(pub sale_return::Model);

#[Object(use_type_description)]
impl SaleReturn {
    /// The return's id.
    pub(super) async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// Where it came back; not always where it was sold.
    async fn site(&self, context: &Context<'_>) -> Result<Site> {
        required(context, self.0.site_id).await.map(Site)
    }

    /// When.
    async fn returned_at(&self) -> DateTime<Utc> {
        self.0.returned_at.to_utc()
    }

    /// When it was written.
    async fn recorded_at(&self) -> DateTime<Utc> {
        self.0.recorded_at.to_utc()
    }

    /// The person who recorded it.
    async fn recorded_by(&self) -> &str {
        &self.0.recorded_by
    }

    /// The client program.
    async fn recorded_through(&self) -> Option<&str> {
        self.0.recorded_through.as_deref()
    }

    /// What came back, line by line.
    async fn lines(&self, context: &Context<'_>) -> Result<Vec<SaleReturnLine>> {
        each(context, ReturnLinesOf(self.0.id), SaleReturnLine).await
    }

    /// The posting; null where no stock moved.
    async fn posting(&self, context: &Context<'_>) -> Result<Option<Posting>> {
        maybe(context, self.0.posting_id, Posting).await
    }
}

/// A line of what came back.
#[derive(Description)]
pub struct SaleReturnLine(pub(super) sale_return_line::Model);

#[Object(use_type_description)]
impl SaleReturnLine {
    /// Which line of the input it answers, from 0.
    async fn line(&self) -> i32 {
        self.0.line
    }

    /// The return that it is a line of.
    async fn sale_return(&self, context: &Context<'_>) -> Result<SaleReturn> {
        required(context, self.0.sale_return_id).await.map(SaleReturn)
    }

    /// The line of the sale; null for goods without a receipt.
    async fn sale_line(&self, context: &Context<'_>) -> Result<Option<SaleLine>> {
        maybe(context, self.0.sale_line_id, SaleLine).await
    }

    /// The product.
    async fn product(&self, context: &Context<'_>) -> Result<Product> {
        required(context, self.0.product_id).await.map(Product)
    }

    /// The lot, as it is known now; null where nobody knows it.
    async fn lot(&self, context: &Context<'_>) -> Result<Option<Lot>> {
        maybe(context, self.0.lot_id, Lot).await
    }

    /// The lot number as it was stated, where the books do not have it.
    async fn stated_lot_number(&self) -> Option<&str> {
        self.0.stated_lot_number.as_deref()
    }

    /// Base units that came back.
    async fn quantity(&self) -> Decimal {
        self.0.quantity.into()
    }

    /// What was asked to become of it.
    async fn asked(&self) -> ReturnDisposition {
        self.0.asked.into()
    }

    /// What became of it.
    async fn disposition(&self) -> ReturnDisposition {
        self.0.disposition.into()
    }

    /// Whether stock moved for it.
    async fn booked(&self) -> bool {
        self.0.booked
    }

    /// What was paid back for it; null without a receipt, unless it was said.
    async fn refund(&self, context: &Context<'_>) -> Result<Option<Money>> {
        self.0.refund.map(|refund| Money::new(context, refund)).transpose()
    }

    /// What it cost when it was sold; null where that is unknown of a part, or without the right to read cost.
    async fn cost(&self, context: &Context<'_>) -> Result<Option<Money>> {
        let back: sale_return::Model = required(context, self.0.sale_return_id).await?;
        if !right::sees_cost(context, back.site_id).await? {
            return Ok(None);
        }
        self.0.cost.filter(|_| self.0.cost_unknown.is_none()).map(|cost| Money::new(context, cost)).transpose()
    }

    /// Why it came back.
    async fn reason(&self) -> &str {
        &self.0.reason
    }
}
