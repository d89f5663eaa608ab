//! The steps of a suggestion about demand and position, as a person would write them down.

use super::{Levels, Position};
use crate::{
    demand::{self, Forecast, History},
    reorder::arithmetic::{ArithmeticStep, amount, figure, named},
};
use entity::fixed_point::Quantity;

/// Which days count.
pub(super) fn days(history: &History, steps: &mut Vec<ArithmeticStep>) {
    let (counted, out) = (history.series.len(), history.days_out_of_stock);
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
    if let Some((interval, variation)) = statistics.interval.zip(statistics.variation) {
        let inputs = [
            format!(
                "ADI = {} days ÷ {} days with demand = {}",
                statistics.days,
                statistics.demand_days,
                figure(interval)
            ),
            named("CV²", variation, ""),
        ];
        let formula = "seldom when ADI ≥ 1.32, uneven when CV² ≥ 0.49";
        steps.push(ArithmeticStep::new("Kind of demand", formula, inputs, forecast.pattern.word()));
    }
    let inputs = [
        named("used and sold", history.total(), unit),
        format!("{} days, mean {}", statistics.days, figure(statistics.mean)),
    ];
    let result = named("d", forecast.per_day, &format!("{unit} a day"));
    steps.push(ArithmeticStep::new("Demand a day", forecast.method.name(), inputs, result));
    let inputs = [named("mean", statistics.mean, unit), format!("{} days", statistics.days)];
    let result = named("σd", forecast.deviation, unit);
    steps.push(ArithmeticStep::new("Deviation of a day", "√(sum of (day − mean)² ÷ (days − 1))", inputs, result));
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
