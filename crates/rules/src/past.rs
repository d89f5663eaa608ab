//! What was there of a lot at an instant that is over, and is there still: what an act that is entered late may take.

use entity::{fixed_point::Quantity, instant::Instant};
use std::collections::BTreeMap;

/// The least that was sealed of a lot at any instant since an act, when `now` is sealed and so much came (above zero) or
/// went since. What was not there then, or is gone to others since, cannot have been taken by the act.
pub fn least_sealed(now: Quantity, moved_since: impl IntoIterator<Item = (Instant, Quantity)>) -> Quantity {
    let mut by_instant = BTreeMap::<Instant, i64>::new();
    for (at, quantity) in moved_since {
        *by_instant.entry(at).or_default() += quantity.0;
    }

    let (mut before, mut least) = (now.0, now.0);
    for moved in by_instant.into_values().rev() {
        before -= moved;
        least = least.min(before);
    }
    Quantity(least)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_came_later_was_not_there() {
        assert_eq!(least_sealed(Quantity(10), [(Instant(5), Quantity(10))]), Quantity(0));
    }

    #[test]
    fn what_others_took_before_more_came_was_not_left() {
        let moved = [(Instant(5), Quantity(-10)), (Instant(6), Quantity(10))];
        assert_eq!(least_sealed(Quantity(10), moved), Quantity(0));
    }

    #[test]
    fn what_was_taken_back_at_its_own_instant_was_there_all_the_time() {
        let moved = [(Instant(5), Quantity(-4)), (Instant(5), Quantity(4))];
        assert_eq!(least_sealed(Quantity(10), moved), Quantity(10));
    }

    proptest! {
        #[test]
        fn whoever_takes_no_more_leaves_no_instant_below_zero(
            first in 0_i64..50, moved in prop::collection::vec((0_i64..20, -20_i64..20), 0..12)
        ) {
            let mut moved: Vec<_> = moved.into_iter().map(|(at, quantity)| (Instant(at), Quantity(quantity))).collect();
            moved.sort_by_key(|(at, _)| *at);
            let now = Quantity(first + moved.iter().map(|(_, quantity)| quantity.0).sum::<i64>());
            let least = least_sealed(now, moved.clone());

            let mut levels = vec![first];
            for instant in 0..20 {
                let of_instant = moved.iter().filter(|(at, _)| at.0 == instant);
                levels.push(levels[levels.len() - 1] + of_instant.map(|(_, quantity)| quantity.0).sum::<i64>());
            }
            prop_assert_eq!(Some(least.0), levels.into_iter().min());
        }
    }
}
