//! Entries of the ledger: a quantity moved between the stock of a lot at a site and an account.

use super::{container::Container, lot::Lot, money::Money, posting::Posting, site::Site};
use crate::{
    graphql::{
        input::{receipt::ReceiptBasis, usage::WasteReason, waste::ConsumptionReason},
        loader::{find, required},
        right,
        scalar::Decimal,
    },
    request::Request,
};
use async_graphql::{Context, Description, Enum, ID, Object, Result};
use entity::{entry, fixed_point::Quantity, id::EntryId, posting};

/// The other side of an entry. A reversal uses the account of what it reverses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entry::LedgerAccount")]
pub enum LedgerAccount {
    /// Came from a supplier.
    Supplier,
    /// Went back to a supplier.
    SupplierReturn,
    /// Was there when the books were opened.
    Opening,
    /// Used with a patient.
    Treatment,
    /// Used without a patient.
    Consumption,
    /// Sold, or taken back from a customer.
    Sale,
    /// Thrown away.
    Waste,
    /// Destroyed.
    Destruction,
    /// On the way between sites.
    Transit,
    /// Set right by a person.
    Adjustment,
    /// Found by measuring.
    Count,
    /// Moved between lots.
    LotCorrection,
    /// The difference between what stock was counted at and what it turned out to cost: value without a quantity.
    CostVariance,
}

/// A quantity moved between the stock of a lot at a site and an account. Never changed.
#[derive(Description)]
pub struct LedgerEntry(pub entry::Model);

impl LedgerEntry {
    /// Whether the caller may read what it moved: with the right to read cost, and of an own act that is no sale, whose
    /// answer has always said so.
    async fn sees_cost(&self, context: &Context<'_>) -> Result<bool> {
        if right::sees_cost(context, self.0.site_id).await? {
            return Ok(true);
        }
        let was_sold = self.0.account == entry::LedgerAccount::Sale && self.0.quantity < Quantity::ZERO;
        if was_sold {
            return Ok(false);
        }
        let posting: posting::Model = required(context, self.0.posting_id).await?;
        Ok(posting.recorded_by == context.data::<Request>()?.caller.subject)
    }
}

#[Object(use_type_description)]
impl LedgerEntry {
    /// The entry's id.
    pub(super) async fn id(&self) -> ID {
        ID(EntryId { stock: self.0.stock_id, sequence: self.0.sequence }.to_string())
    }

    /// The act.
    async fn posting(&self, context: &Context<'_>) -> Result<Posting> {
        required(context, self.0.posting_id).await.map(Posting)
    }

    /// 1, 2, 3 … in the order in which the entries of this lot at this site were recorded.
    async fn sequence(&self) -> i64 {
        self.0.sequence
    }

    /// The lot, as it is known now.
    async fn lot(&self, context: &Context<'_>) -> Result<Lot> {
        required(context, self.0.lot_id).await.map(Lot)
    }

    /// The site.
    async fn site(&self, context: &Context<'_>) -> Result<Site> {
        required(context, self.0.site_id).await.map(Site)
    }

    /// The opened container that it concerns.
    async fn container(&self, context: &Context<'_>) -> Result<Option<Container>> {
        Container::maybe(context, self.0.container_id).await
    }

    /// The other side.
    async fn account(&self) -> LedgerAccount {
        self.0.account.into()
    }

    /// Base units that the stock gained; below zero where it lost them, 0 where only value moved.
    async fn quantity(&self) -> Decimal {
        self.0.quantity.into()
    }

    /// Base units on hand afterwards, of this lot at this site.
    async fn balance_after(&self) -> Decimal {
        self.0.balance_after.into()
    }

    /// What one base unit of known cost did cost; null where nothing is known, where only value moved, or without the
    /// right to read cost.
    async fn unit_cost(&self, context: &Context<'_>) -> Result<Option<Money>> {
        if !self.sees_cost(context).await? {
            return Ok(None);
        }
        let cost = self.0.cost().per_unit(self.0.quantity);
        cost.map(|cost| Money::new(context, cost)).transpose()
    }

    /// What of the stock's value it moved, of what is of known cost: signed like the quantity; null without the right to
    /// read cost.
    async fn value(&self, context: &Context<'_>) -> Result<Option<Money>> {
        if !self.sees_cost(context).await? {
            return Ok(None);
        }
        Money::new(context, self.0.cost().known).map(Some)
    }

    /// How much of the quantity is of unknown cost: signed like it.
    async fn cost_unknown(&self) -> Decimal {
        self.0.cost().unknown.into()
    }

    /// Why, where it was wasted.
    async fn waste_reason(&self) -> Option<WasteReason> {
        self.0.waste_reason.map(Into::into)
    }

    /// On what terms it came, where it was received: bought, free goods, or a sample.
    async fn receipt_basis(&self) -> Option<ReceiptBasis> {
        self.0.receipt_basis.map(Into::into)
    }

    /// What for, where it was used without a patient.
    async fn consumption_reason(&self) -> Option<ConsumptionReason> {
        self.0.consumption_reason.map(Into::into)
    }

    /// What else was said of it.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    /// The entry that it takes back.
    async fn reverses(&self, context: &Context<'_>) -> Result<Option<LedgerEntry>> {
        match self.0.reverses_stock_id.zip(self.0.reverses_sequence) {
            Some((stock, sequence)) => Ok(find(context, EntryId { stock, sequence }).await?.map(LedgerEntry)),
            None => Ok(None),
        }
    }

    /// SHA-256 over the hash before it, its posting and itself, in hexadecimal digits.
    async fn hash(&self) -> String {
        self.0.hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
