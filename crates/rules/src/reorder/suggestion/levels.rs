//! The two levels of a suggestion: the reorder point, and what is ordered up to.

use super::Case;
use crate::{
    demand::{self, Forecast},
    reorder::{
        ForecastPolicy, LeadTime, Policy, Protection,
        arithmetic::{ArithmeticStep, amount, figure, named},
        service_factor, smallest_level,
    },
};
use entity::fixed_point::Quantity;

/// When to order, and up to what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Levels {
    pub reorder_point: Quantity,
    pub order_up_to: Quantity,
}

/// Counts are small when fewer containers than this are expected until the next order has come.
const SMALL_COUNT: f64 = 20.0;
/// The lead time hardly matters when its deviation moves fewer containers than this.
const HARDLY: f64 = 0.5;

impl Levels {
    /// The levels of the policy; `None`, with the reason, where something must be known first.
    pub(super) fn of(
        case: &Case<'_>,
        forecast: Option<&Forecast>,
        steps: &mut Vec<ArithmeticStep>,
        why_not: &mut Vec<String>,
    ) -> Option<Self> {
        match &case.policy {
            Policy::Fixed(fixed) => {
                let levels = Self { reorder_point: fixed.reorder_point, order_up_to: fixed.order_up_to };
                let inputs = [amount("order up to", levels.order_up_to, case.unit)];
                let result = amount("reorder point", levels.reorder_point, case.unit);
                steps.push(ArithmeticStep::new("Reorder point", "as set by the policy", inputs, result));
                Some(levels)
            }
            Policy::Forecast(policy) => {
                let forecast = forecast.filter(|forecast| is_asked_for(forecast, why_not))?;
                let lead_time = lead_time(case, why_not)?;
                steps.push(lead_time_step(&lead_time));
                follow(case, policy, forecast, &lead_time, steps)
            }
        }
    }
}

fn is_asked_for(forecast: &Forecast, why_not: &mut Vec<String>) -> bool {
    if forecast.per_day > 0.0 {
        return true;
    }
    let days = forecast.statistics.days;
    why_not.push(format!("Nothing was used or sold in {days} days in stock: no demand is expected."));
    false
}

fn lead_time(case: &Case<'_>, why_not: &mut Vec<String>) -> Option<LeadTime> {
    if case.lead_time.is_none() {
        why_not.push(match case.offer {
            Some(_) => {
                "Nobody said how long the supplier takes: say its lead time; five receipts against orders teach it."
                    .to_owned()
            }
            None => NO_SUPPLIER.to_owned(),
        });
    }
    case.lead_time
}

/// What is said of a product that no supplier sells.
pub(super) const NO_SUPPLIER: &str =
    "No supplier is known to sell it: set the supplier's item with its package and price.";

fn lead_time_step(lead_time: &LeadTime) -> ArithmeticStep {
    let (formula, input) = match lead_time.receipts {
        0 => ("as said of the supplier, without deviation", "no five receipts in a year yet".to_owned()),
        receipts => ("mean and deviation of the receipts against orders", format!("{receipts} receipts in a year")),
    };
    let result = format!("{}, {}", named("L", lead_time.days, "days"), named("σL", lead_time.deviation, "days"));
    ArithmeticStep::new("Lead time", formula, [input], result)
}

/// Levels that follow demand.
fn follow(
    case: &Case<'_>,
    policy: &ForecastPolicy,
    forecast: &Forecast,
    lead_time: &LeadTime,
    steps: &mut Vec<ArithmeticStep>,
) -> Option<Levels> {
    let over = |review_days| Protection::over(forecast.per_day, forecast.deviation, lead_time, review_days);
    let (order, cycle) = (over(0.0), over(policy.review_days.into()));
    let by_count =
        is_small_count(case, forecast, lead_time, &cycle).then(|| poisson(case, policy, &order, &cycle, steps));
    let levels = by_count.flatten().or_else(|| normal(case, policy, &order, &cycle, steps))?;
    Some(Levels { order_up_to: levels.order_up_to.max(levels.reorder_point), ..levels })
}

/// Whether demand is a small count of whole containers, which come evenly.
fn is_small_count(case: &Case<'_>, forecast: &Forecast, lead_time: &LeadTime, cycle: &Protection) -> bool {
    let contents = demand::units(case.contents);
    let moved_by_lead_time = forecast.per_day * lead_time.deviation;
    case.counted_in_containers
        && forecast.pattern.is_even()
        && cycle.mean < SMALL_COUNT * contents
        && moved_by_lead_time < HARDLY * contents
}

fn poisson(
    case: &Case<'_>,
    policy: &ForecastPolicy,
    order: &Protection,
    cycle: &Protection,
    steps: &mut Vec<ArithmeticStep>,
) -> Option<Levels> {
    let (level, contents) = (demand::units(policy.service_level), demand::units(case.contents));
    let pieces = |protection: &Protection| {
        let pieces = smallest_level(protection.mean / contents, level)?;
        case.contents.times(i64::try_from(pieces).ok()?)
    };
    let levels = Levels { reorder_point: pieces(order)?, order_up_to: pieces(cycle)? };
    for (label, protection, found) in
        [("Reorder point", order, levels.reorder_point), ("Order up to", cycle, levels.order_up_to)]
    {
        let inputs = [
            format!("expected in {} days = {} {}", figure(protection.days), figure(protection.mean), case.unit),
            format!("service level = {}", policy.service_level),
        ];
        let formula = "small count, Poisson: the fewest containers r with P(X ≤ r) ≥ service level";
        steps.push(ArithmeticStep::new(label, formula, inputs, amount(&label.to_lowercase(), found, case.unit)));
    }
    Some(levels)
}

fn normal(
    case: &Case<'_>,
    policy: &ForecastPolicy,
    order: &Protection,
    cycle: &Protection,
    steps: &mut Vec<ArithmeticStep>,
) -> Option<Levels> {
    let factor = service_factor(demand::units(policy.service_level))?;
    let level = |protection: &Protection| demand::quantity(protection.level(factor));
    let levels = Levels { reorder_point: level(order)?, order_up_to: level(cycle)? };
    let inputs = [format!("service level = {}", policy.service_level)];
    let formula = "standard deviations that leave 1 − service level of all cycles short";
    steps.push(ArithmeticStep::new("Service factor", formula, inputs, named("z", factor, "")));
    let parts = |protection: &Protection| {
        [
            format!("expected in {} days = {}", figure(protection.days), figure(protection.mean)),
            format!("z·σ = {} × {}", figure(factor), figure(protection.deviation)),
        ]
    };
    let result = amount("reorder point", levels.reorder_point, case.unit);
    steps.push(ArithmeticStep::new("Reorder point", "d·L + z·√(L·σd² + d²·σL²)", parts(order), result));
    let inputs = [format!("R = {} days", policy.review_days)].into_iter().chain(parts(cycle));
    let result = amount("order up to", levels.order_up_to, case.unit);
    steps.push(ArithmeticStep::new("Order up to", "d·(L+R) + z·√((L+R)·σd² + d²·σL²)", inputs, result));
    Some(levels)
}
