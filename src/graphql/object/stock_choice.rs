//! Stock that a plan chooses, and stock that it passes over.

use super::{container::Container, lot::Lot};
use crate::{
    graphql::{loader::required, scalar::Decimal},
    rules::{refusal, usability},
};
use async_graphql::{Context, Description, Enum, Object, Result};
use chrono::{DateTime, Utc};

/// Why stock must not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "usability::UnusableReason")]
pub enum UnusableReason {
    /// Under a recall.
    Recalled,
    /// Possibly counterfeit.
    Suspect,
    /// In quarantine.
    Quarantined,
    /// Past the lot's expiry.
    Expired,
    /// Past the container's in-use period.
    InUseExpired,
    /// Kept for another patient.
    KeptForAnotherPatient,
    /// At another site.
    WrongSite,
    /// Empty or discarded.
    ContainerClosed,
    /// Promised to somebody else.
    Reserved,
    /// Not for this purpose.
    NotForThisPurpose,
    /// The package gives another last day than the books: a sign of counterfeit, or of a lot to be corrected.
    ExpiryDiffers,
    /// It came to the site after the act, or others took it since.
    NotThereThen,
    /// The container was opened after the act, or counted into the books after it.
    OpenedLater,
    /// The container is closed, until a witness sees it wasted.
    AwaitingWitness,
}

/// Stock that a plan takes: one lot, one container of it, so much.
#[derive(Debug, Description)]
pub struct StockChoice(refusal::StockChoice);

impl From<refusal::StockChoice> for StockChoice {
    fn from(choice: refusal::StockChoice) -> Self {
        Self(choice)
    }
}

#[Object(use_type_description)]
impl StockChoice {
    /// The line of the input it answers, from 0.
    async fn line(&self) -> usize {
        self.0.line
    }

    /// The lot.
    async fn lot(&self, context: &Context<'_>) -> Result<Lot> {
        required(context, self.0.lot_id).await.map(Lot)
    }

    /// The open container; null for sealed stock.
    async fn container(&self, context: &Context<'_>) -> Result<Option<Container>> {
        Container::maybe(context, self.0.container_id).await
    }

    /// Whether a sealed container is opened for it.
    async fn opens_container(&self) -> bool {
        self.0.opens_container
    }

    /// Base units used.
    async fn quantity(&self) -> Decimal {
        self.0.quantity.into()
    }

    /// Base units wasted on the way.
    async fn wasted(&self) -> Decimal {
        self.0.wasted.into()
    }

    /// Until when it may be used, exclusive.
    async fn usable_until(&self) -> Option<DateTime<Utc>> {
        self.0.usable_until.map(|until| until.to_utc())
    }
}

/// Stock that is there and is not taken.
#[derive(Debug, Description)]
pub struct SkippedStock(refusal::SkippedStock);

impl From<refusal::SkippedStock> for SkippedStock {
    fn from(skipped: refusal::SkippedStock) -> Self {
        Self(skipped)
    }
}

#[Object(use_type_description)]
impl SkippedStock {
    /// The line of the input, from 0.
    async fn line(&self) -> usize {
        self.0.line
    }

    /// The lot.
    async fn lot(&self, context: &Context<'_>) -> Result<Lot> {
        required(context, self.0.lot_id).await.map(Lot)
    }

    /// The open container; null for sealed stock.
    async fn container(&self, context: &Context<'_>) -> Result<Option<Container>> {
        Container::maybe(context, self.0.container_id).await
    }

    /// Why it must not be used.
    async fn reasons(&self) -> Vec<UnusableReason> {
        self.0.reasons.iter().map(|reason| (*reason).into()).collect()
    }

    /// Base units of it.
    async fn quantity(&self) -> Decimal {
        self.0.quantity.into()
    }
}
