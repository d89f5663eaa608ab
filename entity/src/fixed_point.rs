//! Quantities and money: exact decimals, kept as integers of ten-thousandths.
//!
//! No float and no rounding on the way in: what does not fit four decimals or 64 bits is refused. The one rounding rule
//! of the service is half to even, at the last step.

use rust_decimal::Decimal;
use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use std::{fmt, iter::Sum};

/// How many decimals a stored quantity or amount of money has.
pub const DECIMALS: u32 = 4;
const SCALE: i64 = 10_000;

/// Why a decimal cannot be a quantity or an amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FixedPointError {
    /// More decimals than are stored.
    #[error("at most {DECIMALS} decimals")]
    TooManyDecimals,
    /// Beyond what 64 bits hold.
    #[error("out of range")]
    OutOfRange,
}

/// An exact amount of a product in its base unit (U, mL, mg, each), in ten-thousandths. Signed: a movement may be negative.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, DeriveValueType,
)]
#[serde(transparent)]
pub struct Quantity(pub i64);

/// An exact amount of money in the deployment's currency, in ten-thousandths.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, DeriveValueType,
)]
#[serde(transparent)]
pub struct Money(pub i64);

impl Quantity {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// So many whole base units.
    pub const fn whole(units: i32) -> Self {
        Self(units as i64 * SCALE)
    }

    /// The sum, unless it overflows.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, unless it overflows.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// This quantity so many times, unless it overflows.
    pub fn times(self, count: i64) -> Option<Self> {
        self.0.checked_mul(count).map(Self)
    }

    /// Whether this is a whole number of `step`s.
    pub fn is_multiple_of(self, step: Self) -> bool {
        step.0 != 0 && self.0 % step.0 == 0
    }

    /// How many whole `part`s fit into this; 0 where `part` is 0.
    pub fn whole_parts(self, part: Self) -> i64 {
        self.0.checked_div(part.0).unwrap_or(0)
    }

    /// The part of this quantity that `part` of `whole` takes along, rounded half to even; `None` for a part of nothing.
    pub fn share(self, part: Self, whole: Self) -> Option<Self> {
        divide_half_even(i128::from(self.0) * i128::from(part.0), i128::from(whole.0)).map(Self)
    }

    /// The other direction.
    pub fn negated(self) -> Self {
        Self(self.0.saturating_neg())
    }

    /// The exact decimal.
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.0, DECIMALS).normalize()
    }
}

impl Money {
    /// No cost: free goods, samples.
    pub const ZERO: Self = Self(0);

    /// The sum, unless it overflows.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The other direction.
    pub fn negated(self) -> Self {
        Self(self.0.saturating_neg())
    }

    /// The nearest amount that is a whole number of `step`s, half to even.
    #[must_use]
    pub fn rounded_to(self, step: Self) -> Self {
        let steps = divide_half_even(self.0.into(), step.0.into());
        steps.and_then(|steps| steps.checked_mul(step.0)).map_or(self, Self)
    }

    /// `unit_cost` for each base unit of `quantity`, rounded half to even; `None` when it overflows.
    pub fn of(unit_cost: Self, quantity: Quantity) -> Option<Self> {
        divide_half_even(i128::from(unit_cost.0) * i128::from(quantity.0), i128::from(SCALE)).map(Self)
    }

    /// The part of this value that `part` of `whole` carries, rounded half to even; `None` for a part of nothing.
    pub fn share(self, part: Quantity, whole: Quantity) -> Option<Self> {
        divide_half_even(i128::from(self.0) * i128::from(part.0), i128::from(whole.0)).map(Self)
    }

    /// What one base unit costs when `quantity` of them cost this, rounded half to even.
    pub fn per_unit(self, quantity: Quantity) -> Option<Self> {
        divide_half_even(i128::from(self.0) * i128::from(SCALE), i128::from(quantity.0)).map(Self)
    }

    /// The exact decimal.
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.0, DECIMALS).normalize()
    }
}

fn divide_half_even(numerator: i128, denominator: i128) -> Option<i64> {
    if denominator == 0 {
        return None;
    }
    let (numerator, denominator) = if denominator < 0 { (-numerator, -denominator) } else { (numerator, denominator) };
    let floor = numerator.div_euclid(denominator);
    let twice = numerator.rem_euclid(denominator) * 2;
    let up = twice > denominator || (twice == denominator && floor % 2 != 0);
    i64::try_from(floor + i128::from(up)).ok()
}

fn to_fixed(value: Decimal) -> Result<i64, FixedPointError> {
    let value = value.normalize();
    if value.scale() > DECIMALS {
        return Err(FixedPointError::TooManyDecimals);
    }
    let scaled = value.mantissa().checked_mul(10_i128.pow(DECIMALS - value.scale()));
    scaled.and_then(|scaled| i64::try_from(scaled).ok()).ok_or(FixedPointError::OutOfRange)
}

impl TryFrom<Decimal> for Quantity {
    type Error = FixedPointError;
    fn try_from(value: Decimal) -> Result<Self, FixedPointError> {
        to_fixed(value).map(Self)
    }
}

impl TryFrom<Decimal> for Money {
    type Error = FixedPointError;
    fn try_from(value: Decimal) -> Result<Self, FixedPointError> {
        to_fixed(value).map(Self)
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_decimal().fmt(formatter)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_decimal().fmt(formatter)
    }
}

/// Sums saturate: a sum over stored rows is compared with a stored balance, and a saturated one never equals it.
impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        Self(amounts.fold(0, |sum, amount| sum.saturating_add(amount.0)))
    }
}

impl Sum for Quantity {
    fn sum<I: Iterator<Item = Self>>(quantities: I) -> Self {
        Self(quantities.fold(0, |sum, quantity| sum.saturating_add(quantity.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(text: &str) -> Result<Quantity, FixedPointError> {
        Quantity::try_from(text.parse::<Decimal>().unwrap_or_default())
    }

    #[test]
    fn a_decimal_with_four_places_is_kept_exactly() {
        assert_eq!(quantity("12.3456"), Ok(Quantity(123_456)));
        assert_eq!(Quantity(123_400).to_string(), "12.34");
    }

    #[test]
    fn what_does_not_fit_is_refused_and_never_rounded() {
        assert_eq!(quantity("0.00001"), Err(FixedPointError::TooManyDecimals));
        assert_eq!(quantity("922337203685477.5808"), Err(FixedPointError::OutOfRange));
        assert_eq!(quantity("922337203685477.5807"), Ok(Quantity(i64::MAX)));
    }

    #[test]
    fn halves_round_to_the_even_neighbour() {
        assert_eq!(Money(5).share(Quantity(1), Quantity(2)), Some(Money(2)));
        assert_eq!(Money(15).share(Quantity(1), Quantity(2)), Some(Money(8)));
        assert_eq!(Money(-5).share(Quantity(1), Quantity(2)), Some(Money(-2)));
        assert_eq!(Money(66_666).rounded_to(Money(100)), Money(66_700));
        assert_eq!([Money(50), Money(150), Money(151)].map(|money| money.rounded_to(Money(100)).0), [0, 200, 200]);
        assert_eq!(Money(12_345).rounded_to(Money(1)), Money(12_345));
    }
}
