//! Values that are refused where they stand. A scalar that cannot be read ends the whole request, and with it the other
//! inputs of a list; one that is [`Given`] is a refusal of its own field, as any other rule of form.

use crate::rules::refusal::{Field, InputRule, Refusal};
use async_graphql::{InputType, InputValueResult, Pos, Value, registry::Registry};
use std::borrow::Cow;

/// A value as it was given: it can be read, or it says why not. One that is missing where it is required stays an error
/// of the request.
#[derive(Clone, Debug)]
pub struct Given<T>(Result<T, String>);

impl<T: InputType> Given<T> {
    /// The value.
    ///
    /// # Errors
    /// `INVALID` for `field`, with why it cannot be read.
    pub fn read(self, field: Field) -> Result<T, Refusal> {
        let unreadable = |why: String| {
            let message = format!("This is no {}: {why}.", T::type_name());
            Refusal::invalid(field, InputRule::Other, message)
        };
        self.0.map_err(unreadable)
    }

    /// The value of what need not be given.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn read_optional(given: Option<Self>, field: Field) -> Result<Option<T>, Refusal> {
        given.map(|given| given.read(field)).transpose()
    }

    /// The value, where it can be read.
    pub fn readable(&self) -> Option<&T> {
        self.0.as_ref().ok()
    }
}

impl<T: InputType> InputType for Given<T> {
    type RawValueType = T::RawValueType;

    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn qualified_type_name() -> String {
        T::qualified_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry)
    }

    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        let is_missing = value.as_ref().is_none_or(|value| *value == Value::Null);
        match T::parse(value) {
            Ok(value) => Ok(Self(Ok(value))),
            Err(cause) if is_missing => Err(cause.propagate()),
            Err(cause) => Ok(Self(Err(reason(&cause.into_server_error(Pos::default()).message)))),
        }
    }

    fn to_value(&self) -> Value {
        self.0.as_ref().map_or(Value::Null, T::to_value)
    }

    fn as_raw_value(&self) -> Option<&Self::RawValueType> {
        self.readable().and_then(T::as_raw_value)
    }
}

/// What is wrong, without the word for the type, which stands before it.
fn reason(message: &str) -> String {
    let reason = message.strip_prefix("Failed to parse \"").and_then(|rest| rest.split_once("\": "));
    let reason = reason.map_or(message, |(_, reason)| reason);
    reason.trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use crate::{graphql::scalar::Decimal, rules::refusal::field};

    fn given(value: Option<Value>) -> InputValueResult<Given<Decimal>> {
        Given::parse(value)
    }

    #[test]
    fn what_can_be_read_is_read_and_what_cannot_is_a_refusal_of_its_field() {
        let amount = given(Some(Value::from("12.50"))).unwrap().read(field("quantity")).unwrap();
        assert_eq!(amount.0.to_string(), "12.5");

        for (value, why) in [
            (Value::from("twelve"), "This is no Decimal: a decimal is digits with an optional point."),
            (Value::from(12), "This is no Decimal: a decimal is written as a string, such as \"12.5\"."),
        ] {
            let refusal = given(Some(value)).unwrap().read(field("quantity")).unwrap_err();
            assert_eq!((refusal.field.join("."), refusal.to_string()), ("quantity".to_owned(), why.to_owned()));
        }
    }

    #[test]
    fn what_is_missing_stays_an_error_of_the_request() {
        assert!(given(None).is_err());
        assert!(given(Some(Value::Null)).is_err());
    }
}
