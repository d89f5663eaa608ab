//! Exposures as a FHIR bundle, certain and possible ones, each marked. A drug or biologic that was given is a
//! MedicationAdministration with the Medication and its batch contained; a device that was put in is a Procedure with the
//! Device and its UDI contained; a cosmetic or a supply is a Procedure that names what was used. [`entry`] is pure; patients,
//! practitioners and treatments are logical references, by the ids that the other systems issued.
//!
//! Sources: HL7 FHIR 4.0.1 and 5.0.0, MedicationAdministration, Medication, Procedure, Device. R5 spells `occurence[x]`.
#![expect(clippy::indexing_slicing, reason = "an object of JSON takes a field that it did not have")]

mod device;
mod dosage;
mod marks;
mod medication;

use super::{FhirVersion, exposures::each_page};
use crate::{
    database::Reader,
    exports::{Broken, Shown, Sink},
    queries::recalls::{
        Affected,
        named::{Found, NamedExposure},
    },
};
use chrono::NaiveDate;
use entity::{product::RegulatoryClass, recall};
use serde_json::{Map, Value, json};

/// What the ids in a bundle belong to.
pub const OWN_SYSTEM: &str = "urn:lotwise";

/// Writes the bundle, entry by entry.
pub(super) async fn write(
    recall: &recall::Model,
    version: FhirVersion,
    reader: &Reader,
    sink: &mut Sink,
    shown: &Shown<'_>,
) -> Result<(), Broken> {
    let affected = Affected::of_recall(reader, recall.id).await?;
    let identifier = identifier("recall", &recall.id.to_string());
    sink.write(format!("{{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"identifier\":{identifier}")).await?;
    let before = sink.rows();
    // A list that is empty is left out: FHIR has no empty arrays.
    let first = std::sync::atomic::AtomicBool::new(true);
    let render = |exposure: &NamedExposure| {
        let lead = if first.swap(false, std::sync::atomic::Ordering::Relaxed) { ",\"entry\":[" } else { "," };
        format!("{lead}{}", entry(exposure, recall, version))
    };
    for found in [Found::Recalled, Found::Possible] {
        each_page(&affected, found, reader, (&mut *sink, shown), &render).await?;
    }
    let end = if sink.rows() > before { "]}" } else { "}" };
    Ok(sink.write(end).await?)
}

/// One exposure as an entry of a bundle.
pub fn entry(exposure: &NamedExposure, recall: &recall::Model, version: FhirVersion) -> Value {
    use RegulatoryClass::{Biologic, CompoundedDrug, Cosmetic, Device, Drug, OtcDrug, Supply};
    let mut resource = about(exposure, recall);
    match exposure.recalled().regulatory_class {
        Biologic | CompoundedDrug | Drug | OtcDrug => medication::administration(&mut resource, exposure, version),
        Device => device::procedure(&mut resource, exposure, version),
        Cosmetic | Supply => device::procedure_with(&mut resource, exposure, version),
    }
    json!({ "fullUrl": format!("urn:uuid:{}", id(exposure)), "resource": resource })
}

/// What every resource says: a voided line was entered in error.
fn about(exposure: &NamedExposure, recall: &recall::Model) -> Map<String, Value> {
    let status = if exposure.line.voided_at.is_some() { "entered-in-error" } else { "completed" };
    let own = match &exposure.via {
        Some((component, _)) => identifier("component", &component.id.to_string()),
        None => identifier("usage-line", &exposure.line.id.to_string()),
    };
    let fields = [
        ("id", json!(id(exposure))),
        ("meta", json!({ "tag": marks::tags(exposure, recall) })),
        ("identifier", json!([own])),
        ("status", json!(status)),
        ("subject", logical("Patient", "patient", &exposure.usage.patient_id)),
        ("note", json!(marks::notes(exposure, recall))),
    ];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// A line reaches a patient by itself, and by each recalled thing that was mixed in: each is an entry of its own.
fn id(exposure: &NamedExposure) -> String {
    match &exposure.via {
        Some((component, _)) if component.container_id.is_none() => component.id.0.to_string(),
        // One component of a vial reaches everybody who was treated from the vial.
        Some((component, _)) => format!("{}", uuid_of_pair(exposure.line.id.0, component.id.0)),
        None => exposure.line.id.0.to_string(),
    }
}

/// An id that stands for two of ours, and for no other two.
fn uuid_of_pair(one: uuid::Uuid, other: uuid::Uuid) -> uuid::Uuid {
    let mut bytes = [0; 16];
    let pairs = one.as_bytes().iter().zip(other.as_bytes()).enumerate();
    pairs.for_each(|(place, (one, other))| bytes[place] = one ^ other.rotate_left(1));
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// An identifier of ours.
fn identifier(kind: &str, value: &str) -> Value {
    json!({ "system": format!("{OWN_SYSTEM}:{kind}"), "value": value })
}

/// A reference to what another system has, by its id there.
fn logical(kind: &str, word: &str, id: &str) -> Value {
    json!({ "type": kind, "identifier": identifier(word, id) })
}

/// When it was done, as FHIR writes an instant.
fn performed_at(exposure: &NamedExposure) -> Value {
    json!(exposure.usage.performed_at.to_utc().to_rfc3339())
}

/// Where it was done.
fn location(exposure: &NamedExposure) -> Value {
    let mut place = logical("Location", "site", &exposure.site);
    place["display"] = json!(exposure.site_name);
    place
}

fn expires_on(exposure: &NamedExposure) -> Option<NaiveDate> {
    exposure.lot.as_ref().and_then(|lot| lot.expires_on)
}

#[cfg(test)]
mod tests;
