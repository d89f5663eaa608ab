//! Sales: what a line costs the customer, how that divides over what it is taken from, to the last cent, and what of it
//! stays when goods come back.

use super::refusal::{Field, InputRule, Refusal};
use entity::{
    fixed_point::{Money, Quantity},
    sale_line,
};

/// What is paid for a line: so many units at a price, less a discount on all of them.
///
/// # Errors
/// `OUT_OF_RANGE` when the discount is more than the price, or the amount cannot be counted.
pub fn paid(field: Field, unit_price: Money, quantity: Quantity, discount: Money) -> Result<Money, Refusal> {
    let Some(gross) = Money::of(unit_price, quantity) else {
        return Err(Refusal::invalid(field, InputRule::OutOfRange, "The price of the line cannot be counted."));
    };
    if discount > gross {
        let message = format!("A discount of {discount} is more than the {gross} of the line.");
        return Err(Refusal::beyond(field, InputRule::OutOfRange, gross, message));
    }
    Ok(Money(gross.0 - discount.0))
}

/// `total` divided in the proportion of `weights`: the parts add up to it exactly, and none is below zero where it is
/// not. Weights that are all zero count alike.
///
/// ```
/// use entity::fixed_point::{Money, Quantity};
/// use rules::sale::divide;
///
/// // A set for 100.00 of three bottles that cost the same: nobody loses the last cent.
/// let parts = divide(Money(1_000_000), &[Quantity::whole(1); 3]);
/// assert_eq!(parts.iter().map(ToString::to_string).collect::<Vec<_>>(), ["33.3333", "33.3334", "33.3333"]);
/// assert_eq!(parts.iter().map(|part| part.0).sum::<i64>(), 1_000_000);
/// ```
pub fn divide(total: Money, weights: &[Quantity]) -> Vec<Money> {
    let all: Quantity = weights.iter().copied().sum();
    let alike = vec![Quantity::whole(1); weights.len()];
    let (weights, all) = if all > Quantity::ZERO { (weights, all) } else { (&alike[..], alike.iter().copied().sum()) };
    let mut before = (Quantity::ZERO, Money::ZERO);
    let part = |weight: &Quantity| {
        let through = Quantity(before.0.0.saturating_add(weight.0));
        let sum = total.share(through, all).unwrap_or(total);
        let part = Money(sum.0 - before.1.0);
        before = (through, sum);
        part
    };
    weights.iter().map(part).collect()
}

/// What of `whole`, which belongs to `sold`, goes back when after `returned` another `quantity` comes back: all returns
/// together give back all of it, never more.
pub fn given_back(whole: Money, sold: Quantity, returned: Quantity, quantity: Quantity) -> Money {
    let through = |part: Quantity| whole.share(part, sold).unwrap_or(Money::ZERO);
    Money(through(Quantity(returned.0 + quantity.0)).0 - through(returned).0)
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
    /// What they cost; `None` where that is unknown of a part.
    pub cost: Option<Money>,
}

impl Kept {
    /// What was earned; `None` where the cost is unknown.
    pub fn margin(&self) -> Option<Money> {
        self.revenue.plus(self.cost?.negated())
    }
}

/// What stayed sold of these lines: neither came back nor was settled by other lines.
pub fn kept(lines: &[sale_line::Model]) -> Kept {
    let kept = lines.iter().filter(|line| line.settled_at.is_none() && line.returned < line.quantity);
    let nothing = Kept { quantity: Quantity::ZERO, revenue: Money::ZERO, cost: Some(Money::ZERO) };
    kept.fold(nothing, |sum, line| {
        let cost = line.cost.zip(line.cost_returned).and_then(|(cost, back)| cost.plus(back.negated()));
        Kept {
            quantity: [sum.quantity, line.quantity, line.returned.negated()].into_iter().sum(),
            revenue: [sum.revenue, line.revenue, line.refunded.negated()].into_iter().sum(),
            cost: sum.cost.zip(cost).and_then(|(sum, cost)| sum.plus(cost)),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn three_shares_of_a_thousand_add_up_to_it() {
        let parts = divide(Money(10_000_000), &[Quantity::whole(1); 3]);
        assert_eq!(parts, [Money(3_333_333), Money(3_333_334), Money(3_333_333)]);
        assert_eq!(divide(Money(10), &[Quantity::ZERO; 2]), [Money(5), Money(5)]);
    }

    #[test]
    fn a_discount_is_at_most_the_price() {
        assert_eq!(paid(vec![], Money(50_000), Quantity::whole(2), Money(100_000)), Ok(Money::ZERO));
        assert!(paid(vec![], Money(50_000), Quantity::whole(2), Money(100_001)).is_err());
    }

    proptest! {
        #[test]
        fn parts_add_up_and_none_is_negative(
            total in 0_i64..1_000_000_000, weights in proptest::collection::vec(0_i64..1_000_000, 1..20),
        ) {
            let weights: Vec<_> = weights.into_iter().map(Quantity).collect();
            let parts = divide(Money(total), &weights);
            prop_assert_eq!(parts.iter().map(|part| part.0).sum::<i64>(), total);
            prop_assert!(parts.iter().all(|part| *part >= Money::ZERO));
        }

        #[test]
        fn returns_one_by_one_give_back_what_was_paid(paid in 0_i64..1_000_000, sold in 1_i64..50) {
            let back = (0..sold).map(|nth| given_back(Money(paid), Quantity(sold), Quantity(nth), Quantity(1)).0);
            prop_assert_eq!(back.sum::<i64>(), paid);
        }
    }
}
