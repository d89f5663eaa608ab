//! What leaves the service of a recall: CSV, FHIR, and the page to print; each for who may have it.

use crate::{
    clinic::{clinic, filler, mixed, neurotoxin, saline, serum},
    databases::both,
};
use entity::{id::RecallId, product::RegulatoryClass};
use lotwise::{
    exports::{Export, FhirVersion, RecallAsked, RecallPart, link::CreateExportLink},
    operations::{create_product::CreateProduct, record_usage::BodySite, source::StockSource},
};
use serde_json::json;

fn export(recall_id: RecallId, part: RecallPart) -> Export {
    Export::Recall(RecallAsked { recall_id, part })
}

/// Keeps a bundle where an outside judge of FHIR finds it: `.ci/run fhir`.
fn keep_for_the_judge(bundle: &str, name: &str) {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("fhir");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join(format!("{name}.json")), bundle).expect("a file");
}

fn version_word(version: FhirVersion) -> &'static str {
    match version {
        FhirVersion::R4 => "r4",
        FhirVersion::R5 => "r5",
    }
}

#[tokio::test]
async fn bundles_of_everything_that_an_exposure_can_be_are_kept_for_the_judge() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (vial, diluent) = (clinic.product(neurotoxin()).await.id, clinic.product(saline()).await.id);
        let gauze = CreateProduct { regulatory_class: RegulatoryClass::Supply, identifiers: vec![], ..serum() };
        let gauze = clinic.product(CreateProduct { sku: "GAUZE".to_owned(), ..gauze }).await.id;
        let lot = clinic.receive(vial, "B7", 1).await;
        let water = clinic.receive(diluent, "S1", 1).await;
        let wipes = clinic.receive(gauze, "G1", 5).await;
        let mut opening = clinic.opens(StockSource::Lot(lot));
        opening.components = vec![mixed(water, 2)];
        let opened = clinic.done(&clinic.nurse(), opening).await.container_id;
        let mut usage = clinic.usage([(StockSource::Container(opened), 20), (StockSource::Lot(wipes), 1)]);
        usage.lines[0].body_sites = vec![BodySite { code: "glabella".to_owned(), quantity: 20.into() }];
        clinic.done(&clinic.nurse(), usage).await;
        clinic.stated(vial, "B-7", "4799").await;
        let mut recall = super::recall_of(vial, &["B7"]);
        recall.scope.extend([super::listed(diluent, &["S1"]), super::listed(gauze, &["G1"])]);
        let recall = clinic.done(&clinic.director(), recall).await.recall_id;

        for version in [FhirVersion::R4, FhirVersion::R5] {
            let bundle = clinic.text(&clinic.director(), export(recall, RecallPart::Fhir(version))).await;
            keep_for_the_judge(&bundle, &format!("all-{:?}-{}", clinic.database.kind(), version_word(version)));
            let bundle: serde_json::Value = serde_json::from_str(&bundle).expect("JSON");
            let entries = bundle["entry"].as_array().cloned().unwrap_or_default();
            let told: Vec<_> = entries
                .iter()
                .map(|entry| {
                    let (resource, dose) = (&entry["resource"], &entry["resource"]["dosage"]["dose"]);
                    let sure = resource["meta"]["tag"][0]["code"].clone();
                    (resource["resourceType"].clone(), sure, dose["value"].clone())
                })
                .collect();
            let expected = [
                (json!("Procedure"), json!("certain"), json!(null)),
                (json!("MedicationAdministration"), json!("certain"), json!(20)),
                (json!("MedicationAdministration"), json!("certain"), json!(0.4)),
                (json!("MedicationAdministration"), json!("possible"), json!(10)),
            ];
            assert_eq!(told, expected, "a fifth of the vial had a fifth of the diluent");
        }
    })
    .await;
}

#[tokio::test]
async fn exposures_contacts_bundle_and_report_leave_as_files_for_who_may_have_them() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (vial, syringe) = (clinic.product(neurotoxin()).await.id, clinic.product(filler()).await.id);
        let (lot, other) = (clinic.receive(vial, "C3016", 2).await, clinic.receive(syringe, "V1", 2).await);
        clinic.treated(lot, 20, "4711").await;
        clinic.treated(other, 1, "4712").await;
        let mut recall = super::recall_of(vial, &["C3016"]);
        recall.scope.push(super::listed(syringe, &["V1"]));
        let recall = clinic.done(&clinic.director(), recall).await.recall_id;
        let csv = clinic.text(&clinic.director(), export(recall, RecallPart::Exposures)).await;
        assert_eq!(csv.lines().count(), 3, "{csv}");
        assert!(csv.contains("yes,4712,") && csv.contains(",C3016,2027-06-30,STATED,20,U,"), "{csv}");
        let contacts = clinic.text(&clinic.auditor(), export(recall, RecallPart::Contacts)).await;
        assert!(contacts.contains("PATIENT,4712,denver,"), "{contacts}");
        for version in [FhirVersion::R4, FhirVersion::R5] {
            let bundle = clinic.text(&clinic.director(), export(recall, RecallPart::Fhir(version))).await;
            keep_for_the_judge(&bundle, &format!("{:?}-{}", clinic.database.kind(), version_word(version)));
            let bundle: serde_json::Value = serde_json::from_str(&bundle).expect("JSON");
            let kinds: Vec<_> = bundle["entry"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|entry| entry["resource"]["resourceType"].clone())
                .collect();
            assert_eq!(kinds, ["Procedure", "MedicationAdministration"], "the last recorded first");
        }
        let report = clinic.text(&clinic.manager(), export(recall, RecallPart::Report)).await;
        assert!(report.contains("Recall report: D-0417-2026") && report.contains("notified: 0 of 2"), "{report}");
        let links = CreateExportLink { export: export(recall, RecallPart::Exposures) };
        assert!(clinic.forbidden(&clinic.manager(), links).await);
        let empty = clinic.some_recall().await;
        let bundle = clinic.text(&clinic.director(), export(empty, RecallPart::Fhir(FhirVersion::R4))).await;
        let bundle: serde_json::Value = serde_json::from_str(&bundle).expect("JSON");
        assert!(bundle.get("entry").is_none(), "FHIR has no empty lists");
    })
    .await;
}
