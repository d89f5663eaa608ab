//! What a quantity cost, as far as that is known: known and unknown cost stand apart.

use crate::fixed_point::{Money, Quantity};

/// What a quantity cost. Both parts are signed like the quantity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// What the part of known cost did cost.
    pub known: Money,
    /// How much of the quantity is of unknown cost.
    pub unknown: Quantity,
}

impl Cost {
    /// Nothing of nothing; all of it known.
    pub const ZERO: Self = Self { known: Money::ZERO, unknown: Quantity::ZERO };

    /// That of a quantity of which nobody knows what it cost.
    pub const fn unknown(quantity: Quantity) -> Self {
        Self { known: Money::ZERO, unknown: quantity }
    }

    /// That of a quantity which cost this, or nobody knows what.
    pub fn given(quantity: Quantity, value: Option<Money>) -> Self {
        Self::stored(quantity, value, None)
    }

    /// That of a quantity, as rows keep it: no value where nothing is known, and how much is unknown where that is a part.
    pub fn stored(quantity: Quantity, value: Option<Money>, unknown: Option<Quantity>) -> Self {
        match value {
            Some(known) => Self { known, unknown: unknown.unwrap_or_default() },
            None => Self::unknown(quantity),
        }
    }

    /// The value to keep for `quantity` of this cost; `None` where nothing of it is known.
    pub fn value_of(self, quantity: Quantity) -> Option<Money> {
        let nothing_is_known = quantity != Quantity::ZERO && self == Self::unknown(quantity);
        (!nothing_is_known).then_some(self.known)
    }

    /// How much of `quantity` is unknown, to keep beside its value: only where that is a part.
    pub fn unknown_of(self, quantity: Quantity) -> Option<Quantity> {
        let value = self.value_of(quantity);
        value.and((self.unknown != Quantity::ZERO).then_some(self.unknown))
    }

    /// What all of it cost; `None` where that is unknown of a part.
    pub fn complete(self) -> Option<Money> {
        (self.unknown == Quantity::ZERO).then_some(self.known)
    }

    /// Both together, unless it overflows.
    pub fn plus(self, other: Self) -> Option<Self> {
        Some(Self { known: self.known.plus(other.known)?, unknown: self.unknown.plus(other.unknown)? })
    }

    /// The other direction.
    #[must_use]
    pub fn negated(self) -> Self {
        Self { known: self.known.negated(), unknown: self.unknown.negated() }
    }

    /// What `part` of `whole` carries of it, known and unknown in their proportion, each rounded half to even; `None` for a
    /// part of nothing.
    pub fn share(self, part: Quantity, whole: Quantity) -> Option<Self> {
        // An amount is divided like money: both are whole numbers of ten-thousandths.
        let unknown = Money(self.unknown.0).share(part, whole)?;
        Some(Self { known: self.known.share(part, whole)?, unknown: Quantity(unknown.0) })
    }

    /// What one base unit of known cost did cost, where the whole is `quantity`; `None` where nothing of it is known.
    pub fn per_unit(self, quantity: Quantity) -> Option<Money> {
        let known = quantity.minus(self.unknown)?;
        self.known.per_unit(known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_of_a_cost_says_the_same_again() {
        let quantity = Quantity::whole(10);
        let costs = [
            Cost { known: Money(5), unknown: Quantity::ZERO },
            Cost { known: Money(5), unknown: Quantity::whole(3) },
            Cost { known: Money(5), unknown: quantity },
            Cost::unknown(quantity),
            Cost::ZERO,
        ];
        for cost in costs {
            assert_eq!(Cost::stored(quantity, cost.value_of(quantity), cost.unknown_of(quantity)), cost);
        }
        let only_value = Cost { known: Money(-7), unknown: Quantity::ZERO };
        assert_eq!(only_value.value_of(Quantity::ZERO), Some(Money(-7)));
        assert_eq!(Cost::ZERO.value_of(Quantity::ZERO), Some(Money::ZERO));
    }

    #[test]
    fn a_part_carries_known_and_unknown_in_their_proportion() {
        let cost = Cost { known: Money(1_000_000), unknown: Quantity::whole(10) };
        let part = cost.share(Quantity::whole(-5), Quantity::whole(20));
        assert_eq!(part, Some(Cost { known: Money(-250_000), unknown: Quantity(-25_000) }));
        assert_eq!(cost.per_unit(Quantity::whole(20)), Some(Money(100_000)));
        assert_eq!(Cost::unknown(Quantity::whole(2)).per_unit(Quantity::whole(2)), None);
    }
}
