//! Calendar days as they are handed in: of years that both databases sort alike, and before the day that undated lots
//! are sorted by.

use super::refusal::{Field, InputRule, Refusal};
use chrono::{Datelike, NaiveDate};

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_with_a_digit_missing_is_refused() {
        assert!(NaiveDate::from_ymd_opt(202, 6, 30).is_some_and(|day| within_reason(vec![], day).is_err()));
        assert!(NaiveDate::from_ymd_opt(2026, 6, 30).is_some_and(|day| within_reason(vec![], day).is_ok()));
    }
}
