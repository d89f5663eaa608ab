//! Days and times on labels: two-digit years in their century, day 00 as the last day of the month.

use chrono::{Datelike, NaiveDate};

use super::Fault;
use super::character_set::digits;
use crate::reading::ScanProblemCode::BadDate;

/// What day 00 means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DayZero {
    /// The last day of the month.
    LastOfMonth,
    /// Nothing: it is refused.
    Refused,
}

/// The year that two digits stand for on a label read at the reference date: the one from 49 years back to 50 years ahead of
/// it (GS1 General Specifications, section 7.12).
pub fn full_year(two_digits: i32, reference_date: NaiveDate) -> i32 {
    let this_year = reference_date.year();
    let same_century = this_year - this_year.rem_euclid(100) + two_digits;
    match same_century - this_year {
        51.. => same_century - 100,
        ..=-50 => same_century + 100,
        _ => same_century,
    }
}

/// The day that YYMMDD stands for.
///
/// # Errors
/// A character that is no digit, a wrong length, no such month, no such day.
pub(crate) fn day_of(value: &str, day_zero: DayZero, reference_date: NaiveDate) -> Result<NaiveDate, Fault> {
    digits(value)?;
    let [y1, y2, rest @ ..] = value.as_bytes() else { return Err(wrong_length()) };
    month_and_day(full_year(pair(*y1, *y2) as i32, reference_date), rest, day_zero).map_err(|fault| fault.moved(2))
}

/// Judges YYMMDD.
pub(super) fn short(value: &str, day_zero: DayZero, reference_date: NaiveDate) -> Result<(), Fault> {
    day_of(value, day_zero, reference_date).map(drop)
}

/// Judges YYYYMMDD.
pub(super) fn long(value: &str, day_zero: DayZero) -> Result<(), Fault> {
    digits(value)?;
    let [y1, y2, y3, y4, rest @ ..] = value.as_bytes() else { return Err(wrong_length()) };
    let year = pair(*y1, *y2) * 100 + pair(*y3, *y4);
    month_and_day(year as i32, rest, day_zero).map(drop).map_err(|fault| fault.moved(4))
}

/// Judges two digits of a clock that counts up to, and not including, the limit.
pub(super) fn clock(value: &str, limit: u32) -> Result<(), Fault> {
    digits(value)?;
    match value.as_bytes() {
        [tens, ones] if pair(*tens, *ones) < limit => Ok(()),
        [_, _] => Err(Fault::new(BadDate, "is not a time of day", 0)),
        _ => Err(Fault::length("must have two digits")),
    }
}

/// Judges HHMM.
pub(super) fn hour_minute(value: &str) -> Result<(), Fault> {
    digits(value)?;
    let (4, Some((hour, minute))) = (value.len(), value.split_at_checked(2)) else {
        return Err(Fault::length("must have four digits"));
    };
    clock(hour, 24)?;
    clock(minute, 60).map_err(|fault| fault.moved(2))
}

fn month_and_day(year: i32, digits: &[u8], day_zero: DayZero) -> Result<NaiveDate, Fault> {
    let [m1, m2, d1, d2] = *digits else { return Err(wrong_length()) };
    let (month, day) = (pair(m1, m2), pair(d1, d2));
    if !(1..=12).contains(&month) {
        return Err(Fault::new(BadDate, "has a month that does not exist", 0));
    }
    let found = match day {
        0 if day_zero == DayZero::LastOfMonth => last_of_month(year, month),
        _ => NaiveDate::from_ymd_opt(year, month, day),
    };
    found.ok_or(Fault::new(BadDate, "has a day that does not exist", 2))
}

/// The last day of a month.
pub(crate) fn last_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    (28..=31).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month, day))
}

fn pair(tens: u8, ones: u8) -> u32 {
    u32::from(tens.wrapping_sub(b'0')) * 10 + u32::from(ones.wrapping_sub(b'0'))
}

fn wrong_length() -> Fault {
    Fault::length("does not have the digits of a date")
}
