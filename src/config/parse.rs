//! How a setting's text becomes its value, and what is said when it can't.

use chrono::{Datelike, NaiveDate};
use regex::Regex;

use crate::rules::rights::SCOPES;

/// An ISO 4217 code: three capital letters.
pub(super) fn currency(text: &str) -> Result<String, String> {
    let is_code = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    if is_code { Ok(text.to_owned()) } else { Err("an ISO 4217 code is three capital letters, such as USD".to_owned()) }
}

/// A text of one line that says something.
pub(super) fn one_line(text: &str) -> Result<String, String> {
    let text = text.trim();
    let is_line = !text.is_empty() && !text.chars().any(char::is_control);
    if is_line { Ok(text.to_owned()) } else { Err("a text of one line".to_owned()) }
}

/// A pattern that must match from the first character to the last.
pub(super) fn whole_match(text: &str) -> Result<Regex, regex::Error> {
    Regex::new(text).and_then(|_| Regex::new(&format!("^(?:{text})$")))
}

/// A web origin as browsers send it: scheme, host and port, nothing after.
pub(super) fn origin(text: &str) -> Result<String, String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_origin = host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '?', '#', '*', ' ']));
    if is_origin {
        Ok(text.to_owned())
    } else {
        Err("an origin is like https://app.example.com, without a path".to_owned())
    }
}

/// The number of a purchase order, as it is printed or bare.
pub(super) fn order_number(text: &str) -> Result<i64, String> {
    let number = text.strip_prefix("PO-").unwrap_or(text).parse();
    number.map_err(|_| "a purchase order's number is like PO-000017, or 17".to_owned())
}

/// The last day of a made-up history: before 2000 there is nothing to be told.
pub(super) fn last_day(text: &str) -> Result<NaiveDate, String> {
    let day: NaiveDate = text.parse().map_err(|_| "a day is like 2026-11-20".to_owned())?;
    if (2000..10_000).contains(&day.year()) { Ok(day) } else { Err("a day from the year 2000 on".to_owned()) }
}

/// A scope word that names a right.
pub(super) fn scope(text: &str) -> Result<String, String> {
    let words = SCOPES.map(|(word, _)| word);
    if words.contains(&text) { Ok(text.to_owned()) } else { Err(format!("the scopes are {}", words.join(", "))) }
}
