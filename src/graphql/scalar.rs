//! Scalars: exact decimals and days. Decimals are strings, as JSON numbers pass through floats on their way.

use async_graphql::{Description, InputValueError, InputValueResult, Scalar, ScalarType, Value};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use entity::{
    fixed_point::{Money, Quantity},
    instant::Instant,
};

/// An exact decimal as a string: digits, an optional point and at most four decimals, such as `"12.5"`.
#[derive(Clone, Copy, Debug, Description)]
pub struct Decimal(pub rust_decimal::Decimal);

#[Scalar(name = "Decimal", use_type_description)]
impl ScalarType for Decimal {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else {
            return Err(InputValueError::custom("a decimal is written as a string, such as \"12.5\""));
        };
        read(text).map(Self).ok_or_else(|| InputValueError::custom("a decimal is digits with an optional point"))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.normalize().to_string())
    }
}

/// Optional sign, digits, optionally a point and digits: no exponent, no separators, nothing rounded.
fn read(text: &str) -> Option<rust_decimal::Decimal> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(decimals) {
        return None;
    }
    rust_decimal::Decimal::from_str_exact(text).ok().map(|decimal| decimal.normalize())
}

impl From<Quantity> for Decimal {
    fn from(quantity: Quantity) -> Self {
        Self(quantity.to_decimal())
    }
}

impl From<Money> for Decimal {
    fn from(money: Money) -> Self {
        Self(money.to_decimal())
    }
}

/// A calendar day, ISO 8601: `"2027-02-28"`.
#[derive(Clone, Copy, Debug, Description)]
pub struct Date(pub NaiveDate);

#[Scalar(name = "Date", use_type_description)]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| text.len() == 10);
        day.map(Self).ok_or_else(|| InputValueError::custom("a day is written like 2027-02-28"))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// An instant as callers say it. What is answered is a `DateTime` as well, of the library.
#[derive(Clone, Copy, Debug)]
pub struct GivenInstant(pub DateTime<Utc>);

#[Scalar(name = "DateTime")]
impl ScalarType for GivenInstant {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        text.parse().map(Self).map_err(|_| InputValueError::custom(what_an_instant_lacks(text)))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_rfc3339())
    }
}

/// Why a text is no instant: most often it says no zone, and nobody knows whose clock it was.
fn what_an_instant_lacks(text: &str) -> &'static str {
    let has_no_zone = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"];
    if has_no_zone.iter().any(|form| NaiveDateTime::parse_from_str(text, form).is_ok()) {
        return "the time zone is missing: write Z for UTC or how far the clock is ahead of it, as in \
            2026-03-02T09:30:00-07:00";
    }
    if NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok() {
        return "the time of day and its zone are missing, as in 2026-03-02T09:30:00-07:00";
    }
    "an instant is written like 2026-03-02T16:30:00Z or 2026-03-02T09:30:00-07:00"
}

impl From<GivenInstant> for Instant {
    fn from(given: GivenInstant) -> Self {
        given.0.into()
    }
}

/// An id that another system issued: the EHR, the POS, HR. `[A-Za-z0-9._:-]{1,64}`; never a name, e-mail address,
/// telephone number or social security number.
#[derive(Clone, Debug, Description)]
pub struct ExternalId(pub String);

#[Scalar(name = "ExternalId", use_type_description)]
impl ScalarType for ExternalId {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::String(text) => Ok(Self(text)),
            other => Err(InputValueError::expected_type(other)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_instant_is_told_what_it_lacks() {
        let told = |text: &str| match GivenInstant::parse(Value::String(text.to_owned())) {
            Ok(GivenInstant(instant)) => instant.to_rfc3339(),
            Err(error) => error.into_server_error(Default::default()).message,
        };
        for text in ["2026-03-02T16:30:00Z", "2026-03-02T09:30:00-07:00", "2026-03-02T09:30:00.000-07:00"] {
            assert_eq!(told(text), "2026-03-02T16:30:00+00:00");
        }
        for text in ["2026-03-02T09:30:00", "2026-03-02 09:30:00.5", "2026-03-02T09:30"] {
            assert!(told(text).contains("the time zone is missing"), "{text}: {}", told(text));
        }
        assert!(told("2026-03-02").contains("the time of day and its zone are missing"));
        assert!(told("yesterday").contains("an instant is written like"));
    }

    #[test]
    fn decimals_have_one_spelling_and_are_never_rounded() {
        assert_eq!(read("12.50").map(|decimal| decimal.to_string()), Some("12.5".to_owned()));
        assert_eq!(read("-0.0001").map(|decimal| decimal.to_string()), Some("-0.0001".to_owned()));
        for text in ["", ".5", "5.", "1e3", "1,000", "+1", " 1", "0x1", "1_0", "99999999999999999999999999999.5"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
