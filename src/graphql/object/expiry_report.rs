//! The expiry report as the API shows it.

use super::{lot::Lot, money::Money, product::Product, site::Site};
use crate::{
    graphql::scalar::{Date, Decimal},
    queries::expiring,
};
use async_graphql::{Context, Description, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};

/// What expires at a site, by when.
#[derive(SimpleObject)]
pub struct ExpiryReport {
    /// The site.
    pub(in crate::graphql) site: Site,
    /// When it was worked out.
    pub(in crate::graphql) as_of: DateTime<Utc>,
    /// What expired already, then what expires within 7, 30, 60 and 90 days, as far as was asked: no lot twice.
    pub(in crate::graphql) buckets: Vec<ExpiryBucket>,
}

/// What expires within some days.
#[derive(Description)]
pub struct ExpiryBucket(pub(in crate::graphql) expiring::ExpiryBucket);

#[Object(use_type_description)]
impl ExpiryBucket {
    /// `past`, or within how many days: `30 days`.
    async fn label(&self) -> &str {
        &self.0.horizon.label
    }

    /// The first day; null for what expired before today.
    async fn from(&self) -> Option<Date> {
        self.0.horizon.from.map(Date)
    }

    /// The last day.
    async fn to(&self) -> Option<Date> {
        self.0.horizon.to.map(Date)
    }

    /// The lots, soonest first.
    async fn quantity_by_product(&self) -> Vec<ExpiryLine> {
        self.0.lines.iter().cloned().map(ExpiryLine).collect()
    }

    /// What all of it cost, as far as that is known.
    async fn known_cost(&self, context: &Context<'_>) -> Result<Money> {
        Money::new(context, self.0.cost())
    }

    /// What the part of it cost that is expected to be left when it expires (`expectedWaste`), as far as that is known.
    async fn cost_at_risk(&self, context: &Context<'_>) -> Result<Money> {
        Money::new(context, self.0.at_risk())
    }

    /// Of how many of the lots the cost is not known, or only in part: it is in `knownCost` and `costAtRisk` as far as it
    /// is known.
    async fn lots_of_unknown_cost(&self) -> i32 {
        i32::try_from(self.0.lots_of_unknown_cost()).unwrap_or(i32::MAX)
    }
}

/// One lot that expires.
#[derive(Description)]
pub struct ExpiryLine(expiring::ExpiryLine);

#[Object(use_type_description)]
impl ExpiryLine {
    /// The product.
    async fn product(&self) -> Product {
        Product(self.0.product.clone())
    }

    /// The lot.
    async fn lot(&self) -> Lot {
        Lot(self.0.lot.clone())
    }

    /// Everything of it in the building: base units.
    async fn quantity(&self) -> Decimal {
        self.0.quantity.into()
    }

    /// Of it, what demand is expected to use before it expires, first expired first; nothing of what is held.
    async fn expected_used_in_time(&self) -> Decimal {
        self.0.used_in_time.into()
    }

    /// Of it, what is expected to be left.
    async fn expected_waste(&self) -> Decimal {
        self.0.waste.into()
    }

    /// What all of it cost; null where that is unknown of a part.
    async fn cost(&self, context: &Context<'_>) -> Result<Option<Money>> {
        self.0.cost.complete().map(|cost| Money::new(context, cost)).transpose()
    }

    /// What the part of known cost did cost.
    async fn known_cost(&self, context: &Context<'_>) -> Result<Money> {
        Money::new(context, self.0.cost.known)
    }

    /// What `expectedWaste` of it cost; null where that is unknown of a part.
    async fn cost_at_risk(&self, context: &Context<'_>) -> Result<Option<Money>> {
        self.0.at_risk.complete().map(|cost| Money::new(context, cost)).transpose()
    }

    /// How much of it is of unknown cost: base units.
    async fn cost_unknown(&self) -> Decimal {
        self.0.cost.unknown.into()
    }
}
