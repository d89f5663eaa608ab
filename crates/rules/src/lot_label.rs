//! What a package says of its lot: number and expiry, as a person keyed them or a scanner read them.

use super::{
    lot_number,
    refusal::{Field, InputRule, Refusal},
};
use chrono::{Months, NaiveDate};
use entity::{
    lot::ExpiryBasis,
    product::{self, RegulatoryClass},
};
use serde::Serialize;

/// Number and expiry as they were handed in.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LotLabel {
    /// The printed number.
    pub lot_number: Option<String>,
    /// The number cannot be read.
    pub lot_unknown: bool,
    /// Last day of use.
    pub expires_on: Option<NaiveDate>,
    /// Month and year only, `2027-03`: the last day of that month.
    pub expires_in_month: Option<String>,
    /// What kind of date it is.
    pub expiry_basis: Option<ExpiryBasis>,
}

/// A label that a lot of the product can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedLabel {
    /// How the lot is told from others; `None` for one whose number cannot be read.
    pub canonical: Option<String>,
    /// The number as printed.
    pub lot_number: String,
    /// Last day of use.
    pub expires_on: Option<NaiveDate>,
    /// What kind of date it is.
    pub expiry_basis: ExpiryBasis,
}

/// Checks `label` for a lot of `product`; `at` makes the path of one of its fields.
///
/// # Errors
/// `LOT_REQUIRED`, `PLACEHOLDER_LOT_NUMBER`, `EXPIRY_REQUIRED`, and dates that cannot be read.
pub fn check(label: &LotLabel, product: &product::Model, at: &dyn Fn(&str) -> Field) -> Result<CheckedLabel, Refusal> {
    if !product.lot_tracked {
        return untracked(label, at);
    }
    let (lot_number, canonical) = number(label, at)?;
    let expires_on = expiry(label, at)?;
    let must_have_date = product.expiry_required || product.category.is_injectable();
    if must_have_date && expires_on.is_none() {
        let message = format!("{} is received with its expiry date.", product.name);
        return Err(Refusal::invalid(at("expiresOn"), InputRule::ExpiryRequired, message));
    }
    let expiry_basis = basis(label.expiry_basis, expires_on, product, at)?;
    Ok(CheckedLabel { canonical, lot_number, expires_on, expiry_basis })
}

fn untracked(label: &LotLabel, at: &dyn Fn(&str) -> Field) -> Result<CheckedLabel, Refusal> {
    let named = [(label.lot_number.is_some(), "lotNumber"), (label.expires_on.is_some(), "expiresOn")];
    if let Some((_, name)) = named.into_iter().find(|(given, _)| *given) {
        return Err(Refusal::invalid(at(name), InputRule::Other, "This product is not tracked by lot."));
    }
    let lot_number = "not tracked".to_owned();
    Ok(CheckedLabel {
        canonical: Some(String::new()),
        lot_number,
        expires_on: None,
        expiry_basis: ExpiryBasis::NoneDeclared,
    })
}

fn number(label: &LotLabel, at: &dyn Fn(&str) -> Field) -> Result<(String, Option<String>), Refusal> {
    match (&label.lot_number, label.lot_unknown) {
        (Some(number), false) => {
            lot_number::check(at("lotNumber"), number).map(|(printed, canonical)| (printed, Some(canonical)))
        }
        (None, true) => Ok(("unknown".to_owned(), None)),
        (Some(_), true) => {
            Err(Refusal::invalid(at("lotUnknown"), InputRule::Other, "A lot has a number or is unknown, not both."))
        }
        (None, false) => {
            let message = "This product is received by lot: give the number, or say lotUnknown.";
            Err(Refusal::invalid(at("lotNumber"), InputRule::LotRequired, message))
        }
    }
}

fn expiry(label: &LotLabel, at: &dyn Fn(&str) -> Field) -> Result<Option<NaiveDate>, Refusal> {
    match (label.expires_on, &label.expires_in_month) {
        (Some(_), Some(_)) => {
            Err(Refusal::invalid(at("expiresInMonth"), InputRule::Other, "Give the day or the month, not both."))
        }
        (day, None) => day.map(|day| possible(day, at("expiresOn"))).transpose(),
        (None, Some(month)) => last_day_of(month).map(Some).ok_or_else(|| {
            Refusal::invalid(at("expiresInMonth"), InputRule::Other, "A month is written like 2027-03.")
        }),
    }
}

/// Dates that both databases and every calendar of the trade can hold.
fn possible(day: NaiveDate, field: Field) -> Result<NaiveDate, Refusal> {
    let years = 1990..=2200;
    if years.contains(&chrono::Datelike::year(&day)) {
        return Ok(day);
    }
    Err(Refusal::beyond(field, InputRule::OutOfRange, "1990 to 2200", format!("{day} is not an expiry date.")))
}

/// A label that gives only month and year means the last day of that month.
fn last_day_of(month: &str) -> Option<NaiveDate> {
    let first = NaiveDate::parse_from_str(&format!("{month}-01"), "%Y-%m-%d").ok()?;
    first.checked_add_months(Months::new(1))?.pred_opt()
}

fn basis(
    given: Option<ExpiryBasis>,
    expires_on: Option<NaiveDate>,
    product: &product::Model,
    at: &dyn Fn(&str) -> Field,
) -> Result<ExpiryBasis, Refusal> {
    let usual = match (expires_on, product.regulatory_class) {
        (None, _) => ExpiryBasis::NoneDeclared,
        (Some(_), RegulatoryClass::CompoundedDrug) => ExpiryBasis::BeyondUseDate,
        (Some(_), _) => ExpiryBasis::LabelledExpiry,
    };
    let basis = given.unwrap_or(usual);
    if (basis == ExpiryBasis::NoneDeclared) != expires_on.is_none() {
        let message = "A lot has a date and what kind it is, or neither.";
        return Err(Refusal::invalid(at("expiryBasis"), InputRule::Other, message));
    }
    Ok(basis)
}
