//! The reorder report as the API shows it: every number with the steps that made it.

use super::{
    lot::Lot, money::Money, product::Product, purchase_order::PurchaseOrder, reorder_policy::ReorderPolicy, site::Site,
    supplier::Supplier,
};
use crate::{
    graphql::{
        connection::{Connection, asked, complexity, shown},
        error::graphql_error,
        scalar::{Date, Decimal},
    },
    queries::reorder as queries,
    rules::{demand, reorder as rules},
};
use async_graphql::{Context, Description, Enum, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use entity::id::ProductId;
use std::sync::Arc;

/// The kind of demand that a product has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "demand::DemandPattern")]
pub enum DemandPattern {
    /// Often and even.
    Smooth,
    /// Often, in very different amounts.
    Erratic,
    /// Seldom and even.
    Intermittent,
    /// Seldom, in very different amounts.
    Lumpy,
    /// Nothing was asked for, or too little is known.
    None,
}

/// What to order at a site, and why. Worked out when it is asked for; never stored.
#[derive(Description)]
pub struct ReorderReport(pub(in crate::graphql) queries::ReorderReport);

#[Object(use_type_description)]
impl ReorderReport {
    /// The site.
    async fn site(&self) -> Site {
        Site(self.0.site.clone())
    }

    /// When it was worked out.
    async fn as_of(&self) -> DateTime<Utc> {
        self.0.at.to_utc()
    }

    /// Every product that can be ordered: what is due first, then by name.
    #[graphql(complexity = "complexity(first, child_complexity)")]
    async fn lines(
        &self,
        #[graphql(desc = "Rows of the page: 1 to 100, 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "The cursor that the page comes after.")] after: Option<String>,
    ) -> Result<Connection<ReorderLine>> {
        let asked = asked(first, after)?;
        let after: Option<LineKey> = asked.after().map_err(graphql_error)?;
        let behind = self.0.lines.iter().filter(|line| after.as_ref().is_none_or(|after| key(line) > *after));
        let rows: Vec<_> = behind.take(usize::try_from(asked.limit()).unwrap_or(usize::MAX)).cloned().collect();
        Ok(shown(asked.page(rows, key).map_err(graphql_error)?, ReorderLine))
    }

    /// What would be ordered from each supplier: what is due and on no open order.
    async fn by_supplier(&self, context: &Context<'_>) -> Result<Vec<SupplierOrderTotal>> {
        let total = |total: queries::SupplierTotal| {
            Ok(SupplierOrderTotal {
                supplier: Supplier(total.supplier),
                lines: i32::try_from(total.lines).unwrap_or(i32::MAX),
                total: Money::new(context, total.total)?,
            })
        };
        self.0.by_supplier().into_iter().map(total).collect()
    }
}

type LineKey = (bool, String, ProductId);

fn key(line: &Arc<queries::ReorderLine>) -> LineKey {
    (!line.suggestion.due, line.product.name.clone(), line.product.id)
}

/// What would be ordered from one supplier.
#[derive(SimpleObject)]
pub struct SupplierOrderTotal {
    /// The supplier.
    supplier: Supplier,
    /// How many products.
    lines: i32,
    /// What they cost together.
    total: Money,
}

/// One product in the report, in base units.
#[derive(Description)]
pub struct ReorderLine(pub(in crate::graphql) Arc<queries::ReorderLine>);

#[Object(use_type_description)]
impl ReorderLine {
    /// The product.
    async fn product(&self) -> Product {
        Product(self.0.product.clone())
    }

    /// Who would be asked: the preferred supplier, else the cheapest; null where none is known to sell it.
    async fn supplier(&self) -> Option<Supplier> {
        self.0.supplier.clone().map(Supplier)
    }

    /// The policy that was set for the product or its category; null where the default decides: 95 % of cycles, an
    /// order a week, 180 days of demand.
    async fn policy(&self) -> Option<ReorderPolicy> {
        self.0.policy_row.clone().map(ReorderPolicy)
    }

    /// Everything in the building.
    async fn on_hand(&self) -> Decimal {
        self.0.suggestion.position.on_hand.into()
    }

    /// Of it, what may be used: not held, not expired, not kept for one patient.
    async fn usable(&self) -> Decimal {
        self.0.suggestion.position.usable.into()
    }

    /// Of what may be used, what will expire before expected demand reaches it.
    async fn expiring_before_use(&self) -> Decimal {
        self.0.suggestion.position.expiring_before_use.into()
    }

    /// Promised to somebody.
    async fn reserved(&self) -> Decimal {
        self.0.suggestion.position.reserved.into()
    }

    /// Submitted to suppliers and not received.
    async fn on_order(&self) -> Decimal {
        self.0.suggestion.position.on_order.into()
    }

    /// usable − expiringBeforeUse + onOrder − reserved.
    async fn position(&self) -> Decimal {
        self.0.suggestion.position.total().into()
    }

    /// What a day is expected to ask for; null where too little is known.
    async fn demand_per_day(&self) -> Option<Decimal> {
        self.0.suggestion.forecast.and_then(|forecast| figure(forecast.per_day))
    }

    /// Standard deviation of the days; null where too little is known.
    async fn demand_deviation(&self) -> Option<Decimal> {
        self.0.suggestion.forecast.and_then(|forecast| figure(forecast.deviation))
    }

    /// The kind of demand.
    async fn pattern(&self) -> DemandPattern {
        let forecast = self.0.suggestion.forecast;
        forecast.map_or(DemandPattern::None, |forecast| forecast.pattern.into())
    }

    /// Days from order to delivery: learnt from five orders or more of the last year that came whole, else as said of the
    /// supplier; null where neither is known.
    async fn lead_time_days(&self) -> Option<Decimal> {
        self.0.lead_time.and_then(|lead_time| figure(lead_time.days))
    }

    /// Their standard deviation; 0 where somebody said the lead time.
    async fn lead_time_deviation(&self) -> Option<Decimal> {
        self.0.lead_time.and_then(|lead_time| figure(lead_time.deviation))
    }

    /// Order when the position is not above it; null where it cannot be known, and whyNot says why.
    async fn reorder_point(&self) -> Option<Decimal> {
        self.0.suggestion.reorder_point.map(Into::into)
    }

    /// Order up to it.
    async fn order_up_to(&self) -> Option<Decimal> {
        self.0.suggestion.order_up_to.map(Into::into)
    }

    /// How many days the usable stock lasts; null without demand.
    async fn days_of_cover(&self) -> Option<Decimal> {
        self.0.suggestion.days_of_cover.and_then(figure)
    }

    /// The day on which it will be used up; null without demand, or beyond ten years.
    async fn stockout_on(&self) -> Option<Date> {
        self.0.stockout_on.map(Date)
    }

    /// The position is not above the reorder point.
    async fn due(&self) -> bool {
        self.0.suggestion.due
    }

    /// What to order: 0 while it is not due, else whole packages.
    async fn suggested_quantity(&self) -> Decimal {
        self.0.suggestion.quantity.into()
    }

    /// The same in the supplier's packages; 0 where no supplier is known to sell it.
    async fn suggested_packages(&self) -> i32 {
        i32::try_from(self.0.suggestion.packages).unwrap_or(i32::MAX)
    }

    /// What they cost.
    async fn cost(&self, context: &Context<'_>) -> Result<Option<Money>> {
        self.0.suggestion.cost.map(|cost| Money::new(context, cost)).transpose()
    }

    /// Of what is suggested, what is expected to expire unused.
    async fn expected_expiry_waste(&self) -> Decimal {
        self.0.suggestion.expected_waste.into()
    }

    /// The open orders that it stands on, drafts included.
    async fn open_orders(&self) -> Vec<PurchaseOrder> {
        self.0.open_orders.iter().cloned().map(PurchaseOrder).collect()
    }

    /// Each step with its numbers, in order: everything can be checked by hand.
    async fn arithmetic(&self) -> Vec<ArithmeticStep> {
        self.0.suggestion.arithmetic.iter().map(ArithmeticStep::from).collect()
    }

    /// The days that demand was learnt from, in order, those out of stock included: their sum is the number that
    /// `Demand a day` begins with.
    async fn demand_days(&self) -> Vec<DemandDay> {
        self.0.demand_days.iter().map(DemandDay::from).collect()
    }

    /// The lots that expiringBeforeUse adds up, those that expire first standing first.
    async fn expiring_lots(&self) -> Vec<ExpiringLot> {
        self.0.expiring_lots.iter().map(ExpiringLot::from).collect()
    }

    /// Why less is suggested than is needed, or more than is used before it expires; null where neither is so.
    async fn limited_because(&self) -> Option<&str> {
        self.0.suggestion.limited_because.as_deref()
    }

    /// Why nothing is ordered; null where something is, or nothing is needed.
    async fn why_not(&self) -> Option<String> {
        self.0.why_not()
    }
}

fn figure(value: f64) -> Option<Decimal> {
    demand::quantity(value).map(Into::into)
}

/// What was asked for on one day.
#[derive(SimpleObject)]
#[graphql(name = "ReorderDemandDay")]
pub struct DemandDay {
    /// The day, by the site's clocks.
    day: Date,
    /// Base units: used with patients and without, thrown away with use, and sold, less what came back.
    demand: Decimal,
    /// Whether it counts; a day that ended with nothing there and without demand says nothing.
    counts: bool,
}

impl From<&demand::DayLookedAt> for DemandDay {
    fn from(day: &demand::DayLookedAt) -> Self {
        Self { day: Date(day.day), demand: day.demand.into(), counts: day.counts }
    }
}

/// What of a lot is expected to expire before it is used.
#[derive(SimpleObject)]
pub struct ExpiringLot {
    /// The lot.
    lot: Lot,
    /// Base units.
    quantity: Decimal,
}

impl From<&queries::ExpiringLot> for ExpiringLot {
    fn from(expiring: &queries::ExpiringLot) -> Self {
        Self { lot: Lot(expiring.lot.clone()), quantity: expiring.quantity.into() }
    }
}

/// One step of a calculation.
#[derive(SimpleObject)]
pub struct ArithmeticStep {
    /// What.
    label: &'static str,
    /// How, in letters.
    formula: &'static str,
    /// The numbers that went in, each with its name.
    inputs: Vec<String>,
    /// What came out, with its unit.
    result: String,
}

impl From<&rules::ArithmeticStep> for ArithmeticStep {
    fn from(step: &rules::ArithmeticStep) -> Self {
        let (inputs, result) = (step.inputs.clone(), step.result.clone());
        Self { label: step.label, formula: step.formula, inputs, result }
    }
}
