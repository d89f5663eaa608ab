//! Cost: the moving average per lot and site. An entry stores the value that moved; the unit cost is derived from it.
//!
//! `post` moves a holding by this rule, and `verify` moves it again to prove what was stored.

use entity::fixed_point::{Money, Quantity};

/// What a balance holds, and what that cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Holding {
    /// On hand.
    pub(super) on_hand: Quantity,
    /// What it cost; `None` while anything of unknown cost is in it.
    pub(super) value: Option<Money>,
}

impl Holding {
    /// Nothing, which cost nothing.
    pub(super) const EMPTY: Self = Self { on_hand: Quantity::ZERO, value: Some(Money::ZERO) };

    /// The share of the value that `quantity` carries, signed like it. The last unit takes all that is left, so that
    /// nothing remains of a balance of nothing. Unknown where the value is, and for stock that comes to an empty balance.
    pub(super) fn share(self, quantity: Quantity) -> Option<Money> {
        self.value?.share(quantity, self.on_hand)
    }

    /// The holding after `quantity` worth `value` moved: its value is unknown once anything unknown is in it, and known
    /// again when it is empty. It never falls below zero by rounding. `None` on overflow.
    pub(super) fn after(self, quantity: Quantity, value: Option<Money>) -> Option<Self> {
        let on_hand = self.on_hand.plus(quantity)?;
        if on_hand == Quantity::ZERO {
            return Some(Self::EMPTY);
        }
        let Some((before, moved)) = self.value.zip(value) else { return Some(Self { on_hand, value: None }) };
        Some(Self { on_hand, value: Some(before.plus(moved)?.max(Money::ZERO)) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn holding(on_hand: i32, value: i64) -> Holding {
        Holding { on_hand: Quantity::whole(on_hand), value: Some(Money(value)) }
    }

    #[test]
    fn what_does_not_divide_leaves_nothing_behind_when_the_last_unit_leaves() {
        let mut held = holding(3, 10_000_000);
        for _ in 0..3 {
            let share = held.share(Quantity::whole(-1));
            held = held.after(Quantity::whole(-1), share).unwrap_or(holding(99, 99));
        }
        assert_eq!(held, Holding::EMPTY);
    }

    #[test]
    fn stock_of_unknown_cost_makes_the_balance_unknown_until_it_is_empty() {
        let mixed = holding(1, 500).after(Quantity::whole(1), None);
        assert_eq!(mixed, Some(Holding { on_hand: Quantity::whole(2), value: None }));
        let empty = mixed.and_then(|held| held.after(Quantity::whole(-2), held.share(Quantity::whole(-2))));
        assert_eq!(empty, Some(Holding::EMPTY));
    }

    #[test]
    fn stock_found_on_an_empty_shelf_has_no_average() {
        assert_eq!(Holding::EMPTY.share(Quantity::whole(1)), None);
    }

    #[test]
    fn what_cannot_be_counted_is_no_holding() {
        let full = Holding { on_hand: Quantity(i64::MAX), value: Some(Money::ZERO) };
        assert_eq!(full.after(Quantity(1), Some(Money::ZERO)), None);
    }
}
