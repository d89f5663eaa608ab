//! Whom a recall reached, certainly and possibly: paged to the end, logged page by page, and read by the lot's rows only.

use super::{listed, recall_of};
use crate::{
    clinic::{Clinic, at, clinic, filler, neurotoxin},
    databases::both,
};
use entity::{id::LotId, site::AssumedLots};
use lotwise::{
    operations::{open_recall::OpenRecall, set_site_policy::SetSitePolicy, source::StockSource},
    rules::recall::scope::ScopeGiven,
};
use serde_json::{Value, json};

impl Clinic {
    /// Every patient of a list of a recall, page by page.
    async fn all_patients(&self, recall: entity::id::RecallId, list: &str) -> Vec<String> {
        let (mut patients, mut after) = (vec![], Value::Null);
        loop {
            let after_text = if after.is_null() { String::new() } else { format!(", after: {after}") };
            let fields = format!(
                "{list}(first: 7{after_text}) {{ nodes {{ patient {{ id }} }} pageInfo {{ hasNextPage endCursor }} }}"
            );
            let page = self.recall(recall, &fields).await[list].clone();
            for node in page["nodes"].as_array().into_iter().flatten() {
                patients.push(node["patient"]["id"].as_str().unwrap_or_default().to_owned());
            }
            if page["pageInfo"]["hasNextPage"] == json!(false) {
                return patients;
            }
            after = page["pageInfo"]["endCursor"].clone();
        }
    }

    async fn accepts_assumed_lots(&self) {
        let policy = SetSitePolicy {
            site_id: self.denver.id,
            assumed_lots: Some(AssumedLots::Accept),
            scope_of_practice: None,
            late_entry_hours: None,
            second_signature_within_days: None,
            waste_witness: None,
        };
        self.done(&self.admin(), policy).await;
    }
}

#[tokio::test]
async fn exposures_of_several_lots_are_paged_to_the_end_and_every_page_is_logged() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let syringe = clinic.product(filler()).await.id;
        let lots = [clinic.receive(vial, "A1", 3).await, clinic.receive(vial, "A2", 3).await];
        let third = clinic.receive(syringe, "V1", 5).await;
        let other = clinic.receive(vial, "B7", 1).await;
        let mut expected = vec![];
        for number in 0..20 {
            let (lot, patient) = (lots[number % 2], format!("47{number:02}"));
            clinic.treated(lot, 10, &patient).await;
            expected.push(patient);
        }
        clinic.treated(third, 1, "4799").await;
        clinic.treated(other, 10, "4800").await;
        expected.push("4799".to_owned());
        expected.reverse();
        let scope = vec![
            ScopeGiven { lot_range: Some(("A1".to_owned(), "A9".to_owned())), ..listed(vial, &[]) },
            ScopeGiven { all_lots: true, ..listed(syringe, &[]) },
        ];
        let recall = clinic.done(&clinic.director(), OpenRecall { scope, ..recall_of(vial, &[]) }).await.recall_id;
        assert_eq!(clinic.all_patients(recall, "exposures").await, expected);
        let document =
            "{ auditLog(filter: { operation: \"recall.exposures\" }) { nodes { subject what rows outcome } } }";
        let log = clinic.asks(&clinic.auditor(), document, json!({})).await;
        let rows: Vec<_> =
            log["auditLog"]["nodes"].as_array().into_iter().flatten().map(|row| row["rows"].clone()).collect();
        assert_eq!(rows, [json!(7), json!(7), json!(7)]);
        assert_eq!(log["auditLog"]["nodes"][0]["what"], recall.to_string());
        let fields = format!(
            "{{ node(id: \"{recall}\") {{ ... on Recall {{ status exposures {{ nodes {{ quantity }} }} }} }} }}"
        );
        let denied = clinic.answer(&clinic.manager(), &fields, json!({})).await;
        assert_eq!(denied["data"]["node"], json!({ "status": "OPEN" }), "the rest is answered");
        assert_eq!(denied["errors"][0]["extensions"]["code"], "FORBIDDEN");
        let log = clinic.asks(&clinic.auditor(), document, json!({})).await;
        assert_eq!(log["auditLog"]["nodes"][0]["outcome"], "FORBIDDEN");
    })
    .await;
}

#[tokio::test]
async fn what_was_assumed_while_a_recalled_lot_was_there_is_a_possible_exposure() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.accepts_assumed_lots().await;
        let vial = clinic.product(neurotoxin()).await.id;
        let recalled: LotId = clinic.receive_expiring(vial, "C3016", 1, "2027-12-31").await;
        clinic.receive(vial, "B7", 3).await;
        let assumed = |patient: &str| lotwise::operations::record_usage::RecordUsage {
            patient_id: patient.to_owned(),
            ..clinic.usage([(StockSource::Product(vial), 10)])
        };
        clinic.done(&clinic.nurse(), assumed("4711")).await;
        clinic.treated(recalled, 100, "4712").await;
        let later = at(clinic.nurse(), "2026-03-03T18:00:00Z");
        let performed_at = later.at.into();
        let after = lotwise::operations::record_usage::RecordUsage { performed_at, ..assumed("4713") };
        clinic.done(&later, after).await;
        let recall = clinic.opens_recall(vial, &["C3016"]).await;
        assert_eq!(clinic.all_patients(recall, "exposures").await, ["4712"]);
        assert_eq!(clinic.all_patients(recall, "possibleExposures").await, ["4711"], "nothing was left a day later");
        let contacts: Vec<_> =
            clinic.contacts_of(recall).await.into_iter().map(|contact| (contact.subject_id, contact.certain)).collect();
        assert_eq!(contacts, [("4711".to_owned(), false), ("4712".to_owned(), true)]);
    })
    .await;
}

#[tokio::test]
async fn a_treatment_and_a_lot_say_which_recalls_they_are_under() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 1).await;
        clinic.treated(lot, 10, "4711").await;
        let recall = clinic.opens_recall(vial, &["C3016"]).await;
        let document = "query ($lot: ID!) { treatment(id: \"T-4711\") { openRecalls { id } } \
            node(id: $lot) { ... on Lot { trace { recalls { id status } } holds { recall { id } } } } }";
        let seen = clinic.asks(&clinic.director(), document, json!({ "lot": lot.to_string() })).await;
        let id = recall.to_string();
        assert_eq!(seen["treatment"]["openRecalls"], json!([{ "id": id }]));
        assert_eq!(seen["node"]["trace"]["recalls"], json!([{ "id": id, "status": "OPEN" }]));
        assert_eq!(seen["node"]["holds"], json!([{ "recall": { "id": id } }]));
    })
    .await;
}
