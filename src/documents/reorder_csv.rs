//! The reorder report as CSV: one line for each product, the steps of its calculation in the last column.

use super::cell;
use crate::{
    queries::reorder::{ReorderLine, ReorderReport},
    rules::demand,
};
use entity::fixed_point::Quantity;

/// The first line.
const HEADER: [&str; 28] = [
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
];

/// The report as CSV (RFC 4180), in the order of its lines. Amounts are in base units, money in the deployment's currency.
///
/// # Errors
/// Never for a report in memory; what the writer says of its buffer.
pub fn render(report: &ReorderReport) -> Result<String, csv::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(vec![]);
    writer.write_record(HEADER)?;
    for line in &report.lines {
        writer.write_record(record(line))?;
    }
    let bytes = writer.into_inner().map_err(|cause| csv::Error::from(cause.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn record(line: &ReorderLine) -> [String; 28] {
    let suggestion = &line.suggestion;
    let (position, forecast, lead_time) = (&suggestion.position, suggestion.forecast, line.lead_time);
    let orders: Vec<String> = line.open_orders.iter().map(entity::purchase_order::Model::printed_number).collect();
    [
        cell::csv(&line.product.sku),
        cell::csv(&line.product.name),
        cell::csv(&line.product.unit),
        line.supplier.as_ref().map(|supplier| cell::csv(&supplier.name)).unwrap_or_default(),
        line.item.as_ref().and_then(|item| item.supplier_sku.as_deref()).map(cell::csv).unwrap_or_default(),
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

fn figure(value: Option<f64>) -> String {
    amount(value.and_then(demand::quantity))
}

fn amount(value: Option<Quantity>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
