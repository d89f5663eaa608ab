//! Sales: what a line costs the customer, how that divides over what it is taken from, to the last cent, and what of it
//! stays when goods come back.

use super::refusal::{Field, InputRule, Refusal};
use entity::{
    fixed_point::{Money, Quantity},
    sale_line,
};

/// What is paid for a line: so many units at a price, less a discount on all of them, each a whole number of cents.
///
/// # Errors
/// `OUT_OF_RANGE` when the discount is more than the price, or the amount cannot be counted.
pub fn paid(
    field: Field,
    unit_price: Money,
    quantity: Quantity,
    discount: Money,
    cent: Money,
) -> Result<Money, Refusal> {
    let Some(gross) = Money::of(unit_price, quantity).map(|gross| gross.rounded_to(cent)) else {
        return Err(Refusal::invalid(field, InputRule::OutOfRange, "The price of the line cannot be counted."));
    };
    if discount > gross {
        let message = format!("A discount of {discount} is more than the {gross} of the line.");
        return Err(Refusal::beyond(field, InputRule::OutOfRange, gross, message));
    }
    Ok(Money(gross.0 - discount.0))
}

/// `total` divided in the proportion of `weights`, each part a whole number of cents: the parts add up to it exactly, and
/// none is below zero where it is not. Weights that are all zero count alike.
///
/// ```
/// use entity::fixed_point::{Money, Quantity};
/// use rules::sale::divide;
///
/// // A set for 100.00 of three bottles that cost the same: nobody loses the last cent.
/// let parts = divide(Money(1_000_000), &[Quantity::whole(1); 3], Money(100));
/// assert_eq!(parts.iter().map(|part| part.0).sum::<i64>(), 1_000_000);
/// assert!(parts.iter().all(|part| part.0 % 100 == 0));
/// ```
pub fn divide(total: Money, weights: &[Quantity], cent: Money) -> Vec<Money> {
    let all: Quantity = weights.iter().copied().sum();
    let alike = vec![Quantity::whole(1); weights.len()];
    let (weights, all) = if all > Quantity::ZERO { (weights, all) } else { (&alike[..], alike.iter().copied().sum()) };
    let mut before = (Quantity::ZERO, Money::ZERO);
    let part = |weight: &Quantity| {
        let through = Quantity(before.0.0.saturating_add(weight.0));
        let sum = through_part(total, through, all, cent);
        let part = Money(sum.0 - before.1.0);
        before = (through, sum);
        part
    };
    weights.iter().map(part).collect()
}

/// What of `whole`, which belongs to `sold`, goes back when after `returned` another `quantity` comes back, in whole
/// cents: all returns together give back all of it, never more.
pub fn given_back(whole: Money, sold: Quantity, returned: Quantity, quantity: Quantity, cent: Money) -> Money {
    let through = |part: Quantity| through_part(whole, part, sold, cent);
    Money(through(Quantity(returned.0 + quantity.0)).0 - through(returned).0)
}

/// What belongs to the first `part` of `all`, in whole cents; all of it to all, cents or not.
fn through_part(total: Money, part: Quantity, all: Quantity, cent: Money) -> Money {
    let share = total.share(part, all).unwrap_or(Money::ZERO);
    if part == all { total } else { share.rounded_to(cent).min(total) }
}

/// What was paid for a sale, as it was sold. A line that others settled counts with what came back of it before.
pub fn total(lines: &[sale_line::Model]) -> Money {
    lines.iter().map(|line| if line.settled_at.is_some() { line.refunded } else { line.revenue }).sum()
}

/// What stayed sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Base units.
    pub quantity: Quantity,
    /// What was paid for them.
    pub revenue: Money,
    /// What they cost, as far as that is known.
    pub known_cost: Money,
    /// Of how many lines the cost is not known, or only in part.
    pub lines_of_unknown_cost: usize,
}

impl Kept {
    /// What they cost; `None` where that is unknown of a part.
    pub fn cost(&self) -> Option<Money> {
        (self.lines_of_unknown_cost == 0).then_some(self.known_cost)
    }

    /// What was earned; `None` where the cost is unknown of a part.
    pub fn margin(&self) -> Option<Money> {
        self.revenue.plus(self.cost()?.negated())
    }
}

/// What stayed sold of these lines: neither came back nor was settled by other lines.
pub fn kept(lines: &[sale_line::Model]) -> Kept {
    // Of goods that all came back, something stays where less was paid back than had been paid.
    let stays = |line: &&sale_line::Model| line.returned < line.quantity || line.refunded < line.revenue;
    let kept = lines.iter().filter(|line| line.settled_at.is_none()).filter(stays);
    let nothing =
        Kept { quantity: Quantity::ZERO, revenue: Money::ZERO, known_cost: Money::ZERO, lines_of_unknown_cost: 0 };
    kept.fold(nothing, |sum, line| {
        let sold = line.cost.unwrap_or_default();
        let back = line.cost_returned.unwrap_or_default();
        let is_unknown = line.returned < line.quantity && line.sold_at_cost().complete().is_none();
        Kept {
            quantity: [sum.quantity, line.quantity, line.returned.negated()].into_iter().sum(),
            revenue: [sum.revenue, line.revenue, line.refunded.negated()].into_iter().sum(),
            known_cost: [sum.known_cost, sold, back.negated()].into_iter().sum(),
            lines_of_unknown_cost: sum.lines_of_unknown_cost + usize::from(is_unknown),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CENT: Money = Money(100);

    #[test]
    fn three_shares_of_a_thousand_add_up_to_it() {
        let parts = divide(Money(10_000_000), &[Quantity::whole(1); 3], CENT);
        assert_eq!(parts, [Money(3_333_300), Money(3_333_400), Money(3_333_300)]);
        assert_eq!(divide(Money(1_000), &[Quantity::ZERO; 2], CENT), [Money(500), Money(500)]);
    }

    #[test]
    fn a_discount_is_at_most_the_price() {
        let paid = |discount| paid(vec![], Money(50_000), Quantity::whole(2), Money(discount), CENT);
        assert_eq!(paid(100_000), Ok(Money::ZERO));
        assert!(paid(100_100).is_err());
    }

    proptest! {
        #[test]
        fn parts_add_up_in_whole_cents_and_none_is_negative(
            cents in 0_i64..10_000_000,
            weights in proptest::collection::vec(0_i64..1_000_000, 1..20),
            cent in prop_oneof![Just(1_i64), Just(10), Just(100), Just(10_000)],
        ) {
            let weights: Vec<_> = weights.into_iter().map(Quantity).collect();
            let parts = divide(Money(cents * cent), &weights, Money(cent));
            prop_assert_eq!(parts.iter().map(|part| part.0).sum::<i64>(), cents * cent);
            prop_assert!(parts.iter().all(|part| *part >= Money::ZERO && part.0 % cent == 0));
        }

        #[test]
        fn what_an_older_release_did_not_round_is_given_back_to_the_last_of_it(
            total in 0_i64..1_000_000_000, weights in proptest::collection::vec(0_i64..1_000_000, 1..20),
        ) {
            let weights: Vec<_> = weights.into_iter().map(Quantity).collect();
            let parts = divide(Money(total), &weights, CENT);
            prop_assert_eq!(parts.iter().map(|part| part.0).sum::<i64>(), total);
            prop_assert!(parts.iter().all(|part| *part >= Money::ZERO));
        }

        #[test]
        fn returns_one_by_one_give_back_what_was_paid(paid in 0_i64..1_000_000, sold in 1_i64..50) {
            let back = |nth| given_back(Money(paid), Quantity(sold), Quantity(nth), Quantity(1), CENT).0;
            prop_assert!((0..sold).all(|nth| back(nth) >= 0 && (nth + 1 == sold || back(nth) % CENT.0 == 0)));
            prop_assert_eq!((0..sold).map(back).sum::<i64>(), paid);
        }
    }
}
