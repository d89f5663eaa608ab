//! Postings of the ledger: one business act each.

use super::site::Site;
use crate::graphql::loader::required;
use async_graphql::{Context, Enum, ID, Object, Result};
use chrono::{DateTime, Utc};
use entity::posting;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "posting::PostingKind")]
pub enum PostingKind {
    /// A delivery came.
    Receipt,
    /// What was there when the books were opened.
    OpeningStock,
    /// A treatment.
    Usage,
    /// Use without a patient.
    Consumption,
    /// Thrown away.
    Waste,
    /// Sold.
    Sale,
    /// Came back from a customer.
    SaleReturn,
    /// The balance was set right.
    Adjustment,
    /// A stock count was posted.
    Count,
    /// Sent to another site.
    TransferOut,
    /// Came from another site.
    TransferIn,
    /// Sent back to the supplier.
    SupplierReturn,
    /// Destroyed.
    Destruction,
    /// Moved between lots, as one was keyed wrong.
    LotCorrection,
    /// Takes back another posting.
    Reversal,
}

/// One business act of the ledger. Never changed; what was wrong is reversed.
pub struct Posting(pub posting::Model);

#[Object]
impl Posting {
    /// The posting's id.
    async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// What was done.
    async fn kind(&self) -> PostingKind {
        self.0.kind.into()
    }

    /// Where.
    async fn site(&self, context: &Context<'_>) -> Result<Site> {
        required(context, self.0.site_id).await.map(Site)
    }

    /// When it happened.
    async fn occurred_at(&self) -> DateTime<Utc> {
        self.0.occurred_at.to_utc()
    }

    /// When it was written.
    async fn recorded_at(&self) -> DateTime<Utc> {
        self.0.recorded_at.to_utc()
    }

    /// The person.
    async fn recorded_by(&self) -> &str {
        &self.0.recorded_by
    }

    /// The client program.
    async fn recorded_through(&self) -> Option<&str> {
        self.0.recorded_through.as_deref()
    }

    /// The outside document.
    async fn document(&self) -> Option<&str> {
        self.0.document.as_deref()
    }

    /// Why, where a reason is asked for.
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }
}
