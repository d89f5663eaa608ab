//! Exposures as FHIR says them, in R4 and R5.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::*;
use crate::rules::recall::possible::Because;
use entity::{
    component,
    fixed_point::Quantity,
    id::{ComponentId, ContainerId, LotId, ProductId, RecallId, SiteId, UsageId, UsageLineId},
    instant::Instant,
    lot::{self, ExpiryBasis},
    product::{self, ContainerUse, ProductCategory, StorageBand},
    product_identifier::{self, IdentifierScheme},
    recall::{RecallKind, RecallStatus},
    recall_class::RecallClass,
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
        waste_witness: false,
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
        waste_reason: None,
        id: UsageLineId::new(),
        usage_id: usage.id,
        line: 0,
        line_key: None,
        product_id: product.id,
        lot_id: Some(lot.id),
        stated_lot_number: None,
        stated_canonical: None,
        stated_expires_on: None,
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
    let identifiers = vec![
        identifier_of(product.id, IdentifierScheme::Gtin, "300239232013"),
        identifier_of(product.id, IdentifierScheme::Ndc, "0023-9232-01"),
    ];
    NamedExposure {
        line,
        usage,
        zone: chrono_tz::Tz::UTC,
        site: "denver".to_owned(),
        product,
        lot: Some(lot),
        via: None,
        site_name: "Denver clinic".to_owned(),
        share: None,
        container: None,
        identifiers,
        certain: true,
        because: None,
        deviation: false,
    }
}

fn identifier_of(product: ProductId, scheme: IdentifierScheme, value: &str) -> product_identifier::Model {
    let (value, canonical) = (value.to_owned(), value.to_owned());
    product_identifier::Model { scheme, canonical, product_id: product, value, containers_per_package: 1 }
}

fn recall() -> recall::Model {
    recall::Model {
        id: RecallId::new(),
        kind: RecallKind::Recall,
        number: Some("D-0417-2026".to_owned()),
        classification: RecallClass::ClassII,
        firm: "AbbVie".to_owned(),
        reason: "particles".to_owned(),
        instructions: None,
        initiated_on: NaiveDate::default(),
        response_due_on: None,
        status: RecallStatus::Open,
        opened_at: Instant(0),
        opened_by: "dia".to_owned(),
        trace_millis: 0,
    }
}

/// The resource of an exposure.
fn resource(exposure: &NamedExposure, version: FhirVersion) -> Value {
    entry(exposure, &recall(), version)["resource"].clone()
}

#[test]
fn a_drug_is_an_administration_with_its_batch_in_both_releases() {
    let given = exposure(product(RegulatoryClass::Biologic, "BOTOX Cosmetic", "U"));
    let r4 = resource(&given, FhirVersion::R4);
    assert_eq!(r4["resourceType"], "MedicationAdministration");
    assert_eq!(r4["contained"][0]["batch"], json!({ "lotNumber": "C3016C3", "expirationDate": "2027-06-30" }));
    assert_eq!(r4["contained"][0]["code"]["coding"][0]["code"], "0023-9232-01");
    assert_eq!(r4["medicationReference"]["reference"], "#recalled");
    assert_eq!(r4["subject"]["identifier"]["value"], "4711");
    assert_eq!(r4["effectiveDateTime"], "2026-03-02T18:00:00+00:00");
    let dose = json!({ "value": 12.5, "unit": "U", "system": "http://unitsofmeasure.org", "code": "[arb'U]" });
    assert_eq!(r4["dosage"]["dose"], dose);
    assert_eq!(r4["subject"]["identifier"]["system"], "urn:lotwise:patient");
    assert_eq!(r4["supportingInformation"][0]["display"], "Denver clinic");
    let r5 = resource(&given, FhirVersion::R5);
    assert_eq!(r5["medication"]["reference"]["reference"], "#recalled");
    assert_eq!(r5["occurenceDateTime"], r4["effectiveDateTime"]);
    assert_eq!(r5["encounter"], r4["context"]);
    assert_eq!(r5["performer"][0]["actor"]["reference"], r4["performer"][0]["actor"]);
    assert!(r5.get("effectiveDateTime").is_none() && r5.get("context").is_none());
}

#[test]
fn a_device_is_a_procedure_with_its_unique_device_identification() {
    let given = exposure(product(RegulatoryClass::Device, "Juvederm", "mL"));
    let r4 = resource(&given, FhirVersion::R4);
    assert_eq!(r4["resourceType"], "Procedure");
    let device = &r4["contained"][0];
    assert_eq!(device["udiCarrier"][0]["carrierHRF"], "(01)00300239232013(17)270630(10)C3016C3(21)SN-7");
    assert_eq!((&device["lotNumber"], &device["serialNumber"]), (&json!("C3016C3"), &json!("SN-7")));
    assert_eq!(r4["usedReference"][0]["reference"], "#recalled");
    let r5 = resource(&given, FhirVersion::R5);
    assert_eq!(r5["used"][0]["reference"]["reference"], "#recalled");
    assert_eq!(r5["occurrenceDateTime"], r4["performedDateTime"]);
    assert_eq!(r5["contained"][0]["name"][0]["value"], "Juvederm");
}

#[test]
fn a_voided_line_was_entered_in_error_and_an_unknown_lot_has_no_batch() {
    let mut given = exposure(product(RegulatoryClass::Drug, "Lidocaine", "mL"));
    given.line.voided_at = Some(Instant(1));
    given.lot = None;
    let voided = resource(&given, FhirVersion::R4);
    assert_eq!(voided["status"], "entered-in-error");
    assert!(voided["contained"][0].get("batch").is_none());
}

/// Saline that was mixed into the vial of a given toxin.
fn diluted(mut given: NamedExposure, share: Option<Quantity>) -> NamedExposure {
    let saline = product(RegulatoryClass::Drug, "Saline", "mL");
    let component = component::Model {
        id: ComponentId::new(),
        container_id: Some(ContainerId::new()),
        usage_line_id: None,
        product_id: saline.id,
        lot_id: given.lot.as_ref().map(|lot| lot.id),
        stated_lot_number: None,
        stated_canonical: None,
        from_container_id: None,
        quantity: Quantity(25_000),
        posting_id: None,
    };
    given.via = Some((component, saline));
    given.share = share;
    given
}

#[test]
fn the_dose_of_a_recalled_diluent_is_the_share_that_reached_the_patient_or_none() {
    let given = exposure(product(RegulatoryClass::Biologic, "BOTOX Cosmetic", "U"));
    let known = resource(&diluted(given.clone(), Some(Quantity(3_125))), FhirVersion::R4);
    assert_eq!((&known["dosage"]["dose"]["value"], &known["dosage"]["dose"]["code"]), (&json!(0.3125), &json!("mL")));
    let unknown = resource(&diluted(given, None), FhirVersion::R4);
    assert!(unknown.get("dosage").is_none(), "nobody can say");
    let notes = unknown["note"].to_string();
    assert!(notes.contains("2.5 mL of Saline were mixed into BOTOX Cosmetic, of which 12.5 U"), "{notes}");
}

#[test]
fn an_exposure_says_how_sure_it_is_and_of_which_recall_it_is() {
    let mut given = exposure(product(RegulatoryClass::Biologic, "BOTOX Cosmetic", "U"));
    given.certain = false;
    given.because = Some(Because::Assumed);
    for version in [FhirVersion::R4, FhirVersion::R5] {
        let possible = resource(&given, version);
        let tags: Vec<_> = possible["meta"]["tag"].as_array().unwrap().iter().map(|tag| tag["code"].clone()).collect();
        assert_eq!(tags, ["possible", "SCANNED", "D-0417-2026", "CLASS_II"]);
        assert!(possible["note"].to_string().contains("Possible exposure: Its lot was assumed"));
    }
}

#[test]
fn upc_and_hibc_identify_a_device_and_a_supply_is_no_administration() {
    let mut given = exposure(product(RegulatoryClass::Device, "Cannula", "each"));
    given.identifiers = vec![
        identifier_of(given.product.id, IdentifierScheme::Upc, "012345678905"),
        identifier_of(given.product.id, IdentifierScheme::Hibc, "+A99912345"),
    ];
    let device = resource(&given, FhirVersion::R5)["contained"][0].clone();
    assert_eq!(device["status"], "active");
    assert_eq!(device["udiCarrier"][0]["deviceIdentifier"], "00012345678905");
    assert_eq!(device["udiCarrier"][1]["deviceIdentifier"], "+A99912345");
    let supply = exposure(product(RegulatoryClass::Supply, "Gauze", "each"));
    for (version, used) in [(FhirVersion::R4, "usedCode"), (FhirVersion::R5, "used")] {
        let used_up = resource(&supply, version);
        assert_eq!(used_up["resourceType"], "Procedure");
        assert!(used_up[used].to_string().contains("Gauze, lot C3016C3"));
    }
}

#[test]
fn where_it_was_injected_and_how_is_said() {
    let mut given = exposure(product(RegulatoryClass::Biologic, "BOTOX Cosmetic", "U"));
    given.line.body_sites = Some(r#"[{"code":"glabella","quantity":"12.5"}]"#.to_owned());
    let dosage = resource(&given, FhirVersion::R4)["dosage"].clone();
    assert_eq!((&dosage["site"]["text"], &dosage["route"]["text"]), (&json!("glabella (12.5 U)"), &json!("injection")));
}
