//! When something was on hand, as things happened: what was used then without its lot being known may have been of it.

use entity::{fixed_point::Quantity, instant::Instant};

/// A stretch of time, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// Its first instant.
    pub from: Instant,
    /// Its last instant; `None` where it has not ended.
    pub until: Option<Instant>,
}

impl Period {
    /// Whether the instant is in it.
    pub fn holds(&self, at: Instant) -> bool {
        self.from <= at && self.until.is_none_or(|until| at <= until)
    }
}

/// When the sum of `moves` was not 0, each with the instant at which it happened. A sum below 0 is something that was used
/// before the books knew that it had come: it was there.
pub fn on_hand(mut moves: Vec<(Instant, Quantity)>) -> Vec<Period> {
    moves.sort_by_key(|(at, _)| *at);
    let (mut periods, mut sum): (Vec<Period>, i64) = (Vec::new(), 0);
    for (at, quantity) in moves {
        let before = sum;
        sum = sum.saturating_add(quantity.0);
        match (before, sum, periods.last_mut()) {
            (0, 0, _) => {}
            (0, _, Some(last)) if last.until == Some(at) => last.until = None,
            (0, _, _) => periods.push(Period { from: at, until: None }),
            (_, 0, Some(last)) => last.until = Some(at),
            _ => {}
        }
    }
    periods
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn period(from: i64, until: Option<i64>) -> Period {
        Period { from: Instant(from), until: until.map(Instant) }
    }

    fn moves(moves: &[(i64, i64)]) -> Vec<(Instant, Quantity)> {
        moves.iter().map(|(at, quantity)| (Instant(*at), Quantity(*quantity))).collect()
    }

    #[test]
    fn a_lot_is_there_from_when_it_came_until_nothing_is_left() {
        assert_eq!(on_hand(moves(&[(1, 10), (5, -4), (9, -6), (20, 3)])), [period(1, Some(9)), period(20, None)]);
        assert_eq!(
            on_hand(moves(&[(1, 10), (5, -10), (5, 2)])),
            [period(1, None)],
            "what goes and comes at once stays"
        );
    }

    #[test]
    fn what_was_used_before_its_receipt_was_entered_was_there() {
        assert_eq!(on_hand(moves(&[(7, 10), (3, -4)])), [period(3, None)]);
    }

    proptest! {
        #[test]
        fn it_is_on_hand_exactly_when_the_sum_is_not_zero(given in prop::collection::vec((0_i64..40, -3_i64..4), 0..20), at in 0_i64..40) {
            let periods = on_hand(moves(&given));
            let until = |limit: i64| given.iter().filter(|(when, _)| *when <= limit).map(|(_, quantity)| quantity).sum::<i64>();
            if until(at) != 0 {
                prop_assert!(periods.iter().any(|period| period.holds(Instant(at))));
            }
            for period in &periods {
                prop_assert!(period.until.is_none_or(|until| period.from <= until));
            }
        }
    }
}
