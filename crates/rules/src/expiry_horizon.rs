//! The horizons that expiry is looked at in: past, a week, one, two and three months, and as far as is asked.

use chrono::{Days, NaiveDate};

/// Days of the usual horizons.
const USUAL: [u32; 4] = [7, 30, 60, 90];

/// Days on which lots expire, both included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Horizon {
    /// What it is called.
    pub label: String,
    /// The first day; `None` for ever back.
    pub from: Option<NaiveDate>,
    /// The last day; `None` for ever on.
    pub to: Option<NaiveDate>,
}

impl Horizon {
    /// Whether `day` is one of it.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// The horizons from `today` through `days` days from it: none reaches beyond, and none overlaps another.
pub fn horizons(today: NaiveDate, days: u32) -> Vec<Horizon> {
    let after = |days: u32| today.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX);
    let ends = USUAL.into_iter().filter(|end| *end < days).chain([days]);
    let past = Horizon { label: "past".to_owned(), from: None, to: today.pred_opt() };
    let mut from = today;
    let ahead = ends.map(|end| {
        let horizon = Horizon { label: format!("{end} days"), from: Some(from), to: Some(after(end)) };
        from = after(end.saturating_add(1));
        horizon
    });
    [past].into_iter().chain(ahead).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn labels(days: u32) -> Vec<String> {
        horizons(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(), days).into_iter().map(|horizon| horizon.label).collect()
    }

    #[test]
    fn horizons_reach_as_far_as_is_asked() {
        assert_eq!(labels(90), ["past", "7 days", "30 days", "60 days", "90 days"]);
        assert_eq!(labels(45), ["past", "7 days", "30 days", "45 days"]);
        assert_eq!(labels(120), ["past", "7 days", "30 days", "60 days", "90 days", "120 days"]);
    }

    #[test]
    fn every_day_is_in_one_horizon() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        let horizons = horizons(today, 90);
        for day in today.checked_sub_days(Days::new(9)).unwrap().iter_days().take(100) {
            assert_eq!(horizons.iter().filter(|horizon| horizon.holds(day)).count(), 1, "{day}");
        }
    }
}
