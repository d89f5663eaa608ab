//! Calendar days as they are handed in: of years that both databases sort alike, and before the day that undated lots
//! are sorted by.

use super::refusal::{Field, InputRule, Refusal};
use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};

/// First year that a day may be of.
const FIRST_YEAR: i32 = 1900;
/// Last year that a day may be of.
const LAST_YEAR: i32 = 9998;

/// The day, when its year is within reason: `0202-06-30` is a slip of the key.
///
/// # Errors
/// `OUT_OF_RANGE`.
pub fn within_reason(field: Field, day: NaiveDate) -> Result<NaiveDate, Refusal> {
    if (FIRST_YEAR..=LAST_YEAR).contains(&day.year()) {
        return Ok(day);
    }
    let message = format!("{day}: the year is not one from {FIRST_YEAR} to {LAST_YEAR}.");
    Err(Refusal::beyond(field, InputRule::OutOfRange, LAST_YEAR, message))
}

/// The day, when it has begun somewhere by `now`: it is tomorrow already in the east of us.
///
/// # Errors
/// `OUT_OF_RANGE`; `IN_THE_FUTURE`, with the last day that would do.
pub fn begun(field: Field, day: NaiveDate, now: DateTime<Utc>) -> Result<NaiveDate, Refusal> {
    let day = within_reason(field.clone(), day)?;
    let last = now.date_naive().checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
    if day <= last {
        return Ok(day);
    }
    let message = "This is in the future: what has happened is recorded.";
    Err(Refusal::beyond(field, InputRule::InTheFuture, last, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_with_a_digit_missing_is_refused() {
        assert!(NaiveDate::from_ymd_opt(202, 6, 30).is_some_and(|day| within_reason(vec![], day).is_err()));
        assert!(NaiveDate::from_ymd_opt(2026, 6, 30).is_some_and(|day| within_reason(vec![], day).is_ok()));
    }

    #[test]
    fn tomorrow_has_begun_in_the_east_and_the_day_after_it_nowhere() {
        let now = DateTime::from_timestamp_millis(1_000_000_000_000).unwrap_or_default();
        let begun_in = |days| begun(vec![], now.date_naive() + Days::new(days), now).is_ok();
        assert_eq!([0, 1, 2].map(begun_in), [true, true, false]);
    }
}
