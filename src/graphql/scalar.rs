//! Scalars: exact decimals and days. Decimals are strings, as JSON numbers pass through floats on their way.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use chrono::NaiveDate;
use entity::fixed_point::{Money, Quantity};

/// An exact decimal as a string: digits, an optional point and at most four decimals, such as `"12.5"`.
#[derive(Clone, Copy, Debug)]
pub struct Decimal(pub rust_decimal::Decimal);

#[Scalar(name = "Decimal")]
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
#[derive(Clone, Copy, Debug)]
pub struct Date(pub NaiveDate);

#[Scalar(name = "Date")]
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

/// An id that another system issued: the EHR, the POS, HR. `[A-Za-z0-9._:-]{1,64}`; never a name, e-mail address,
/// telephone number or social security number.
#[derive(Clone, Debug)]
pub struct ExternalId(pub String);

#[Scalar(name = "ExternalId")]
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
    fn decimals_have_one_spelling_and_are_never_rounded() {
        assert_eq!(read("12.50").map(|decimal| decimal.to_string()), Some("12.5".to_owned()));
        assert_eq!(read("-0.0001").map(|decimal| decimal.to_string()), Some("-0.0001".to_owned()));
        for text in ["", ".5", "5.", "1e3", "1,000", "+1", " 1", "0x1", "1_0", "99999999999999999999999999999.5"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
