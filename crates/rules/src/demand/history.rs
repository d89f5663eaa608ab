//! The days that demand is learnt from: those of a window on which there was something to use or to sell.

use super::figure::units;
use chrono::{Days, NaiveDate};
use entity::fixed_point::Quantity;
use std::collections::BTreeMap;

/// What a product did at a site on one day, by the day of the acts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DemandDay {
    /// Used with patients and without, thrown away with use, and sold, less what came back.
    pub demand: Quantity,
    /// By how much the balance changed.
    pub moved: Quantity,
}

/// A day that was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayLookedAt {
    /// The day, by the site's clocks.
    pub day: NaiveDate,
    /// What was asked for.
    pub demand: Quantity,
    /// It counts: something was there at its end, or was asked for. A day out of stock says nothing of demand.
    pub counts: bool,
}

/// The days that demand is learnt from, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// The first day looked at.
    pub first_on: NaiveDate,
    /// The last day looked at.
    pub last_on: NaiveDate,
    /// Every day from the first to the last.
    pub days: Vec<DayLookedAt>,
}

impl History {
    /// The days `first_on` to `last_on`. `days` holds what happened on them and since, `on_hand` what is there now: what
    /// was there at the end of a day is what is there now, less all that came since.
    pub fn new(
        days: &BTreeMap<NaiveDate, DemandDay>,
        on_hand: Quantity,
        first_on: NaiveDate,
        last_on: NaiveDate,
    ) -> Self {
        let since = days.iter().filter(|(day, _)| **day > last_on).map(|(_, day)| day.moved.0);
        let mut closing = since.fold(on_hand.0, i64::saturating_sub);

        let backwards = std::iter::successors(Some(last_on), |day| day.checked_sub_days(Days::new(1)));
        let mut looked_at = Vec::new();
        for day in backwards.take_while(|day| *day >= first_on) {
            let DemandDay { demand, moved } = days.get(&day).copied().unwrap_or_default();
            looked_at.push(DayLookedAt { day, demand, counts: closing > 0 || demand != Quantity::ZERO });
            closing = closing.saturating_sub(moved.0);
        }
        looked_at.reverse();
        Self { first_on, last_on, days: looked_at }
    }

    /// Base units on each day that counts.
    pub fn series(&self) -> Vec<f64> {
        self.days.iter().filter(|day| day.counts).map(|day| units(day.demand)).collect()
    }

    /// How many days count.
    pub fn days_that_count(&self) -> usize {
        self.days.iter().filter(|day| day.counts).count()
    }

    /// Base units that were asked for on all days.
    pub fn total(&self) -> f64 {
        self.days.iter().map(|day| units(day.demand)).sum()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, number).unwrap()
    }

    fn history(acts: &[(u32, i32, i32)], on_hand: i32, last: u32) -> History {
        let days = acts.iter().map(|(number, demand, moved)| {
            (day(*number), DemandDay { demand: Quantity::whole(*demand), moved: Quantity::whole(*moved) })
        });
        History::new(&days.collect(), Quantity::whole(on_hand), day(1), day(last))
    }

    #[test]
    fn a_day_that_ended_empty_without_demand_does_not_count() {
        // Five came on the 1st, all were used on the 2nd, five came on the 5th.
        let history = history(&[(1, 0, 5), (2, 5, -5), (5, 0, 5)], 5, 6);
        assert_eq!(history.series(), [0.0, 5.0, 0.0, 0.0]);
        assert_eq!((history.days.len(), history.days_that_count()), (6, 4));
    }

    #[test]
    fn what_happened_after_the_window_is_taken_off_what_is_there_now() {
        let history = history(&[(1, 0, 5), (2, 5, -5), (5, 0, 5)], 5, 4);
        assert_eq!((history.days.len(), history.days_that_count()), (4, 2));
    }

    #[test]
    fn a_day_with_demand_counts_although_it_ended_empty() {
        assert_eq!(history(&[(1, 3, 0)], 0, 1).series(), [3.0]);
    }
}
