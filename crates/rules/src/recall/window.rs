//! Windows of days: both ends belong to them, and an end that is left out is open.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// From one day to another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
}

impl Window {
    /// Whether it narrows nothing.
    pub fn is_open(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// Whether the day is in it.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether something that came on `day` or before may have come in it.
    pub fn may_hold_until(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day)
    }

    /// Whether its ends are the wrong way round.
    pub fn is_backwards(&self) -> bool {
        self.from.zip(self.to).is_some_and(|(from, to)| from > to)
    }
}

impl fmt::Display for Window {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (Some(from), Some(to)) => write!(formatter, "from {from} to {to}"),
            (Some(from), None) => write!(formatter, "from {from}"),
            (None, Some(to)) => write!(formatter, "until {to}"),
            (None, None) => formatter.write_str("at any time"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap_or_default()
    }

    #[test]
    fn both_ends_belong_to_a_window_and_an_open_end_has_no_bound() {
        let window = Window { from: Some(day("2026-01-10")), to: Some(day("2026-01-20")) };
        assert!(window.holds(day("2026-01-10")) && window.holds(day("2026-01-20")));
        assert!(!window.holds(day("2026-01-09")) && !window.holds(day("2026-01-21")));
        let until = Window { from: None, to: window.to };
        assert!(until.holds(day("1999-01-01")) && !until.holds(day("2026-01-21")));
    }
}
