//! Suppliers: a lead time, and the licences that somebody checked.

use super::{
    day,
    form::Form,
    quantity,
    refusal::{Field, InputRule, Refusal, path},
    text,
};
use chrono::NaiveDate;
use entity::{
    fixed_point::Quantity,
    id::{AuthorizationId, SupplierId},
    supplier_authorization,
};
use rust_decimal::Decimal;
use serde::Serialize;

/// Most licences in one call.
pub const MOST_AUTHORIZATIONS: usize = 100;
/// Longest lead time, in days.
const MAX_LEAD_TIME: Quantity = Quantity::whole(3650);

/// A licence to sell, as somebody checked it.
#[derive(Clone, Debug, Serialize)]
pub struct AuthorizationGiven {
    /// Number of the licence.
    pub number: String,
    /// Who issued it.
    pub authority: String,
    /// First day of validity.
    pub valid_from: NaiveDate,
    /// Last day of validity.
    pub valid_until: NaiveDate,
    /// The day somebody checked it.
    pub checked_on: Option<NaiveDate>,
}

/// Days from order to delivery.
///
/// # Errors
/// As of a quantity; `OUT_OF_RANGE` beyond ten years.
pub fn lead_time(field: Field, days: Decimal) -> Result<Quantity, Refusal> {
    let days = quantity::not_negative(field.clone(), days)?;
    if days > MAX_LEAD_TIME {
        let message = format!("At most {MAX_LEAD_TIME} days.");
        return Err(Refusal::beyond(field, InputRule::OutOfRange, MAX_LEAD_TIME, message));
    }
    Ok(days)
}

/// The licences of `supplier_id` as rows, the list standing in the input under `name`.
pub fn authorizations(
    form: &mut Form,
    name: &str,
    given: &[AuthorizationGiven],
    supplier_id: SupplierId,
) -> Vec<supplier_authorization::Model> {
    form.refuse_when(given.len() > MOST_AUTHORIZATIONS, || {
        let message = format!("At most {MOST_AUTHORIZATIONS} licences in one call.");
        Refusal::beyond(vec![name.to_owned()], InputRule::TooMany, MOST_AUTHORIZATIONS, message)
    });
    let given = given.iter().take(MOST_AUTHORIZATIONS).enumerate();
    given.map(|(index, given)| authorization(form, [name, &index.to_string()], given, supplier_id)).collect()
}

fn authorization(
    form: &mut Form,
    place: [&str; 2],
    given: &AuthorizationGiven,
    supplier_id: SupplierId,
) -> supplier_authorization::Model {
    let field = |name: &str| path(place.into_iter().chain([name]));
    form.refuse_when(given.valid_until < given.valid_from, || {
        let message = format!("The licence would end on {}, before it begins.", given.valid_until);
        Refusal::beyond(field("validUntil"), InputRule::OutOfRange, given.valid_from, message)
    });
    supplier_authorization::Model {
        id: AuthorizationId::new(),
        supplier_id,
        number: form.take(text::required(field("number"), &given.number, text::SHORT)),
        authority: form.take(text::required(field("authority"), &given.authority, text::SHORT)),
        valid_from: form.take(day::within_reason(field("validFrom"), given.valid_from)),
        valid_until: form.take(day::within_reason(field("validUntil"), given.valid_until)),
        checked_on: form
            .take_optional(given.checked_on.map(|checked_on| day::within_reason(field("checkedOn"), checked_on))),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn licence(from: &str, until: &str) -> AuthorizationGiven {
        let (number, authority) = ("PA-7".to_owned(), "State board".to_owned());
        let (valid_from, valid_until) = (from.parse().unwrap(), until.parse().unwrap());
        AuthorizationGiven { number, authority, valid_from, valid_until, checked_on: None }
    }

    fn refused(given: &[AuthorizationGiven]) -> Vec<Field> {
        let mut form = Form::default();
        let rows = authorizations(&mut form, "authorizations", given, SupplierId::new());
        form.finish(rows).err().unwrap_or_default().into_iter().map(|refusal| refusal.field).collect()
    }

    #[test]
    fn a_licence_ends_on_the_day_it_begins_at_the_earliest() {
        assert!(refused(&[licence("2026-01-01", "2026-01-01")]).is_empty());
        let (good, bad) = (licence("2026-01-01", "2027-01-01"), licence("2026-01-02", "2026-01-01"));
        assert_eq!(refused(&[good, bad]), [["authorizations", "1", "validUntil"]]);
    }

    #[test]
    fn a_lead_time_of_eleven_years_is_a_slip() {
        assert!(lead_time(vec![], Decimal::from(3650)).is_ok());
        assert!(lead_time(vec![], Decimal::from(4016)).is_err());
    }
}
