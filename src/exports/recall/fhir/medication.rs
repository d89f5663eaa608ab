//! A drug or biologic that was given.

use super::{FhirVersion, NamedExposure, dosage, expires_on, location, logical, performed_at};
use entity::product_identifier::IdentifierScheme;
use serde_json::{Map, Value, json};

/// The system of US national drug codes.
const NDC: &str = "http://hl7.org/fhir/sid/ndc";
/// The system of GS1 article numbers.
const GTIN: &str = "https://www.gs1.org/gtin";

/// Completes the resource of an exposure to a drug or biologic.
pub(super) fn administration(resource: &mut Map<String, Value>, exposure: &NamedExposure, version: FhirVersion) {
    resource.insert("resourceType".to_owned(), json!("MedicationAdministration"));
    resource.insert("contained".to_owned(), json!([medication(exposure, version)]));
    resource.insert("supportingInformation".to_owned(), json!([location(exposure)]));
    let encounter = logical("Encounter", "treatment", &exposure.usage.treatment_id);
    let practitioner = logical("Practitioner", "practitioner", &exposure.usage.practitioner_id);
    let recalled = json!({ "reference": "#recalled" });
    let fields = match version {
        FhirVersion::R4 => [
            ("context", encounter),
            ("effectiveDateTime", performed_at(exposure)),
            ("medicationReference", recalled),
            ("performer", json!([{ "actor": practitioner }])),
        ],
        FhirVersion::R5 => [
            ("encounter", encounter),
            ("occurenceDateTime", performed_at(exposure)),
            ("medication", json!({ "reference": recalled })),
            ("performer", json!([{ "actor": { "reference": practitioner } }])),
        ],
    };
    resource.extend(fields.map(|(name, value)| (name.to_owned(), value)));
    resource.extend(dosage_of(exposure).map(|dosage| ("dosage".to_owned(), dosage)));
}

/// A dosage says an amount, or it is left out.
fn dosage_of(exposure: &NamedExposure) -> Option<Value> {
    let mut dosage = json!({ "dose": dosage::dose(exposure)? });
    let sites = dosage::body_sites(exposure);
    if !sites.is_empty() {
        dosage["site"] = json!({ "text": sites.join(", ") });
    }
    if exposure.product.category.is_injectable() {
        dosage["route"] = json!({ "text": "injection" });
    }
    Some(dosage)
}

/// The medication that was recalled, with its batch.
fn medication(exposure: &NamedExposure, version: FhirVersion) -> Value {
    let product = exposure.recalled();
    let coding = exposure.identifiers.iter().filter_map(|row| match row.scheme {
        IdentifierScheme::Ndc => Some(json!({ "system": NDC, "code": row.value, "display": product.name })),
        IdentifierScheme::Gtin => Some(json!({ "system": GTIN, "code": row.canonical, "display": product.name })),
        IdentifierScheme::Hibc | IdentifierScheme::Upc | IdentifierScheme::Ref => None,
    });
    // The national code comes first: systems that know one code only know that one.
    let (national, others): (Vec<Value>, Vec<Value>) = coding.partition(|code| code["system"] == NDC);
    let coding = [national, others].concat();
    let mut code = json!({ "text": product.name });
    if !coding.is_empty() {
        code["coding"] = json!(coding);
    }
    let maker = match version {
        FhirVersion::R4 => "manufacturer",
        FhirVersion::R5 => "marketingAuthorizationHolder",
    };
    let mut medication = json!({ "resourceType": "Medication", "id": "recalled", "code": code });
    medication[maker] = json!({ "display": product.manufacturer });
    let batch = batch(exposure);
    if !batch.is_empty() {
        medication["batch"] = Value::Object(batch);
    }
    medication
}

fn batch(exposure: &NamedExposure) -> Map<String, Value> {
    let mut batch = Map::new();
    if let Some(number) = exposure.lot_number() {
        batch.insert("lotNumber".to_owned(), json!(number));
    }
    if let Some(day) = expires_on(exposure) {
        batch.insert("expirationDate".to_owned(), json!(day.to_string()));
    }
    batch
}
