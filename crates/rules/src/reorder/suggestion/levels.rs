//! The two levels of a suggestion: the reorder point, and what is ordered up to.

use super::Case;
use crate::{
    demand::{self, Forecast},
    reorder::{
        ENOUGH_ORDERS, ForecastPolicy, LeadTime, Policy, Protection,
        arithmetic::{ArithmeticStep, amount, figure, named},
        packages_to_order, service_factor, smallest_level,
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
                "Nobody said how long the supplier takes: say its lead time; five orders that came teach it.".to_owned()
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
    let (formula, input) = match lead_time.orders {
        0 => {
            let few = format!("fewer than {ENOUGH_ORDERS} orders came whole in a year");
            ("as said of the supplier, without deviation", few)
        }
        orders => {
            let first = figure(lead_time.first_days);
            let learnt = format!("{orders} orders of a year; the first of them came after {first} days on average");
            ("mean and deviation of the days until all of an order had come", learnt)
        }
    };
    let result = format!("{}, {}", named("L", lead_time.days, "days"), named("σL", lead_time.deviation, "days"));
    ArithmeticStep::new("Lead time", formula, [input], result)
}

/// Levels that follow demand. The reorder point protects what passes until an order that is placed one review later has
/// come; what is ordered up to is one review's use above it, so that not everything is due at every review.
fn follow(
    case: &Case<'_>,
    policy: &ForecastPolicy,
    forecast: &Forecast,
    lead_time: &LeadTime,
    steps: &mut Vec<ArithmeticStep>,
) -> Option<Levels> {
    let review_days = f64::from(policy.review_days);
    let protection = Protection::over(forecast.per_day, forecast.deviation, lead_time, review_days);

    let by_count = is_small_count(case, forecast, lead_time, &protection)
        .then(|| count_point(case, policy, &protection, steps))
        .flatten();
    let reorder_point = match by_count {
        Some(point) => point,
        None => normal_point(case, policy, &protection, steps)?,
    };

    let review_use = demand::quantity(forecast.per_day * review_days)?;
    let order_up_to = order_up_to(case, reorder_point, review_use, by_count.is_some(), steps)?;
    Some(Levels { reorder_point, order_up_to })
}

/// Whether demand is a small count of whole containers, which come evenly.
fn is_small_count(case: &Case<'_>, forecast: &Forecast, lead_time: &LeadTime, protection: &Protection) -> bool {
    let contents = demand::units(case.contents);
    let moved_by_lead_time = forecast.per_day * lead_time.deviation;
    case.counted_in_containers
        && forecast.pattern.is_even()
        && protection.mean < SMALL_COUNT * contents
        && moved_by_lead_time < HARDLY * contents
}

/// The reorder point of a small count; `None` where nothing passes, so that there is nothing to count.
fn count_point(
    case: &Case<'_>,
    policy: &ForecastPolicy,
    protection: &Protection,
    steps: &mut Vec<ArithmeticStep>,
) -> Option<Quantity> {
    let level = demand::units(policy.service_level);
    let expected = protection.mean / demand::units(case.contents);
    let pieces = smallest_level(expected, level)?;
    let reorder_point = case.contents.times(i64::try_from(pieces).ok()?)?;

    let inputs = [
        protected_days(policy, protection),
        format!("expected = {} {}", figure(protection.mean), case.unit),
        format!("service level = {}", policy.service_level),
    ];
    let formula = "small count, Poisson: the fewest containers r with P(X ≤ r) ≥ service level";
    let result = amount("reorder point", reorder_point, case.unit);
    steps.push(ArithmeticStep::new("Reorder point", formula, inputs, result));
    Some(reorder_point)
}

/// The reorder point of demand that is taken to be normally distributed.
fn normal_point(
    case: &Case<'_>,
    policy: &ForecastPolicy,
    protection: &Protection,
    steps: &mut Vec<ArithmeticStep>,
) -> Option<Quantity> {
    let factor = service_factor(demand::units(policy.service_level))?;
    let reorder_point = demand::quantity(protection.level(factor))?;

    let inputs = [format!("service level = {}", policy.service_level)];
    let formula = "standard deviations that leave 1 − service level of all cycles short";
    steps.push(ArithmeticStep::new("Service factor", formula, inputs, named("z", factor, "")));

    let inputs = [
        protected_days(policy, protection),
        format!("expected = {} {}", figure(protection.mean), case.unit),
        format!("z·σ = {} × {}", figure(factor), figure(protection.deviation)),
    ];
    let formula = "d·(L+R) + z·√((L+R)·σd² + d²·σL²)";
    let result = amount("reorder point", reorder_point, case.unit);
    steps.push(ArithmeticStep::new("Reorder point", formula, inputs, result));
    Some(reorder_point)
}

fn protected_days(policy: &ForecastPolicy, protection: &Protection) -> String {
    format!("L + R = {} days, R = {} days", figure(protection.days), policy.review_days)
}

/// One review's use above the reorder point, at least one package; whole containers where only those are used.
fn order_up_to(
    case: &Case<'_>,
    reorder_point: Quantity,
    review_use: Quantity,
    by_count: bool,
    steps: &mut Vec<ArithmeticStep>,
) -> Option<Quantity> {
    let package = case.offer.map_or(case.contents, |offer| offer.package);
    let whole = packages_to_order(review_use, Quantity::ZERO, case.contents);
    let review_use = if by_count { case.contents.times(whole)? } else { review_use };
    let order_up_to = reorder_point.plus(review_use.max(package))?;

    let inputs = [
        amount("reorder point", reorder_point, case.unit),
        amount("d·R", review_use, case.unit),
        amount("package", package, case.unit),
    ];
    let formula = "reorder point + d·R, at least one package more";
    let result = amount("order up to", order_up_to, case.unit);
    steps.push(ArithmeticStep::new("Order up to", formula, inputs, result));
    Some(order_up_to)
}
