//! What leaves the service of a recall: CSV, FHIR, and the page to print; each for who may have it.

use crate::{
    clinic::{clinic, filler, neurotoxin},
    databases::both,
};
use entity::id::RecallId;
use lotwise::exports::{Export, FhirVersion, RecallAsked, RecallPart, link::CreateExportLink};

fn export(recall_id: RecallId, part: RecallPart) -> Export {
    Export::Recall(RecallAsked { recall_id, part })
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
        assert!(report.contains("Recall D-0417-2026") && report.contains("notified: 0 of 2"), "{report}");
        let links = CreateExportLink { export: export(recall, RecallPart::Exposures) };
        assert!(clinic.forbidden(&clinic.manager(), links).await);
        let empty = clinic.some_recall().await;
        let bundle = clinic.text(&clinic.director(), export(empty, RecallPart::Fhir(FhirVersion::R4))).await;
        let bundle: serde_json::Value = serde_json::from_str(&bundle).expect("JSON");
        assert!(bundle.get("entry").is_none(), "FHIR has no empty lists");
    })
    .await;
}
