//! Exposures as a FHIR bundle: a drug or biologic that was given is a MedicationAdministration with the Medication and its
//! batch contained, a device that was put in a Procedure with the Device and its UDI contained. [`entry`] is pure; patients,
//! practitioners and treatments are logical references, by the ids that the other systems issued.
//!
//! Sources: HL7 FHIR 4.0.1 and 5.0.0, MedicationAdministration, Medication, Procedure, Device. R5 spells `occurence[x]`.
#![expect(clippy::indexing_slicing, reason = "an object of JSON takes a field that it did not have")]

use super::{FhirVersion, exposures::each_page};
use crate::{
    database::Reader,
    exports::{Broken, Shown, Sink},
    queries::recalls::{Affected, named::NamedExposure},
};
use chrono::NaiveDate;
use entity::{
    fixed_point::Quantity,
    id::RecallId,
    product::{self, RegulatoryClass},
};
use serde_json::{Map, Value, json};

/// The system of US national drug codes.
const NDC: &str = "http://hl7.org/fhir/sid/ndc";
/// The issuer of GS1 device identifiers.
const GS1: &str = "http://hl7.org/fhir/NamingSystem/gs1-di";

/// Writes the bundle, entry by entry.
pub(super) async fn write(
    recall: RecallId,
    version: FhirVersion,
    reader: &Reader,
    sink: &mut Sink,
    shown: &Shown<'_>,
) -> Result<(), Broken> {
    let affected = Affected::of_recall(reader, recall).await?;
    sink.write(format!(
        "{{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"identifier\":{{\"value\":\"{recall}\"}}"
    ))
    .await?;
    let before = sink.rows();
    // A list that is empty is left out: FHIR has no empty arrays.
    let first = std::sync::atomic::AtomicBool::new(true);
    let render = |exposure: &NamedExposure| {
        let lead = if first.swap(false, std::sync::atomic::Ordering::Relaxed) { ",\"entry\":[" } else { "," };
        format!("{lead}{}", entry(exposure, version))
    };
    each_page(&affected, true, reader, (&mut *sink, shown), &render).await?;
    let end = if sink.rows() > before { "]}" } else { "}" };
    Ok(sink.write(end).await?)
}

/// One exposure as an entry of a bundle.
pub fn entry(exposure: &NamedExposure, version: FhirVersion) -> Value {
    let device = exposure.recalled().regulatory_class == RegulatoryClass::Device;
    let resource = if device { procedure(exposure, version) } else { administration(exposure, version) };
    json!({ "fullUrl": format!("urn:uuid:{}", exposure.line.id.0), "resource": resource })
}

fn administration(exposure: &NamedExposure, version: FhirVersion) -> Value {
    let line = &exposure.line;
    let mut administration = about(exposure, "MedicationAdministration");
    administration.insert("contained".to_owned(), json!([medication(exposure, version)]));
    let (encounter, when) = match version {
        FhirVersion::R4 => ("context", "effectiveDateTime"),
        FhirVersion::R5 => ("encounter", "occurenceDateTime"),
    };
    administration.insert(encounter.to_owned(), logical(&exposure.usage.treatment_id));
    administration.insert(when.to_owned(), json!(exposure.usage.performed_at.to_utc().to_rfc3339()));
    let practitioner = logical(&exposure.usage.practitioner_id);
    match version {
        FhirVersion::R4 => {
            administration.insert("medicationReference".to_owned(), json!({ "reference": "#recalled" }));
            administration.insert("performer".to_owned(), json!([{ "actor": practitioner }]));
        }
        FhirVersion::R5 => {
            administration.insert("medication".to_owned(), json!({ "reference": { "reference": "#recalled" } }));
            administration.insert("performer".to_owned(), json!([{ "actor": { "reference": practitioner } }]));
        }
    }
    let (amount, unit) = match &exposure.via {
        Some((via, product)) => (via.quantity, &product.unit),
        None => (line.quantity, &exposure.product.unit),
    };
    if amount > Quantity::ZERO {
        administration.insert("dosage".to_owned(), json!({ "dose": { "value": number(amount), "unit": unit } }));
    }
    if exposure.via.is_some() {
        let text = format!(
            "Mixed into {}, of which {} {} were used.",
            exposure.product.name, line.quantity, exposure.product.unit
        );
        administration.insert("note".to_owned(), json!([{ "text": text }]));
    }
    Value::Object(administration)
}

/// The medication that was recalled, with its batch.
fn medication(exposure: &NamedExposure, version: FhirVersion) -> Value {
    let product = exposure.recalled();
    let mut code = json!({ "text": product.name });
    if let Some(ndc) = &exposure.ndc {
        code["coding"] = json!([{ "system": NDC, "code": ndc, "display": product.name }]);
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

fn procedure(exposure: &NamedExposure, version: FhirVersion) -> Value {
    let mut procedure = about(exposure, "Procedure");
    procedure.insert("contained".to_owned(), json!([device(exposure, version)]));
    procedure.insert("code".to_owned(), json!({ "text": format!("Use of {}", exposure.recalled().name) }));
    procedure.insert("encounter".to_owned(), logical(&exposure.usage.treatment_id));
    let at = json!(exposure.usage.performed_at.to_utc().to_rfc3339());
    let actor = logical(&exposure.usage.practitioner_id);
    procedure.insert("performer".to_owned(), json!([{ "actor": actor }]));
    match version {
        FhirVersion::R4 => {
            procedure.insert("performedDateTime".to_owned(), at);
            procedure.insert("usedReference".to_owned(), json!([{ "reference": "#recalled" }]));
        }
        FhirVersion::R5 => {
            procedure.insert("occurrenceDateTime".to_owned(), at);
            procedure.insert("used".to_owned(), json!([{ "reference": { "reference": "#recalled" } }]));
        }
    }
    let text = format!("{} {}", exposure.line.quantity, exposure.product.unit);
    procedure.insert("note".to_owned(), json!([{ "text": text }]));
    Value::Object(procedure)
}

/// The device that was recalled, with what its UDI carrier says.
fn device(exposure: &NamedExposure, version: FhirVersion) -> Value {
    let product: &product::Model = exposure.recalled();
    let mut device = json!({ "resourceType": "Device", "id": "recalled", "manufacturer": product.manufacturer });
    match version {
        FhirVersion::R4 => device["deviceName"] = json!([{ "name": product.name, "type": "user-friendly-name" }]),
        FhirVersion::R5 => device["name"] = json!([{ "value": product.name, "type": "user-friendly-name" }]),
    }
    if let Some(number) = exposure.lot_number() {
        device["lotNumber"] = json!(number);
    }
    if let Some(serial) = &exposure.line.serial {
        device["serialNumber"] = json!(serial);
    }
    if let Some(day) = expires_on(exposure) {
        device["expirationDate"] = json!(day.to_string());
    }
    if let Some(gtin) = &exposure.gtin {
        let carrier = json!({ "deviceIdentifier": gtin, "issuer": GS1, "carrierHRF": udi(exposure, gtin) });
        device["udiCarrier"] = json!([carrier]);
    }
    device
}

/// The UDI as a person reads it: `(01)…(17)…(10)…(21)…`.
fn udi(exposure: &NamedExposure, gtin: &str) -> String {
    let expiry = expires_on(exposure).map(|day| format!("(17){}", day.format("%y%m%d"))).unwrap_or_default();
    let lot = exposure.lot_number().map(|number| format!("(10){number}")).unwrap_or_default();
    let serial = exposure.line.serial.as_ref().map(|serial| format!("(21){serial}")).unwrap_or_default();
    format!("(01){gtin:0>14}{expiry}{lot}{serial}")
}

/// What every resource says: a voided line was entered in error.
fn about(exposure: &NamedExposure, resource: &str) -> Map<String, Value> {
    let status = if exposure.line.voided_at.is_some() { "entered-in-error" } else { "completed" };
    let fields = [
        ("resourceType", json!(resource)),
        ("id", json!(exposure.line.id.0.to_string())),
        ("identifier", json!([{ "value": exposure.line.id.to_string() }])),
        ("status", json!(status)),
        ("subject", logical(&exposure.usage.patient_id)),
    ];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// A reference to what another system has, by its id there.
fn logical(id: &str) -> Value {
    json!({ "identifier": { "value": id } })
}

fn expires_on(exposure: &NamedExposure) -> Option<NaiveDate> {
    exposure.lot.as_ref().and_then(|lot| lot.expires_on)
}

/// The amount as a JSON number: with four decimals and at most 64 bits it is written as it is.
fn number(quantity: Quantity) -> Value {
    serde_json::from_str(&quantity.to_string()).unwrap_or(Value::Null)
}

#[cfg(test)]
mod tests;
