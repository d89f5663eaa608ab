//! How much of a due product to order: whole packages that bring the position up, and that are used in time.

use super::{Case, Levels, Offer, levels::NO_SUPPLIER, steps::of};
use crate::{
    demand::{self, Forecast},
    reorder::{
        Position,
        arithmetic::{ArithmeticStep, amount, figure, named},
        most_to_order, packages_to_order, used_after,
    },
};
use entity::fixed_point::{Money, Quantity};

/// What to order.
#[derive(Clone, Debug, Default)]
pub(super) struct Order {
    pub packages: i64,
    pub quantity: Quantity,
    pub cost: Option<Money>,
    pub expected_waste: Quantity,
    pub limited_because: Option<String>,
}

/// The order of a product that is due.
pub(super) fn plan(
    case: &Case<'_>,
    levels: Levels,
    position: &Position,
    forecast: Option<&Forecast>,
    steps: &mut Vec<ArithmeticStep>,
    why_not: &mut Vec<String>,
) -> Order {
    // Without a supplier whole containers are needed, from whomever.
    let offer = case.offer.unwrap_or(Offer { package: case.contents, minimum_packages: 1, price: Money::ZERO });
    let needed = Quantity(levels.order_up_to.0.saturating_sub(position.total().0));
    let minimum = offer.package.times(offer.minimum_packages.max(1).into()).unwrap_or(offer.package);
    let wanted = packages_to_order(needed, minimum, offer.package);
    steps.push(package_step(case, &offer, levels, position, needed, wanted));
    let most = forecast.and_then(|forecast| most_in_time(case, forecast, position, steps));
    let packages = most.map_or(wanted, |most| capped(wanted, most, &offer));
    let quantity = offer.package.times(packages).unwrap_or_default();
    let waste = most.map_or(0.0, |most| (demand::units(quantity) - most).max(0.0));
    let expected_waste = demand::quantity(waste).unwrap_or_default();

    let limited_because = match packages {
        0 => {
            why_not.push("Nothing more is used before it would expire: what is there lasts longer.".to_owned());
            None
        }
        _ if packages < wanted || expected_waste > Quantity::ZERO => {
            Some(cut_short(case, wanted, packages, expected_waste))
        }
        _ => None,
    };
    if case.offer.is_none() && !why_not.iter().any(|reason| reason == NO_SUPPLIER) {
        why_not.push(NO_SUPPLIER.to_owned());
    }
    let cost = case.offer.and_then(|offer| offer.price.0.checked_mul(packages).map(Money));
    if let Some(cost) = cost {
        let inputs = [format!("packages = {packages}"), format!("price of a package = {}", offer.price)];
        steps.push(ArithmeticStep::new("Cost", "packages × price", inputs, cost.to_string()));
    }
    let packages = if case.offer.is_some() { packages } else { 0 };
    Order { packages, quantity, cost, expected_waste, limited_because }
}

fn package_step(
    case: &Case<'_>,
    offer: &Offer,
    levels: Levels,
    position: &Position,
    needed: Quantity,
    wanted: i64,
) -> ArithmeticStep {
    let unit = case.unit;
    let inputs = [
        format!("needed = {} − {} = {needed} {unit}", levels.order_up_to, position.total()),
        amount("package", offer.package, unit),
        format!("fewest packages = {}", offer.minimum_packages.max(1)),
    ];
    let formula = "(order up to − position) ÷ package, rounded up, at least the fewest";
    ArithmeticStep::new("Packages", formula, inputs, format!("{wanted} packages"))
}

/// The most that is used before it expires; `None` for what does not expire, or nobody knows when.
fn most_in_time(
    case: &Case<'_>,
    forecast: &Forecast,
    position: &Position,
    steps: &mut Vec<ArithmeticStep>,
) -> Option<f64> {
    let shelf_life = case.shelf_life.filter(|_| forecast.per_day > 0.0)?;
    let per_day = forecast.per_day;
    let lead_time = case.lead_time.map_or(0.0, |lead_time| lead_time.days);
    let on_order = position.on_order;
    let after_arrival = used_after(&position.batches, per_day, lead_time);
    let most = most_to_order(per_day, shelf_life.days, 0.0, lead_time, &position.batches, demand::units(on_order));

    let arrival = format!("used of the stock after the arrival in {} days", figure(lead_time));
    let inputs = [
        named("d", per_day, case.unit),
        format!("{}, {}", named("shelf life on arrival", shelf_life.days, "days"), shelf_life.because()),
        named(&arrival, after_arrival, case.unit),
        of("on order", on_order, case.unit),
    ];
    let formula = "d × shelf life − what is used of the stock after the arrival − on order";
    let result = named("most", most, case.unit);
    steps.push(ArithmeticStep::new("Used before it expires", formula, inputs, result));
    Some(most)
}

/// At most what is used in time, in whole packages; but the supplier's fewest, where some of it is used at all.
fn capped(wanted: i64, most: f64, offer: &Offer) -> i64 {
    let Some(most) = demand::quantity(most).filter(|most| *most > Quantity::ZERO) else { return 0 };
    let fewest = i64::from(offer.minimum_packages.max(1));
    most.whole_parts(offer.package).max(fewest).min(wanted)
}

fn cut_short(case: &Case<'_>, wanted: i64, packages: i64, waste: Quantity) -> String {
    let unit = case.unit;
    match waste {
        Quantity::ZERO => format!("Packages: {packages} instead of {wanted}, as more would expire unused."),
        _ => format!(
            "Packages: {packages}, the fewest that are sold, where {wanted} are needed; {waste} {unit} of them are \
             expected to expire unused."
        ),
    }
}
