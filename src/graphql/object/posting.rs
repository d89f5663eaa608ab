//! Postings of the ledger: one business act each.

use super::{
    approval::SignedBy,
    ledger_entry::LedgerEntry,
    lot::Lot,
    purchase_order::PurchaseOrder,
    recall::Recall,
    sale::Sale,
    site::Site,
    supplier::{Supplier, SupplierAuthorization},
    usage::Usage,
};
use crate::{
    graphql::{
        loader::{find, maybe, required},
        right,
        scalar::ExternalId,
    },
    queries::loaders::{
        approvals::SignaturesFor,
        books::{EntriesOf, ReversalsOf, SaleOf, SerialsOf, UsageOf},
        purchasing::OrderOf,
        recall::DisposedFor,
    },
};
use async_graphql::{Context, Description, Enum, ID, Object, Result};
use chrono::{DateTime, Utc};
use entity::{posting, received_serial, site};

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
#[derive(Description)]
pub struct Posting(pub posting::Model);

#[Object(use_type_description)]
impl Posting {
    /// The posting's id.
    pub(super) async fn id(&self) -> ID {
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

    /// From or to whom.
    async fn supplier(&self, context: &Context<'_>) -> Result<Option<Supplier>> {
        maybe(context, self.0.supplier_id, Supplier).await
    }

    /// The supplier's licence that was relied on.
    async fn authorization(&self, context: &Context<'_>) -> Result<Option<SupplierAuthorization>> {
        match self.0.authorization_id {
            Some(id) => Ok(find(context, id).await?.map(SupplierAuthorization::from)),
            None => Ok(None),
        }
    }

    /// Who witnessed a disposal; `witnesses` says whether they signed.
    async fn witness_id(&self) -> Option<ExternalId> {
        self.0.witness_id.clone().map(ExternalId)
    }

    /// Who witnessed a disposal: those who signed with a token of their own, and a name that was only told.
    async fn witnesses(&self, context: &Context<'_>) -> Result<Vec<SignedBy>> {
        SignedBy::all(context, SignaturesFor(self.0.id.0), self.0.witness_id.as_deref()).await
    }

    /// How it was disposed of.
    async fn disposal_route(&self) -> Option<&str> {
        self.0.disposal_route.as_deref()
    }

    /// Certificate of the disposal.
    async fn certificate(&self) -> Option<&str> {
        self.0.certificate.as_deref()
    }

    /// The usage that it is the booking of. Needs the right to read treatments or reports at the site.
    async fn usage(&self, context: &Context<'_>) -> Result<Option<Usage>> {
        let Some(usage) = find(context, UsageOf(self.0.id)).await? else { return Ok(None) };
        let site: site::Model = required(context, self.0.site_id).await?;
        right::require_at(context, &right::USAGES, &site)?;
        Ok(Some(Usage(usage)))
    }

    /// The purchase order that it came against; the first of several.
    async fn purchase_order(&self, context: &Context<'_>) -> Result<Option<PurchaseOrder>> {
        match find(context, OrderOf(self.0.id)).await? {
            Some(id) => required(context, id).await.map(|order| Some(PurchaseOrder(order))),
            None => Ok(None),
        }
    }

    /// The sale that it is the booking of. Needs the right to sell or to read reports at the site.
    async fn sale(&self, context: &Context<'_>) -> Result<Option<Sale>> {
        let Some(sale) = find(context, SaleOf(self.0.id)).await? else { return Ok(None) };
        let site: site::Model = required(context, self.0.site_id).await?;
        right::require_at(context, &right::SALES, &site)?;
        Ok(Some(Sale(sale)))
    }

    /// The recall that it disposed of stock for.
    async fn recall(&self, context: &Context<'_>) -> Result<Option<Recall>> {
        match find(context, DisposedFor(self.0.id)).await? {
            Some(id) => required(context, id).await.map(Recall).map(Some),
            None => Ok(None),
        }
    }

    /// Its entries: what moved.
    async fn entries(&self, context: &Context<'_>) -> Result<Vec<LedgerEntry>> {
        Ok(find(context, EntriesOf(self.0.id)).await?.unwrap_or_default().into_iter().map(LedgerEntry).collect())
    }

    /// The serial numbers that came with a delivery, each with its lot as it is known now.
    async fn received_serials(&self, context: &Context<'_>) -> Result<Vec<ReceivedSerial>> {
        Ok(find(context, SerialsOf(self.0.id)).await?.unwrap_or_default().into_iter().map(ReceivedSerial).collect())
    }

    /// The posting that it takes back.
    async fn reverses(&self, context: &Context<'_>) -> Result<Option<Posting>> {
        maybe(context, self.0.reverses_id, Posting).await
    }

    /// The postings that take it back, or a part of it.
    async fn reversed_by(&self, context: &Context<'_>) -> Result<Vec<Posting>> {
        Ok(find(context, ReversalsOf(self.0.id)).await?.unwrap_or_default().into_iter().map(Posting).collect())
    }
}

/// A serial number as it came with a delivery.
#[derive(Description)]
pub struct ReceivedSerial(received_serial::Model);

#[Object(use_type_description)]
impl ReceivedSerial {
    /// The serial number as printed.
    async fn serial(&self) -> &str {
        &self.0.serial
    }

    /// The lot that it came in, as it is known now.
    async fn lot(&self, context: &Context<'_>) -> Result<Lot> {
        required(context, self.0.lot_id).await.map(Lot)
    }
}
