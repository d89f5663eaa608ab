//! What a cell means: one spelling for each kind of value, and a clear word where a spreadsheet made another of it.

use super::damage;
use crate::rules::barcode;
use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use rust_decimal::Decimal;
use sea_orm::ActiveEnum;

/// A number with a decimal point.
pub(super) fn decimal(text: &str) -> Result<Decimal, String> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if are_digits(whole) && are_digits(decimals) {
        return text.parse().map_err(|_| format!("{text} has more digits than can be counted."));
    }
    if text.contains(',') {
        return Err(format!("{text}: write decimals with a point and thousands without a separator, like 1234.5."));
    }
    Err(format!("{text} is not a number like 12.5."))
}

/// A whole number.
pub(super) fn whole(text: &str) -> Result<i32, String> {
    let are_digits = text.strip_prefix('-').unwrap_or(text).bytes().all(|byte| byte.is_ascii_digit());
    let number = if are_digits { text.parse().ok() } else { None };
    number.ok_or_else(|| format!("{text} is not a whole number like 12."))
}

/// Yes or no.
pub(super) fn flag(text: &str) -> Result<bool, String> {
    match text.to_ascii_lowercase().as_str() {
        "yes" | "y" | "true" => Ok(true),
        "no" | "n" | "false" => Ok(false),
        _ => Err(format!("{text} is neither yes nor no.")),
    }
}

/// A day.
pub(super) fn day(text: &str) -> Result<NaiveDate, String> {
    let is_shaped = text.len() == 10;
    let wrong = || match text.get(..10).filter(|_| is_shaped && is_year_first(text)) {
        Some(_) => format!("{text}: there is no such day."),
        None => format!("{text} is not a day like 2027-03-31: the year first, as 03/04/2027 can be read in two ways."),
    };
    text.parse().ok().filter(|_| is_shaped).ok_or_else(wrong)
}

/// Digits with hyphens where a day has them.
fn is_year_first(text: &str) -> bool {
    text.bytes()
        .enumerate()
        .all(|(place, byte)| if matches!(place, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() })
}

/// An instant: with its offset from UTC, or by the clocks of the site.
pub(super) fn moment(text: &str, zone: Tz) -> Result<DateTime<Utc>, String> {
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Ok(moment.to_utc());
    }
    let forms = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"];
    let local = forms.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    let local = local.ok_or_else(|| {
        format!(
            "{text} is not an instant like 2026-03-02 14:30, by the clocks of the site, or 2026-03-02T14:30:00-07:00."
        )
    })?;
    match zone.from_local_datetime(&local) {
        LocalResult::Single(moment) | LocalResult::Ambiguous(moment, _) => Ok(moment.to_utc()),
        LocalResult::None => Err(format!("{text} does not exist at the site: its clocks were set forward over it.")),
    }
}

/// One of the words of `T`, in capitals or not.
pub(super) fn word<T: ActiveEnum<Value = String>>(text: &str) -> Result<T, String> {
    let words = || T::values().join(", ");
    T::try_from_value(&text.to_ascii_uppercase()).map_err(|_| format!("{text} is none of {}.", words()))
}

/// A lot number, a serial number or an id as it was written, which spreadsheets like to take for something else.
pub(super) fn identifier(text: &str) -> Result<String, String> {
    match damage::spreadsheet_damage(text) {
        Some(what) => {
            Err(format!("{text}: {what}. Format the column as text, and take the value from the label or record."))
        }
        None => Ok(text.to_owned()),
    }
}

/// A number of a label, which spreadsheets like to damage: long ones become `3.00239E+13`, zeros in front are dropped.
pub(super) fn code(text: &str) -> Result<String, String> {
    // The day only places two-digit years, which numbers do not have.
    let reading = barcode::read(text, NaiveDate::default());
    let damaged = reading.problems.iter().find(|problem| problem.code == barcode::ScanProblemCode::DamagedNumber);
    match damaged {
        Some(damage) => Err(format!("{text}: {}", damage.message)),
        None => Ok(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use chrono_tz::America::Denver;
    use entity::product::StorageBand;

    #[test]
    fn a_decimal_comma_is_refused_with_what_to_write() {
        assert_eq!(decimal("-12.50"), Ok(Decimal::new(-1250, 2)));
        assert!(decimal("1,5").unwrap_err().contains("with a point"));
        for text in ["1.234,5", "1_000", "1e3", ".5", "5.", "", "+1", "1 000", "½"] {
            assert!(decimal(text).is_err(), "{text}");
        }
    }

    #[test]
    fn days_are_written_with_the_year_first() {
        assert!(day("2027-03-31").is_ok());
        for text in ["3/31/2027", "31.03.2027", "2027-3-31", "2027-02-30", "46112", "2027-03"] {
            assert!(day(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_day_that_no_calendar_has_is_said_to_be_none() {
        for text in ["2027-02-30", "2026-02-29", "2027-13-01", "2027-00-10"] {
            assert!(day(text).unwrap_err().contains("there is no such day"), "{text}");
        }
        assert!(day("03/04/2027").unwrap_err().contains("two ways"));
    }

    #[test]
    fn yes_and_no_may_be_one_letter() {
        assert_eq!(["Y", "yes", "TRUE"].map(flag), [Ok(true), Ok(true), Ok(true)]);
        assert_eq!(["n", "No", "false"].map(flag), [Ok(false), Ok(false), Ok(false)]);
        assert!(flag("1").is_err() && flag("maybe").is_err());
    }

    #[test]
    fn an_instant_without_an_offset_is_by_the_clocks_of_the_site() {
        let utc = |text: &str| moment(text, Denver).map(|moment| moment.to_rfc3339());
        assert_eq!(utc("2026-03-02 14:30").unwrap(), "2026-03-02T21:30:00+00:00");
        assert_eq!(utc("2026-03-02T14:30:00+01:00").unwrap(), "2026-03-02T13:30:00+00:00");
        assert!(utc("2026-03-08 02:30").unwrap_err().contains("set forward"));
        assert_eq!(utc("2026-11-01 01:30").unwrap(), "2026-11-01T07:30:00+00:00");
        assert!(utc("2026-03-02").is_err());
    }

    #[test]
    fn words_are_those_of_the_api() {
        assert_eq!(word::<StorageBand>("room"), Ok(StorageBand::Room));
        assert!(word::<StorageBand>("fridge").unwrap_err().contains("REFRIGERATED"));
    }

    #[test]
    fn a_number_that_a_spreadsheet_damaged_is_named() {
        assert_eq!(code("00300239232013"), Ok("00300239232013".to_owned()));
        assert_eq!(code("0023-9232-01"), Ok("0023-9232-01".to_owned()));
        for text in ["3.00239E+13", "300239232013.0", "3,0024E+11"] {
            assert!(code(text).unwrap_err().contains("spreadsheet"), "{text}");
        }
    }
}
