//! Who saw a patient or a customer: the audit log answers it to who may read such links, and to nobody else.

use std::collections::BTreeSet;

use lotwise::{
    exports::{Export, RecallAsked, RecallPart},
    operations::link_patient::LinkPatient,
    request::Request,
    rules::rights::{Caller, Grant, Role, SiteScope},
};
use serde_json::{Value, json};

use super::each;
use crate::{
    clinic::{Clinic, clinic, neurotoxin, serum},
    databases::both,
};

const SAW: &str = "query ($filter: AuditFilter!) { auditLog(filter: $filter, first: 100) { nodes {
    subject operation what outcome rows patientIds customerIds } } }";

impl Clinic {
    /// Who saw somebody, by whom and by what, the first first. Looking it up is left out.
    async fn saw(&self, filter: Value) -> Vec<(String, String, String)> {
        let log = self.reads(&self.auditor(), SAW, json!({ "filter": filter })).await;
        let mut events = log["nodes"].as_array().cloned().unwrap_or_default();
        events.retain(|event| event["operation"] != "auditLog.people");
        events.reverse();
        let word = |event: &Value, name: &str| event[name].as_str().unwrap_or_default().to_owned();
        events.iter().map(|event| ["subject", "operation", "outcome"].map(|name| word(event, name)).into()).collect()
    }
}

fn saw(who: &str, operation: &str, outcome: &str) -> (String, String, String) {
    (who.to_owned(), operation.to_owned(), outcome.to_owned())
}

#[tokio::test]
async fn whoever_saw_a_patient_in_a_record_a_list_or_a_file_is_named() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 2).await;
        clinic.treats(lot, 10, "4711").await;
        clinic.treats(lot, 10, "4712").await;
        let recall_id = clinic.opens_recall(vial, &["C3016"]).await;

        let director = clinic.director();
        let trace = format!(
            "{{ node(id: \"{lot}\") {{ ... on Lot {{ trace {{ exposures(first: 1) {{ nodes {{ id: quantity }} }} }} }} }} }}"
        );
        clinic.reads(&director, &trace, json!({})).await;
        clinic.reads(&director, "{ patient(id: \"4711\") { id } }", json!({})).await;
        let recall = "query ($id: ID!) { node(id: $id) { ... on Recall {
            exposures { nodes { quantity } } contacts { nodes { subjectId } } } } }";
        clinic.reads(&director, recall, json!({ "id": recall_id.to_string() })).await;
        clinic.answer(&clinic.manager(), "{ usages { nodes { patient { id } } } }", json!({})).await;
        for part in [RecallPart::Exposures, RecallPart::Contacts] {
            clinic.text(&director, Export::Recall(RecallAsked { recall_id, part })).await;
        }

        let both_saw = [
            saw("dia", "recall.exposures", "OK"),
            saw("dia", "recall.contacts", "OK"),
            saw("max", "usage.patient", "FORBIDDEN"),
            saw("dia", "export.recallExposures", "SHOWN"),
            saw("dia", "export.recallContacts", "SHOWN"),
        ];
        let of = |patient: &str| json!({ "patientId": patient });
        let first = clinic.saw(of("4711")).await;
        assert_eq!(first[0], saw("dia", "patient", "OK"));
        assert_eq!(sorted(&first[1..]), sorted(&both_saw), "the page of the trace showed the other alone");
        let second = clinic.saw(of("4712")).await;
        assert_eq!(second[0], saw("dia", "lot.trace.exposures", "OK"));
        assert_eq!(sorted(&second[1..]), sorted(&both_saw));
        assert_eq!(clinic.saw(of("4713")).await, []);

        let refused = json!({ "patientId": "4711", "outcome": "FORBIDDEN", "subject": "max" });
        assert_eq!(clinic.saw(refused).await, [saw("max", "usage.patient", "FORBIDDEN")]);
        clinic.books_are_proved().await;
    })
    .await;
}

fn sorted(events: &[(String, String, String)]) -> Vec<(String, String, String)> {
    let mut events = events.to_vec();
    events.sort();
    events
}

#[tokio::test]
async fn a_patient_is_found_by_every_id_that_the_ehr_merged() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.reads(&clinic.director(), "{ patient(id: \"4711\") { id } }", json!({})).await;
        let link = LinkPatient { from_id: "4711".to_owned(), into_id: "4712".to_owned(), undo: false };
        clinic.done(&clinic.manager(), link).await;

        assert_eq!(clinic.saw(json!({ "patientId": "4712" })).await, [saw("dia", "patient", "OK")]);
    })
    .await;
}

#[tokio::test]
async fn whoever_saw_a_customer_is_named() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let lot = clinic.receive(bottle, "S1", 5).await;
        let mut sale = clinic.sale([(lotwise::operations::source::StockSource::Lot(lot), 1)]);
        sale.customer_id = Some("C-7".to_owned());
        clinic.done(&clinic.front_desk(), sale).await;

        clinic.reads(&clinic.director(), "{ sales { nodes { customerId } } }", json!({})).await;
        clinic
            .reads(&clinic.director(), "{ sales(filter: { customerId: \"C-7\" }) { nodes { id } } }", json!({}))
            .await;

        let seen = [saw("dia", "sale.customer", "OK"), saw("dia", "sales.customer", "OK")];
        assert_eq!(clinic.saw(json!({ "customerId": "C-7" })).await, seen);
        assert_eq!(clinic.saw(json!({ "patientId": "C-7" })).await, [], "a customer is no patient");
    })
    .await;
}

#[tokio::test]
async fn an_administrator_sees_that_something_was_read_and_never_whose() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(neurotoxin()).await.id, "C3016", 2).await;
        clinic.treats(lot, 10, "P-4711").await;
        for document in [
            "{ patient(id: \"P-4711\") { exposures { nodes { quantity } } } }",
            "{ usages { nodes { patient { id } } } }",
        ] {
            clinic.reads(&clinic.director(), document, json!({})).await;
        }

        let log = clinic.reads(&clinic.admin(), SAW, json!({ "filter": {} })).await;
        assert!(!log.to_string().contains("P-4711"), "{log:#}");
        let read = each(&log, "/operation");
        assert!(read.contains(&"patient".to_owned()) && read.contains(&"usage.patient".to_owned()), "{read:?}");
        assert!(each(&log, "/patientIds").iter().all(|ids| ids == "null"));

        let asks = json!({ "filter": { "patientId": "P-4711" } });
        let answer = clinic.answer(&clinic.admin(), SAW, asks).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN");
        let tried = clinic.reads(&clinic.auditor(), SAW, json!({ "filter": { "operation": "auditLog.people" } })).await;
        let tried: Vec<_> = tried["nodes"].as_array().into_iter().flatten().collect();
        assert!(tried.iter().any(|event| event["subject"] == "kim" && event["outcome"] == "FORBIDDEN"), "{tried:?}");
        clinic.books_are_proved().await;
    })
    .await;
}

/// A program that may read the log is no auditor.
#[tokio::test]
async fn the_log_shows_whose_links_were_read_only_with_the_right_to_such_links() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.reads(&clinic.director(), "{ patient(id: \"P-4711\") { id } }", json!({})).await;
        for (scopes, whose) in [(&["audit:read"][..], false), (&["audit:read", "exposures:read"], true)] {
            let log =
                clinic.reads(&program(&clinic, scopes), SAW, json!({ "filter": { "operation": "patient" } })).await;
            let event = &log["nodes"][0];
            let expected = if whose { json!(["P-4711"]) } else { Value::Null };
            assert_eq!((&event["patientIds"], &event["subject"]), (&expected, &json!("dia")), "{scopes:?}");
            assert_eq!(event["what"] == "P-4711", whose, "{scopes:?}");
        }
    })
    .await;
}

fn program(clinic: &Clinic, scopes: &[&str]) -> Request {
    let scopes: BTreeSet<String> = scopes.iter().map(ToString::to_string).collect();
    let grants = vec![Grant { role: Role::Service, sites: SiteScope::All }];
    let caller = Caller { subject: "the archive".to_owned(), client: None, grants, scopes };
    Request { caller, ..clinic.auditor() }
}
