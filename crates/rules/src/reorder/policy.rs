//! Reorder policies: fixed levels, or levels that follow demand.

use crate::{
    form::Form,
    quantity,
    refusal::{InputRule, Refusal, path},
};
use entity::fixed_point::Quantity;
use rust_decimal::Decimal;
use serde::Serialize;

/// How it is decided when to order, and how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// Levels that somebody set.
    Fixed(FixedPolicy),
    /// Levels that follow demand.
    Forecast(ForecastPolicy),
}

/// Levels that somebody set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FixedPolicy {
    /// Order when the position is not above it.
    pub reorder_point: Quantity,
    /// Order up to it.
    pub order_up_to: Quantity,
}

/// What levels that follow demand are made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForecastPolicy {
    /// The share of order cycles that shall not run short, with four decimals.
    pub service_level: Quantity,
    /// How many days lie between two orders.
    pub review_days: i32,
    /// How many days demand is learnt from.
    pub demand_window_days: i32,
}

/// A policy as it is handed in.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum PolicyGiven {
    /// Levels.
    Fixed {
        /// Order when the position is not above it.
        reorder_point: Decimal,
        /// Order up to it.
        order_up_to: Decimal,
    },
    /// What levels are made from.
    Forecast {
        /// The share of order cycles that shall not run short.
        service_level: Decimal,
        /// How many days lie between two orders.
        review_days: i32,
        /// How many days demand is learnt from.
        demand_window_days: i32,
    },
}

/// Fewest and most days that demand may be learnt from.
const WINDOW: (i32, i32) = (14, 730);
/// Most days between two orders.
const MOST_REVIEW_DAYS: i32 = 365;
/// Least and greatest share of cycles that shall not run short, in ten-thousandths.
const SERVICE_LEVEL: (Quantity, Quantity) = (Quantity(5_000), Quantity(9_999));

impl ForecastPolicy {
    /// What holds where nobody set a policy: 95 % of cycles, an order a week, half a year of demand.
    pub const DEFAULT: Self = Self { service_level: Quantity(9_500), review_days: 7, demand_window_days: 180 };
}

impl Default for Policy {
    fn default() -> Self {
        Self::Forecast(ForecastPolicy::DEFAULT)
    }
}

impl Policy {
    /// How many days of demand it looks at; fixed levels look at as many as the default, to tell how long stock lasts.
    pub fn demand_window_days(&self) -> i32 {
        match self {
            Self::Fixed(_) => ForecastPolicy::DEFAULT.demand_window_days,
            Self::Forecast(forecast) => forecast.demand_window_days,
        }
    }
}

impl PolicyGiven {
    /// The policy, when it makes sense.
    ///
    /// # Errors
    /// `OUT_OF_RANGE` for levels in the wrong order, a service level that is not from 0.5 to 0.9999, days beyond reason.
    pub fn check(&self) -> Result<Policy, Vec<Refusal>> {
        let mut form = Form::default();
        let policy = match *self {
            Self::Fixed { reorder_point, order_up_to } => fixed(&mut form, reorder_point, order_up_to),
            Self::Forecast { service_level, review_days, demand_window_days } => {
                let at = |name| path(["policy", "forecast", name]);
                let (least, most) = SERVICE_LEVEL;
                let level = form.take(quantity::not_negative(at("serviceLevel"), service_level));
                form.refuse_when(!(least..=most).contains(&level), || {
                    let message = format!("A service level is from {least} to {most}.");
                    Refusal::beyond(at("serviceLevel"), InputRule::OutOfRange, most, message)
                });
                days(&mut form, "reviewDays", review_days, (0, MOST_REVIEW_DAYS));
                days(&mut form, "demandWindowDays", demand_window_days, WINDOW);
                Policy::Forecast(ForecastPolicy { service_level: level, review_days, demand_window_days })
            }
        };
        form.finish(policy)
    }
}

fn fixed(form: &mut Form, reorder_point: Decimal, order_up_to: Decimal) -> Policy {
    let at = |name| path(["policy", "fixed", name]);
    let reorder_point = form.take(quantity::not_negative(at("reorderPoint"), reorder_point));
    let order_up_to = form.take(quantity::positive(at("orderUpTo"), order_up_to));
    form.refuse_when(order_up_to < reorder_point, || {
        let message = format!("Ordering up to {order_up_to} would stay below the reorder point {reorder_point}.");
        Refusal::beyond(at("orderUpTo"), InputRule::OutOfRange, reorder_point, message)
    });
    Policy::Fixed(FixedPolicy { reorder_point, order_up_to })
}

fn days(form: &mut Form, name: &str, days: i32, (least, most): (i32, i32)) {
    form.refuse_when(!(least..=most).contains(&days), || {
        let message = format!("{days} is not from {least} to {most} days.");
        Refusal::beyond(path(["policy", "forecast", name]), InputRule::OutOfRange, most, message)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forecast(service_level: &str, review_days: i32, demand_window_days: i32) -> Vec<String> {
        let service_level = service_level.parse().unwrap_or_default();
        let given = PolicyGiven::Forecast { service_level, review_days, demand_window_days };
        let refusals = given.check().err().unwrap_or_default();
        refusals.into_iter().map(|refusal| refusal.field.join(".")).collect()
    }

    #[test]
    fn a_forecast_looks_at_two_weeks_at_least_and_promises_less_than_everything() {
        assert!(forecast("0.95", 7, 180).is_empty());
        assert_eq!(forecast("1", 7, 180), ["policy.forecast.serviceLevel"]);
        let fields = ["policy.forecast.reviewDays", "policy.forecast.demandWindowDays"];
        assert_eq!(forecast("0.95", -1, 7), fields);
    }

    #[test]
    fn an_order_reaches_the_point_that_it_is_placed_at() {
        let given = PolicyGiven::Fixed { reorder_point: Decimal::TEN, order_up_to: Decimal::ONE };
        assert!(given.check().is_err());
    }
}
