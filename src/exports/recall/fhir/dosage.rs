//! How much reached the patient, where on the body, and in which unit.

use super::NamedExposure;
use crate::operations::record_usage::BodySite;
use entity::fixed_point::Quantity;
use serde_json::{Value, json};

/// The system of units.
const UCUM: &str = "http://unitsofmeasure.org";

/// What of the recalled product reached the patient; nothing where nobody can say.
pub(super) fn dose(exposure: &NamedExposure) -> Option<Value> {
    let (amount, unit) = match &exposure.via {
        Some((_, product)) => (exposure.share?, product.unit.as_str()),
        None => (exposure.line.quantity, exposure.product.unit.as_str()),
    };
    (amount > Quantity::ZERO).then(|| quantity(amount, unit))
}

/// An amount in a unit, with its UCUM code.
pub(super) fn quantity(amount: Quantity, unit: &str) -> Value {
    json!({ "value": number(amount), "unit": unit, "system": UCUM, "code": ucum(unit) })
}

/// Neurotoxin units are bound to the brand: an arbitrary unit. What is counted has the unity, with a remark.
fn ucum(unit: &str) -> String {
    match unit {
        "U" => "[arb'U]".to_owned(),
        "mL" | "mg" => unit.to_owned(),
        other => format!("{{{}}}", other.replace(['{', '}', ' '], "")),
    }
}

/// The places of the body, each with its amount, in the clinic's own words.
pub(super) fn body_sites(exposure: &NamedExposure) -> Vec<String> {
    let stored = exposure.line.body_sites.as_deref().unwrap_or("[]");
    let sites: Vec<BodySite> = serde_json::from_str(stored).unwrap_or_default();
    let unit = &exposure.product.unit;
    sites.into_iter().map(|site| format!("{} ({} {unit})", site.code, site.quantity.normalize())).collect()
}

/// The amount as a JSON number: with four decimals and at most 64 bits it is written as it is.
fn number(quantity: Quantity) -> Value {
    serde_json::from_str(&quantity.to_string()).unwrap_or(Value::Null)
}
