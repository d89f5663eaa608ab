//! The suggestion of one product at one site: whether to order, how much, and every number that went in.

mod levels;
mod order;
mod steps;

use super::{ArithmeticStep, ExpiringLot, LeadTime, Policy, Position, ShelfLife};
use crate::demand::{Forecast, History};
use entity::fixed_point::{Money, Quantity};
use levels::Levels;
use order::Order;

/// Demand is learnt from so many days in stock at least.
pub const ENOUGH_DAYS: usize = 14;

/// Everything that a suggestion is made from.
#[derive(Clone, Debug)]
pub struct Case<'a> {
    /// Base unit of the product.
    pub unit: &'a str,
    /// Base units in one container.
    pub contents: Quantity,
    /// Only whole containers are used: demand is a count.
    pub counted_in_containers: bool,
    /// What is there, on its way and promised.
    pub position: Position,
    /// The days that demand is learnt from; `None` where the product was never kept.
    pub history: Option<History>,
    /// How it is decided.
    pub policy: Policy,
    /// What the supplier sells.
    pub offer: Option<Offer>,
    /// How long the supplier takes.
    pub lead_time: Option<LeadTime>,
    /// For how long what is delivered is good; `None` where that is unknown, or for ever.
    pub shelf_life: Option<ShelfLife>,
}

/// What a supplier sells a product as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Base units in one package.
    pub package: Quantity,
    /// Fewest packages in an order.
    pub minimum_packages: i32,
    /// What one package costs.
    pub price: Money,
}

/// What is suggested, and why.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// What is there, with what expires before it is used.
    pub position: Position,
    /// Of each lot, what expires before it is used.
    pub expiring_lots: Vec<ExpiringLot>,
    /// What a day is expected to ask for; `None` where too little is known.
    pub forecast: Option<Forecast>,
    /// Order when the position is not above it; `None` where it cannot be known.
    pub reorder_point: Option<Quantity>,
    /// Order up to it.
    pub order_up_to: Option<Quantity>,
    /// How many days the usable stock lasts.
    pub days_of_cover: Option<f64>,
    /// The position is not above the reorder point.
    pub due: bool,
    /// Packages to order; 0 where no supplier sells it.
    pub packages: i64,
    /// Base units to order.
    pub quantity: Quantity,
    /// What they cost.
    pub cost: Option<Money>,
    /// Of them, what is expected to expire unused.
    pub expected_waste: Quantity,
    /// Every step, in order.
    pub arithmetic: Vec<ArithmeticStep>,
    /// Why nothing is suggested; `None` where something is, or nothing is needed.
    pub why_not: Option<String>,
    /// Why less is suggested than is needed, or more than is used before it expires.
    pub limited_because: Option<String>,
}

/// What the case comes to.
pub fn suggest(case: Case<'_>) -> Suggestion {
    let (mut arithmetic, mut why_not) = (Vec::new(), Vec::new());
    let forecast = forecast(&case, &mut arithmetic, &mut why_not);
    let per_day = forecast.map(|forecast| forecast.per_day);
    let expiring_lots = case.position.expiring_lots(per_day);
    let position = case.position.clone().used_by(per_day);
    let levels = Levels::of(&case, forecast.as_ref(), &mut arithmetic, &mut why_not);
    steps::position(&position, case.unit, &mut arithmetic);
    let total = position.total();
    let due = levels.is_some_and(|levels| total <= levels.reorder_point);
    steps::due(levels, total, due, case.unit, &mut arithmetic);
    let order = match levels.filter(|_| due) {
        Some(levels) => order::plan(&case, levels, &position, forecast.as_ref(), &mut arithmetic, &mut why_not),
        None => Order::default(),
    };
    Suggestion {
        forecast,
        reorder_point: levels.map(|levels| levels.reorder_point),
        order_up_to: levels.map(|levels| levels.order_up_to),
        days_of_cover: forecast.and_then(|forecast| position.days_of_cover(forecast.per_day)),
        due,
        packages: order.packages,
        quantity: order.quantity,
        cost: order.cost,
        expected_waste: order.expected_waste,
        position,
        expiring_lots,
        arithmetic,
        why_not: (!why_not.is_empty()).then(|| why_not.join(" ")),
        limited_because: order.limited_because,
    }
}

/// What a day is expected to ask for, where enough days are known.
fn forecast(case: &Case<'_>, arithmetic: &mut Vec<ArithmeticStep>, why_not: &mut Vec<String>) -> Option<Forecast> {
    let known = case.history.as_ref().filter(|history| history.first_on <= history.last_on);
    if let Some(history) = known {
        steps::days(history, arithmetic);
    }
    let Some(history) = known.filter(|history| history.days_that_count() >= ENOUGH_DAYS) else {
        // Fixed levels need no forecast.
        if matches!(case.policy, Policy::Forecast(_)) {
            why_not.push(too_few_days(known));
        }
        return None;
    };
    let forecast = Forecast::of(&history.series())?;
    steps::forecast(history, &forecast, case.unit, arithmetic);
    Some(forecast)
}

fn too_few_days(history: Option<&History>) -> String {
    let known = match history {
        None => "It was not kept here before today".to_owned(),
        Some(history) => {
            let (days, first_on, last_on) = (history.days_that_count(), history.first_on, history.last_on);
            format!("Demand is known of {days} days in stock, from {first_on} to {last_on}")
        }
    };
    format!("{known}: {ENOUGH_DAYS} days in stock are needed to learn what is used, or a fixed policy.")
}

#[cfg(test)]
mod tests;
