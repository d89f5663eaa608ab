//! Exposures as FHIR says them, in R4 and R5.

use super::*;
use entity::{
    id::{LotId, ProductId, SiteId, UsageId, UsageLineId},
    instant::Instant,
    lot::{self, ExpiryBasis},
    product::{ContainerUse, ProductCategory, StorageBand},
    usage, usage_line,
    usage_line::LotEvidence,
};

fn product(regulatory_class: RegulatoryClass, name: &str, unit: &str) -> product::Model {
    product::Model {
        id: ProductId::new(),
        sku: name.to_owned(),
        name: name.to_owned(),
        manufacturer: "AbbVie".to_owned(),
        category: ProductCategory::Neurotoxin,
        regulatory_class,
        unit: unit.to_owned(),
        quantity_step: Quantity(5_000),
        container_name: "vial".to_owned(),
        contents: Quantity::whole(100),
        container_use: ContainerUse::MultiPatient,
        in_use_hours: None,
        labelled_single_patient: false,
        may_keep_remainder: false,
        storage: StorageBand::Refrigerated,
        lot_tracked: true,
        expiry_required: true,
        serial_required: false,
        min_shelf_life_days: None,
        prescription_only: false,
        retail_price: None,
        price_since: Instant(0),
        bundle: false,
        archived: false,
        replaces_id: None,
        retail: false,
        created_at: Instant(0),
    }
}

fn exposure(product: product::Model) -> NamedExposure {
    let usage = usage::Model {
        id: UsageId::new(),
        treatment_id: "T-1".to_owned(),
        patient_id: "4711".to_owned(),
        practitioner_id: "rn-ana".to_owned(),
        site_id: SiteId::new(),
        performed_at: Instant(1_772_474_400_000),
        recorded_at: Instant(1_772_474_400_000),
        recorded_by: "ana".to_owned(),
        recorded_through: None,
        late: None,
        late_note: None,
        late_entry: false,
        posting_id: None,
    };
    let expires_on = NaiveDate::from_ymd_opt(2027, 6, 30);
    let lot = lot::Model {
        id: LotId::new(),
        product_id: product.id,
        lot_number: "C3016C3".to_owned(),
        lot_unknown: false,
        expires_on,
        expiry_sort: expires_on.unwrap_or(lot::UNDATED),
        expiry_basis: ExpiryBasis::LabelledExpiry,
        merged_into_id: None,
        created_at: Instant(0),
    };
    let line = usage_line::Model {
        id: UsageLineId::new(),
        usage_id: usage.id,
        line: 0,
        line_key: None,
        product_id: product.id,
        lot_id: Some(lot.id),
        stated_lot_number: None,
        stated_canonical: None,
        evidence: LotEvidence::Scanned,
        booked: true,
        container_id: None,
        serial: Some("SN-7".to_owned()),
        body_sites: None,
        in_use_override_reason: None,
        reservation_id: None,
        quantity: Quantity(125_000),
        wasted: Quantity::ZERO,
        cost: None,
        settles_id: None,
        settled_at: None,
        voided_at: None,
        voided_by: None,
        void_reason: None,
        voided_product: None,
    };
    NamedExposure {
        line,
        usage,
        zone: chrono_tz::Tz::UTC,
        site: "denver".to_owned(),
        product,
        lot: Some(lot),
        via: None,
        container: None,
        gtin: Some("300239232013".to_owned()),
        ndc: Some("0023-9232-01".to_owned()),
        deviation: false,
    }
}

#[test]
fn a_drug_is_an_administration_with_its_batch_in_both_releases() {
    let given = exposure(product(RegulatoryClass::Biologic, "BOTOX Cosmetic", "U"));
    let r4 = entry(&given, FhirVersion::R4)["resource"].clone();
    assert_eq!(r4["resourceType"], "MedicationAdministration");
    assert_eq!(r4["contained"][0]["batch"], json!({ "lotNumber": "C3016C3", "expirationDate": "2027-06-30" }));
    assert_eq!(r4["contained"][0]["code"]["coding"][0]["code"], "0023-9232-01");
    assert_eq!(r4["medicationReference"]["reference"], "#recalled");
    assert_eq!(r4["subject"]["identifier"]["value"], "4711");
    assert_eq!(r4["effectiveDateTime"], "2026-03-02T18:00:00+00:00");
    assert_eq!(r4["dosage"]["dose"], json!({ "value": 12.5, "unit": "U" }));
    let r5 = entry(&given, FhirVersion::R5)["resource"].clone();
    assert_eq!(r5["medication"]["reference"]["reference"], "#recalled");
    assert_eq!(r5["occurenceDateTime"], r4["effectiveDateTime"]);
    assert_eq!(r5["encounter"], r4["context"]);
    assert_eq!(r5["performer"][0]["actor"]["reference"], r4["performer"][0]["actor"]);
    assert!(r5.get("effectiveDateTime").is_none() && r5.get("context").is_none());
}

#[test]
fn a_device_is_a_procedure_with_its_unique_device_identification() {
    let given = exposure(product(RegulatoryClass::Device, "Juvederm", "mL"));
    let r4 = entry(&given, FhirVersion::R4)["resource"].clone();
    assert_eq!(r4["resourceType"], "Procedure");
    let device = &r4["contained"][0];
    assert_eq!(device["udiCarrier"][0]["carrierHRF"], "(01)00300239232013(17)270630(10)C3016C3(21)SN-7");
    assert_eq!((&device["lotNumber"], &device["serialNumber"]), (&json!("C3016C3"), &json!("SN-7")));
    assert_eq!(r4["usedReference"][0]["reference"], "#recalled");
    let r5 = entry(&given, FhirVersion::R5)["resource"].clone();
    assert_eq!(r5["used"][0]["reference"]["reference"], "#recalled");
    assert_eq!(r5["occurrenceDateTime"], r4["performedDateTime"]);
    assert_eq!(r5["contained"][0]["name"][0]["value"], "Juvederm");
}

#[test]
fn a_voided_line_was_entered_in_error_and_an_unknown_lot_has_no_batch() {
    let mut given = exposure(product(RegulatoryClass::Drug, "Lidocaine", "mL"));
    given.line.voided_at = Some(Instant(1));
    given.lot = None;
    let resource = entry(&given, FhirVersion::R4)["resource"].clone();
    assert_eq!(resource["status"], "entered-in-error");
    assert!(resource["contained"][0].get("batch").is_none());
}
