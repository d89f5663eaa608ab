//! Sites: a code that tokens name, a clock of its own, and policies within reason.

use super::{
    approval::MAX_SECOND_SIGNATURE_DAYS,
    expiry,
    refusal::{Field, InputRule, Refusal},
};
use chrono::NaiveDate;
use chrono_tz::Tz;
use entity::{instant::Instant, site};

/// Longest code of a site, in characters.
pub const CODE_LIMIT: usize = 32;
/// Latest that an entry can become late: a year after the act.
pub const MAX_LATE_ENTRY_HOURS: i32 = 8760;

/// The code as it is kept, `[a-z0-9-]{1,32}`: it stands in tokens, so it has one spelling, whatever letters are typed.
///
/// # Errors
/// `REQUIRED`, `TOO_LONG`, `OTHER`.
pub fn code(field: Field, code: &str) -> Result<String, Refusal> {
    if code.is_empty() {
        return Err(Refusal::invalid(field, InputRule::Required, "A site has a code."));
    }
    if code.len() > CODE_LIMIT {
        let message = format!("A code has at most {CODE_LIMIT} characters.");
        return Err(Refusal::beyond(field, InputRule::TooLong, CODE_LIMIT, message));
    }
    let code = code.to_ascii_lowercase();
    if !code.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')) {
        return Err(Refusal::invalid(field, InputRule::Other, "A code has the letters a to z, digits and - only."));
    }
    Ok(code)
}

/// The name of a time zone that the service knows, as the IANA database spells it.
///
/// # Errors
/// `OTHER`.
pub fn time_zone(field: Field, name: &str) -> Result<String, Refusal> {
    let zone = name.parse::<Tz>().map_err(|_| {
        let message = "This is no time zone of the IANA database, such as America/Denver.";
        Refusal::invalid(field, InputRule::Other, message)
    })?;
    Ok(zone.name().to_owned())
}

/// Within how many days a second person may sign what was done.
///
/// # Errors
/// `OUT_OF_RANGE` when it is not 1 to 90.
pub fn second_signature_days(field: Field, days: i32) -> Result<i32, Refusal> {
    if (1..=MAX_SECOND_SIGNATURE_DAYS).contains(&days) {
        return Ok(days);
    }
    let message = format!("From 1 to {MAX_SECOND_SIGNATURE_DAYS} days, or null for before the act.");
    Err(Refusal::beyond(field, InputRule::OutOfRange, MAX_SECOND_SIGNATURE_DAYS, message))
}

/// After how many hours an entry is late.
///
/// # Errors
/// `OUT_OF_RANGE` when it is not 0 to 8,760.
pub fn late_entry_hours(field: Field, hours: i32) -> Result<i32, Refusal> {
    if (0..=MAX_LATE_ENTRY_HOURS).contains(&hours) {
        return Ok(hours);
    }
    let message = format!("From 0 to {MAX_LATE_ENTRY_HOURS} hours.");
    Err(Refusal::beyond(field, InputRule::OutOfRange, MAX_LATE_ENTRY_HOURS, message))
}

/// The time zone of `site`; UTC for a name that this build does not know, which `create_site` refuses.
pub fn zone_of(site: &site::Model) -> Tz {
    site.time_zone.parse().unwrap_or(Tz::UTC)
}

/// The day of `site` on which `at` falls.
pub fn day_of(at: Instant, site: &site::Model) -> NaiveDate {
    expiry::day_at(at, zone_of(site))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_one_spelling() {
        for typed in ["denver-2", "Denver-2", "DENVER-2"] {
            assert_eq!(code(vec![], typed), Ok("denver-2".to_owned()));
        }
        for wrong in ["", "denver 2", "*", "dénver", &"d".repeat(33)] {
            assert!(code(vec![], wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_zone_is_one_of_the_iana_database() {
        assert_eq!(time_zone(vec![], "Pacific/Auckland"), Ok("Pacific/Auckland".to_owned()));
        for wrong in ["", "Denver", "UTC+2", "America/denver"] {
            assert!(time_zone(vec![], wrong).is_err(), "{wrong}");
        }
    }
}
