//! A device that was put in, and what was used beside: procedures.

use super::{FhirVersion, NamedExposure, dosage, expires_on, location, logical, performed_at};
use entity::product_identifier::{self, IdentifierScheme};
use serde_json::{Map, Value, json};

/// The issuer of GS1 device identifiers.
const GS1: &str = "http://hl7.org/fhir/NamingSystem/gs1-di";
/// The issuer of HIBC device identifiers.
const HIBCC: &str = "http://hl7.org/fhir/NamingSystem/hibcc-dI";

/// Completes the resource of an exposure to a device.
pub(super) fn procedure(resource: &mut Map<String, Value>, exposure: &NamedExposure, version: FhirVersion) {
    common(resource, exposure, version);
    resource.insert("contained".to_owned(), json!([device(exposure, version)]));
    let recalled = json!({ "reference": "#recalled" });
    let (name, used) = match version {
        FhirVersion::R4 => ("usedReference", recalled),
        FhirVersion::R5 => ("used", json!({ "reference": recalled })),
    };
    resource.insert(name.to_owned(), json!([used]));
}

/// Completes the resource of an exposure to what is neither drug nor device: it was used, by its name and lot.
pub(super) fn procedure_with(resource: &mut Map<String, Value>, exposure: &NamedExposure, version: FhirVersion) {
    common(resource, exposure, version);
    let lot = exposure.lot_number().map(|number| format!(", lot {number}")).unwrap_or_default();
    let what = json!({ "text": format!("{}{lot}", exposure.recalled().name) });
    let (name, used) = match version {
        FhirVersion::R4 => ("usedCode", what),
        FhirVersion::R5 => ("used", json!({ "concept": what })),
    };
    resource.insert(name.to_owned(), json!([used]));
}

fn common(resource: &mut Map<String, Value>, exposure: &NamedExposure, version: FhirVersion) {
    let actor = logical("Practitioner", "practitioner", &exposure.usage.practitioner_id);
    let when = match version {
        FhirVersion::R4 => "performedDateTime",
        FhirVersion::R5 => "occurrenceDateTime",
    };
    let fields = [
        ("resourceType", json!("Procedure")),
        ("code", json!({ "text": format!("Use of {}", exposure.recalled().name) })),
        ("encounter", logical("Encounter", "treatment", &exposure.usage.treatment_id)),
        ("performer", json!([{ "actor": actor }])),
        ("location", location(exposure)),
        (when, performed_at(exposure)),
    ];
    resource.extend(fields.map(|(name, value)| (name.to_owned(), value)));
    let sites: Vec<Value> = dosage::body_sites(exposure).into_iter().map(|site| json!({ "text": site })).collect();
    if !sites.is_empty() {
        resource.insert("bodySite".to_owned(), json!(sites));
    }
    if let (None, Some(Value::Array(notes))) = (&exposure.via, resource.get_mut("note")) {
        let text = format!("{} {} were used.", exposure.line.quantity, exposure.product.unit);
        notes.push(json!({ "text": text }));
    }
}

/// The device that was recalled, with what its UDI carrier says.
fn device(exposure: &NamedExposure, version: FhirVersion) -> Value {
    let product = exposure.recalled();
    let mut device = json!({
        "resourceType": "Device",
        "id": "recalled",
        "status": "active",
        "manufacturer": product.manufacturer,
    });
    match version {
        FhirVersion::R4 => device["deviceName"] = json!([{ "name": product.name, "type": "user-friendly-name" }]),
        FhirVersion::R5 => device["name"] = json!([{ "value": product.name, "type": "user-friendly-name" }]),
    }
    if let Some(number) = exposure.lot_number() {
        device["lotNumber"] = json!(number);
    }
    if let Some(serial) = serial(exposure) {
        device["serialNumber"] = json!(serial);
    }
    if let Some(day) = expires_on(exposure) {
        device["expirationDate"] = json!(day.to_string());
    }
    let carriers: Vec<Value> = exposure.identifiers.iter().filter_map(|row| carrier(exposure, row)).collect();
    if !carriers.is_empty() {
        device["udiCarrier"] = json!(carriers);
    }
    device
}

/// The serial number of the line is that of what the line names.
fn serial(exposure: &NamedExposure) -> Option<&str> {
    exposure.line.serial.as_deref().filter(|_| exposure.via.is_none())
}

/// What a code on the unit's own package identifies it by: GS1 numbers of 14 digits, or a HIBC.
fn carrier(exposure: &NamedExposure, row: &product_identifier::Model) -> Option<Value> {
    match row.scheme {
        IdentifierScheme::Gtin | IdentifierScheme::Upc => {
            let gtin = format!("{:0>14}", row.canonical);
            let read = udi(exposure, &gtin);
            Some(json!({ "deviceIdentifier": gtin, "issuer": GS1, "carrierHRF": read }))
        }
        IdentifierScheme::Hibc => Some(json!({ "deviceIdentifier": row.value, "issuer": HIBCC })),
        IdentifierScheme::Ndc | IdentifierScheme::Ref => None,
    }
}

/// The UDI as a person reads it: `(01)…(17)…(10)…(21)…`.
fn udi(exposure: &NamedExposure, gtin: &str) -> String {
    let expiry = expires_on(exposure).map(|day| format!("(17){}", day.format("%y%m%d"))).unwrap_or_default();
    let lot = exposure.lot_number().map(|number| format!("(10){number}")).unwrap_or_default();
    let serial = serial(exposure).map(|serial| format!("(21){serial}")).unwrap_or_default();
    format!("(01){gtin}{expiry}{lot}{serial}")
}
