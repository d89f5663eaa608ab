//! The reorder report as CSV: one line for each product, the steps of its calculation in the last column.

use super::{Broken, Sink, csv};
use crate::{
    error::Error,
    operations::Deployment,
    queries::reorder::{ReorderLine, ReorderReport},
    request::Request,
    rules::{
        demand::{self, DayLookedAt},
        refusal::{Refusal, path},
        rights::{Caller, Right},
    },
};
use entity::{fixed_point::Quantity, id::SiteId, purchase_order, site};
use sea_orm::{ConnectionTrait, EntityTrait};
use serde::{Deserialize, Serialize};

/// What to order at which site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReorderAsked {
    /// The site.
    pub site_id: SiteId,
    /// Only what is due.
    pub due_only: bool,
}

/// The first line.
const HEADER: [&str; 31] = [
    "sku",
    "product",
    "unit",
    "supplier",
    "supplier_sku",
    "on_hand",
    "usable",
    "expiring_before_use",
    "reserved",
    "on_order",
    "position",
    "demand_per_day",
    "demand_deviation",
    "pattern",
    "lead_time_days",
    "lead_time_deviation",
    "reorder_point",
    "order_up_to",
    "days_of_cover",
    "stockout_on",
    "due",
    "suggested_quantity",
    "suggested_packages",
    "cost",
    "expected_expiry_waste",
    "open_orders",
    "why_not",
    "arithmetic",
    "limited_because",
    "expiring_lots",
    "demand_by_day",
];

impl ReorderAsked {
    /// The site, where the caller may read reports.
    pub(super) async fn site(&self, connection: &impl ConnectionTrait, caller: &Caller) -> Result<site::Model, Error> {
        let site = site::Entity::find_by_id(self.site_id).one(connection).await?;
        let site = site.ok_or_else(|| Refusal::not_found(path(["what", "reorderReport", "siteId"]), "site"))?;
        let (right, may) = (Right::ReadReports, caller.may(Right::ReadReports, &site.code));
        if may { Ok(site) } else { Err(Error::Forbidden { right, site: site.code }) }
    }
}

/// Writes it, as of the moment it is opened.
pub(super) async fn write(
    asked: &ReorderAsked,
    deployment: &Deployment,
    request: &Request,
    sink: &mut Sink,
) -> Result<(), Broken> {
    let reader = deployment.database.reader();
    let site = asked.site(reader, &request.caller).await?;
    let report = ReorderReport::read(reader, &site, request.at.into()).await?;
    let report = report.only(|line| line.suggestion.due || !asked.due_only);
    sink.count(report.lines.len());
    Ok(sink.write(render(&report)).await?)
}

/// The report as CSV, in the order of its lines. Amounts are in base units, money in the deployment's currency.
pub fn render(report: &ReorderReport) -> String {
    let lines = report.lines.iter().map(|line| csv::line(record(line)));
    [csv::line(HEADER)].into_iter().chain(lines).collect()
}

fn record(line: &ReorderLine) -> [String; 31] {
    let suggestion = &line.suggestion;
    let (position, forecast, lead_time) = (&suggestion.position, suggestion.forecast, line.lead_time);
    let orders: Vec<String> = line.open_orders.iter().map(purchase_order::Model::printed_number).collect();
    [
        line.product.sku.clone(),
        line.product.name.clone(),
        line.product.unit.clone(),
        line.supplier.as_ref().map(|supplier| supplier.name.clone()).unwrap_or_default(),
        line.item.as_ref().and_then(|item| item.supplier_sku.clone()).unwrap_or_default(),
        position.on_hand.to_string(),
        position.usable.to_string(),
        position.expiring_before_use.to_string(),
        position.reserved.to_string(),
        position.on_order.to_string(),
        position.total().to_string(),
        figure(forecast.map(|forecast| forecast.per_day)),
        figure(forecast.map(|forecast| forecast.deviation)),
        forecast.map_or("NONE", |forecast| forecast.pattern.word()).to_owned(),
        figure(lead_time.map(|lead_time| lead_time.days)),
        figure(lead_time.map(|lead_time| lead_time.deviation)),
        amount(suggestion.reorder_point),
        amount(suggestion.order_up_to),
        figure(suggestion.days_of_cover),
        line.stockout_on.map(|day| day.to_string()).unwrap_or_default(),
        if suggestion.due { "yes" } else { "no" }.to_owned(),
        suggestion.quantity.to_string(),
        suggestion.packages.to_string(),
        suggestion.cost.map(|cost| cost.to_string()).unwrap_or_default(),
        suggestion.expected_waste.to_string(),
        orders.join(" "),
        line.why_not().unwrap_or_default(),
        arithmetic(line),
        suggestion.limited_because.clone().unwrap_or_default(),
        expiring_lots(line),
        demand_by_day(line),
    ]
}

/// `Label: formula [input; input] → result`, a step a line.
fn arithmetic(line: &ReorderLine) -> String {
    let steps = line.suggestion.arithmetic.iter();
    let steps = steps.map(|step| {
        let (label, formula, inputs, result) = (step.label, step.formula, step.inputs.join("; "), &step.result);
        format!("{label}: {formula} [{inputs}] → {result}")
    });
    steps.collect::<Vec<_>>().join("\n")
}

/// `LOT quantity`, a lot a line.
fn expiring_lots(line: &ReorderLine) -> String {
    let lots = line.expiring_lots.iter();
    let lots = lots.map(|expiring| format!("{} {}", expiring.lot.lot_number, expiring.quantity));
    lots.collect::<Vec<_>>().join("\n")
}

/// The days with demand, and those that do not count, a day a line. On all others nothing was asked for.
fn demand_by_day(line: &ReorderLine) -> String {
    let told = line.demand_days.iter().filter(|day| day.demand != Quantity::ZERO || !day.counts);
    told.map(day_of_demand).collect::<Vec<_>>().join("\n")
}

/// `2026-03-01 2`.
fn day_of_demand(DayLookedAt { day, demand, counts }: &DayLookedAt) -> String {
    if *counts { format!("{day} {demand}") } else { format!("{day} out of stock") }
}

fn figure(value: Option<f64>) -> String {
    amount(value.and_then(demand::quantity))
}

fn amount(value: Option<Quantity>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
