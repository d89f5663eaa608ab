//! Between exact amounts and figures of statistics.

use entity::fixed_point::Quantity;

/// Ten-thousandths in a unit.
const SCALE: f64 = 10_000.0;

/// An amount as a figure. Amounts of one line stay far below 2^53 ten-thousandths, so that nothing is lost.
pub fn units(amount: Quantity) -> f64 {
    amount.0 as f64 / SCALE
}

/// A figure as an amount, rounded half to even to four decimals; `None` when it cannot be counted.
pub fn quantity(units: f64) -> Option<Quantity> {
    let scaled = (units * SCALE).round_ties_even();
    // Beyond 2^62 no amount is meant.
    (scaled.is_finite() && scaled.abs() < 4.6e18).then_some(Quantity(scaled as i64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_the_same_after_the_way_there_and_back() {
        for amount in [0, 1, -1, 123_456, 9_999_999_999_999] {
            assert_eq!(quantity(units(Quantity(amount))), Some(Quantity(amount)));
        }
    }

    #[test]
    fn what_cannot_be_counted_is_no_amount() {
        for figure in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300] {
            assert_eq!(quantity(figure), None);
        }
    }
}
