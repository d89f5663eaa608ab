//! The steps of a suggestion about demand and position, as a person would write them down.

use super::{Levels, Position};
use crate::{
    demand::{self, Forecast, History},
    reorder::arithmetic::{ArithmeticStep, amount, figure, named},
};
use entity::fixed_point::Quantity;

/// Which days count.
pub(super) fn days(history: &History, steps: &mut Vec<ArithmeticStep>) {
    let counted = history.days_that_count();
    let out = history.days.len() - counted;
    let inputs = [
        format!("from {} to {}: {} days", history.first_on, history.last_on, counted + out),
        format!("out of stock, nothing asked for: {out} days"),
    ];
    let formula = "days − days that ended with nothing there and without demand";
    steps.push(ArithmeticStep::new("Days that count", formula, inputs, format!("{counted} days")));
}

/// What a day asks for.
pub(super) fn forecast(history: &History, forecast: &Forecast, unit: &str, steps: &mut Vec<ArithmeticStep>) {
    let statistics = &forecast.statistics;
    kind(forecast, steps);
    let inputs = [
        named("used, thrown away with use and sold", history.total(), unit),
        format!("{} days, mean {}", statistics.days, figure(statistics.mean)),
        named("fading", forecast.fading, ""),
    ];
    let result = named("d", forecast.per_day, &format!("{unit} a day"));
    steps.push(ArithmeticStep::new("Demand a day", forecast.method.name(), inputs, result));
    let inputs = [
        named("mean", statistics.mean, unit),
        format!("{} days", statistics.days),
        named("fading", forecast.fading, ""),
    ];
    let formula = "√(sum of (day − mean)² ÷ (days − 1)) × fading";
    let result = named("σd", forecast.deviation, unit);
    steps.push(ArithmeticStep::new("Deviation of a day", formula, inputs, result));
}

/// How often and how evenly, and how far demand faded since; nothing where nothing was asked for.
fn kind(forecast: &Forecast, steps: &mut Vec<ArithmeticStep>) {
    let Some(until_last) = forecast.until_last else { return };
    let Some((interval, variation)) = until_last.interval.zip(until_last.variation) else { return };

    let days = until_last.days;
    let demand_days = until_last.demand_days;
    let inputs = [
        format!("ADI = {days} days through the last with demand ÷ {demand_days} with demand = {}", figure(interval)),
        named("CV²", variation, ""),
    ];
    let formula = "seldom when ADI ≥ 1.32, uneven when CV² ≥ 0.49";
    steps.push(ArithmeticStep::new("Kind of demand", formula, inputs, forecast.pattern.word()));

    if forecast.fading < 1.0 {
        let inputs = [format!("{} days without demand", forecast.quiet_days), named("ADI", interval, "days")];
        let formula = "0.9 for each day without demand beyond 3·ADI, and beyond 14";
        steps.push(ArithmeticStep::new("Fading", formula, inputs, named("fading", forecast.fading, "")));
    }
}

/// What is there, on its way and promised.
pub(super) fn position(position: &Position, unit: &str, steps: &mut Vec<ArithmeticStep>) {
    let usable = amount("usable", position.usable, unit);
    let inputs = [usable.clone(), format!("on hand = {} {unit}", position.on_hand)];
    let result = amount("expiring before use", position.expiring_before_use, unit);
    let formula = "usable, first expired first out, less what demand uses of each lot before it expires";
    steps.push(ArithmeticStep::new("Expiring before use", formula, inputs, result));
    let inputs = [
        usable,
        amount("expiring before use", position.expiring_before_use, unit),
        amount("on order", position.on_order, unit),
        amount("reserved", position.reserved, unit),
    ];
    let formula = "usable − expiring before use + on order − reserved";
    steps.push(ArithmeticStep::new("Position", formula, inputs, amount("position", position.total(), unit)));
}

/// Whether to order.
pub(super) fn due(levels: Option<Levels>, position: Quantity, due: bool, unit: &str, steps: &mut Vec<ArithmeticStep>) {
    let Some(levels) = levels else { return };
    let inputs = [amount("position", position, unit), amount("reorder point", levels.reorder_point, unit)];
    let result = if due { "due" } else { "not due" };
    steps.push(ArithmeticStep::new("Due", "position ≤ reorder point", inputs, result));
}

/// An amount as a figure with its name.
pub(super) fn of(name: &str, value: Quantity, unit: &str) -> String {
    named(name, demand::units(value), unit)
}
