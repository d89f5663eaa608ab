//! Cost: the moving average per lot and site. An entry stores the value that moved; the unit cost is derived from it.
//!
//! Known and unknown cost are kept apart: what leaves takes both in their proportion. The sum of the entries' values is
//! the value of the stock, always. Where an entry leaves less than nothing, or value without stock, because what came is
//! taken back after a part of it left at an average, the difference is an entry of value of its own
//! ([`Holding::variance`]).
//!
//! `post` moves a holding by this rule, and `verify` moves it again to prove what was stored.

use entity::{
    cost::Cost,
    fixed_point::{Money, Quantity},
    stock,
};

/// What a balance holds, and what that cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Holding {
    /// On hand.
    pub(super) on_hand: Quantity,
    /// What it cost, as far as that is known.
    pub(super) cost: Cost,
}

impl Holding {
    /// Nothing, which cost nothing.
    pub(super) const EMPTY: Self = Self { on_hand: Quantity::ZERO, cost: Cost::ZERO };

    /// What a balance holds.
    pub(super) fn of(stock: &stock::Model) -> Self {
        Self { on_hand: stock.on_hand, cost: stock.cost() }
    }

    /// The share of the cost that `quantity` carries, signed like it. The last unit takes all that is left, so that
    /// nothing remains of a balance of nothing. What comes to an empty balance is of unknown cost.
    pub(super) fn share(self, quantity: Quantity) -> Cost {
        self.cost.share(quantity, self.on_hand).unwrap_or(Cost::unknown(quantity))
    }

    /// The holding after `quantity` at this cost moved, whatever it comes to; `None` on overflow.
    pub(super) fn after(self, quantity: Quantity, cost: Cost) -> Option<Self> {
        Some(Self { on_hand: self.on_hand.plus(quantity)?, cost: self.cost.plus(cost)? })
    }

    /// What has to be added to the cost so that it can be that of what is on hand: value is never below nothing, nothing
    /// is worth nothing, and no more is unknown than is there. `None` where it can be.
    pub(super) fn variance(self) -> Option<Cost> {
        let most_unknown = self.on_hand.max(Quantity::ZERO);
        let unknown = self.cost.unknown.clamp(Quantity::ZERO, most_unknown);
        let is_empty = self.on_hand == Quantity::ZERO;
        let known = if is_empty { Money::ZERO } else { self.cost.known.max(Money::ZERO) };
        let missing = Cost { known, unknown }.plus(self.cost.negated())?;
        (missing != Cost::ZERO).then_some(missing)
    }
}

/// The rule of release 0.1.0, by which its entries are still proved: a holding was unknown as long as anything of unknown
/// cost was in it, and its value was cut off at nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OlderHolding {
    /// On hand.
    pub(super) on_hand: Quantity,
    /// What it cost; `None` while anything of unknown cost is in it.
    pub(super) value: Option<Money>,
}

impl OlderHolding {
    /// Nothing, which cost nothing.
    pub(super) const EMPTY: Self = Self { on_hand: Quantity::ZERO, value: Some(Money::ZERO) };

    /// The share of the value that `quantity` carried.
    pub(super) fn share(self, quantity: Quantity) -> Option<Money> {
        self.value?.share(quantity, self.on_hand)
    }

    /// The holding after `quantity` worth `value` moved; `None` on overflow.
    pub(super) fn after(self, quantity: Quantity, value: Option<Money>) -> Option<Self> {
        let on_hand = self.on_hand.plus(quantity)?;
        if on_hand == Quantity::ZERO {
            return Some(Self::EMPTY);
        }
        let Some((before, moved)) = self.value.zip(value) else { return Some(Self { on_hand, value: None }) };
        Some(Self { on_hand, value: Some(before.plus(moved)?.max(Money::ZERO)) })
    }

    /// As it is counted from then on: what was unknown stays so, all of it.
    pub(super) fn taken_over(self) -> Holding {
        Holding { on_hand: self.on_hand, cost: Cost::given(self.on_hand, self.value) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const fn holding(on_hand: i32, value: i64) -> Holding {
        Holding { on_hand: Quantity::whole(on_hand), cost: Cost { known: Money(value), unknown: Quantity::ZERO } }
    }

    /// After what leaves at the average.
    fn drawn(held: Holding, quantity: Quantity) -> Option<Holding> {
        held.after(quantity.negated(), held.share(quantity.negated()))
    }

    #[test]
    fn what_does_not_divide_leaves_nothing_behind_when_the_last_unit_leaves() {
        let mut held = holding(3, 10_000_000);
        for _ in 0..3 {
            held = drawn(held, Quantity::whole(1)).unwrap_or(holding(99, 99));
        }
        assert_eq!(held, Holding::EMPTY);
    }

    #[test]
    fn known_and_unknown_leave_in_their_proportion() {
        let mixed = holding(10, 1_000_000).after(Quantity::whole(10), Cost::unknown(Quantity::whole(10)));
        let left = mixed.and_then(|held| drawn(held, Quantity::whole(4)));
        let expected = Cost { known: Money(800_000), unknown: Quantity::whole(8) };
        assert_eq!(left, Some(Holding { on_hand: Quantity::whole(16), cost: expected }));
        let empty = left.and_then(|held| drawn(held, Quantity::whole(16)));
        assert_eq!(empty, Some(Holding::EMPTY));
    }

    #[test]
    fn stock_found_on_an_empty_shelf_is_of_unknown_cost() {
        assert_eq!(Holding::EMPTY.share(Quantity::whole(1)), Cost::unknown(Quantity::whole(1)));
    }

    #[test]
    fn taking_back_the_dearer_of_two_receipts_after_a_part_was_sold_leaves_a_difference() {
        let both = holding(2, 10_000).after(Quantity::whole(2), Cost { known: Money(90_000), unknown: Quantity::ZERO });
        let sold = both.and_then(|held| drawn(held, Quantity::whole(1)));
        let dearer = Cost { known: Money(-90_000), unknown: Quantity::ZERO };
        let left = sold.and_then(|held| held.after(Quantity::whole(-2), dearer));

        let missing = Cost { known: Money(15_000), unknown: Quantity::ZERO };
        assert_eq!(left.and_then(Holding::variance), Some(missing), "75,000 less 90,000");
    }

    #[test]
    fn what_cannot_be_counted_is_no_holding() {
        let full = Holding { on_hand: Quantity(i64::MAX), cost: Cost::ZERO };
        assert_eq!(full.after(Quantity(1), Cost::ZERO), None);
    }

    proptest! {
        #[test]
        fn what_leaves_at_the_average_never_leaves_a_difference(
            on_hand in 1_i64..1_000_000, value in 0_i64..10_000_000, unknown in 0_i64..1_000_000, part in 1_i64..1_000_000,
        ) {
            let unknown = Quantity(unknown.min(on_hand));
            let held = Holding { on_hand: Quantity(on_hand), cost: Cost { known: Money(value), unknown } };
            let left = drawn(held, Quantity(part.min(on_hand)));
            prop_assert_eq!(left.and_then(Holding::variance), None);
        }

        #[test]
        fn with_its_variance_every_holding_stands(
            on_hand in 0_i64..100, value in -1_000_i64..1_000, unknown in -200_i64..200,
        ) {
            let cost = Cost { known: Money(value), unknown: Quantity(unknown) };
            let held = Holding { on_hand: Quantity(on_hand), cost };
            let stands = held.variance().map_or(Some(held), |missing| held.after(Quantity::ZERO, missing));
            let stands = stands.ok_or(TestCaseError::fail("overflow"))?;
            prop_assert_eq!(stands.variance(), None);
            prop_assert!(stands.cost.known >= Money::ZERO && stands.cost.unknown <= stands.on_hand);
        }
    }
}
