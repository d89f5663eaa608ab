//! What was done already is recorded after a recall opened, flagged, and joins the exposures at once.

use super::recall_of;
use crate::{
    clinic::{clinic, neurotoxin},
    databases::both,
};
use entity::{recall_contact::ContactStatus, usage::LateReason};
use lotwise::operations::{
    correct_usage::{CorrectUsage, VoidLine},
    reattribute_usage::ReattributeUsage,
    record_usage::{AlreadyPerformed, RecordUsage},
    source::{StockSource, UnbookedStock},
};
use serde_json::json;

#[tokio::test]
async fn a_declared_usage_joins_with_its_deviation_and_its_patient_is_to_be_told() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 2).await;
        clinic.treated(lot, 20, "4711").await;
        let recall = clinic.opens_recall(vial, &["C3016"]).await;
        let called = clinic.called(recall, ContactStatus::Acknowledged).await;
        clinic.done(&clinic.director(), called).await;
        clinic.done(&clinic.nurse(), clinic.declared(lot, 10, "4711")).await;
        clinic.done(&clinic.nurse(), clinic.declared(lot, 10, "4712")).await;
        let seen = clinic.recall(recall, "exposures { nodes { patient { id } deviation } }").await;
        let expected = json!([
            { "patient": { "id": "4712" }, "deviation": true }, { "patient": { "id": "4711" }, "deviation": true },
            { "patient": { "id": "4711" }, "deviation": false },
        ]);
        assert_eq!(seen["exposures"]["nodes"], expected);
        let contacts: Vec<_> =
            clinic.contacts_of(recall).await.into_iter().map(|contact| (contact.subject_id, contact.status)).collect();
        let pending = ContactStatus::Pending;
        assert_eq!(contacts, [("4711".to_owned(), pending), ("4712".to_owned(), pending)], "told again, and told");
    })
    .await;
}

#[tokio::test]
async fn an_unbooked_line_that_states_a_recalled_number_is_an_exposure_though_no_lot_is_known_by_it() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let unbooked = |number: &str, patient: &str| {
            let (lot_number, expires_on, serial) = (Some(number.to_owned()), None, None);
            let stock = UnbookedStock { product_id: vial, lot_number, expires_on, serial };
            let why = LateReason::ReceiptNotEntered;
            RecordUsage {
                already_performed: Some(AlreadyPerformed { why, note: None }),
                patient_id: patient.to_owned(),
                ..clinic.usage([(StockSource::Unbooked(stock), 10)])
            }
        };
        clinic.done(&clinic.nurse(), unbooked("c 3016", "4711")).await;
        clinic.done(&clinic.nurse(), unbooked("D4417", "4712")).await;
        let recall = clinic.done(&clinic.director(), recall_of(vial, &["C3016"])).await.recall_id;
        let patients = async || {
            let seen = clinic.recall(recall, "exposures { nodes { patient { id } } }").await;
            let told = clinic.contacts_of(recall).await.len();
            (seen["exposures"]["nodes"].as_array().map(Vec::len), told)
        };
        assert_eq!(patients().await, (Some(1), 1));
        clinic.done(&clinic.nurse(), unbooked("C3016", "4713")).await;
        assert_eq!(patients().await, (Some(2), 2), "entered after the recall");
    })
    .await;
}

#[tokio::test]
async fn whoever_a_usage_turns_out_to_be_of_is_to_be_told() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 2).await;
        let usage = clinic.usage([(StockSource::Lot(lot), 10)]);
        let usage = RecordUsage { patient_id: "4711".to_owned(), ..usage };
        let usage_id = clinic.done(&clinic.nurse(), usage).await.usage_id;
        let recall = clinic.opens_recall(vial, &["C3016"]).await;
        let reattribute = ReattributeUsage {
            usage_id: Some(usage_id),
            usage_ids: vec![],
            treatment_id: None,
            patient_id: Some("4799".to_owned()),
            practitioner_id: None,
            performed_at: None,
            reason: "charted on the wrong patient".to_owned(),
        };
        clinic.done(&clinic.nurse(), reattribute).await;
        let told: Vec<_> = clinic.contacts_of(recall).await.into_iter().map(|contact| contact.subject_id).collect();
        assert_eq!(told, ["4711", "4799"], "the wrong one stays listed until somebody says that it is not required");
        let line_id = clinic.recall(recall, "exposures { nodes { line { id } } }").await;
        let line_id = line_id["exposures"]["nodes"][0]["line"]["id"].as_str().and_then(|id| id.parse().ok());
        let void = VoidLine {
            line_id: line_id.expect("a line"),
            product: entity::usage_line::VoidedProduct::NeverDrawn,
            waste_reason: Some(entity::entry::WasteReason::PreparationError),
        };
        let correct =
            CorrectUsage { usage_id, reason: "not used".to_owned(), void_lines: vec![void], add_lines: vec![] };
        clinic.done(&clinic.nurse(), correct).await;
        let seen = clinic.recall(recall, "exposures { nodes { line { voided { product } } } }").await;
        assert_eq!(seen["exposures"]["nodes"][0]["line"]["voided"]["product"], "NEVER_DRAWN", "it stays, marked");
        clinic.books_are_proved().await;
    })
    .await;
}
