//! Who was treated with what: read by few, and every read is in the log.

use super::{each, errors};
use crate::{
    clinic::{clinic, neurotoxin},
    databases::both,
};
use lotwise::{operations::link_patient::LinkPatient, rules::rights::Role};
use serde_json::{Value, json};

#[tokio::test]
async fn a_patient_is_followed_through_every_id_that_was_merged() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(neurotoxin()).await.id, "C3016", 2).await;
        for patient in ["4711", "4712", "4713"] {
            clinic.treats(lot, 10, patient).await;
        }
        let link = LinkPatient { from_id: "4711".to_owned(), into_id: "4712".to_owned(), undo: false };
        clinic.done(&clinic.manager(), link).await;
        let document = "{ patient(id: \"4712\") { id linkedIds exposures { nodes \
                        { treatment { id } patient { id } lot { lotNumber } quantity evidence deviation line { booked } } } } }";
        let patient = clinic.reads(&clinic.director(), document, json!({})).await;
        assert_eq!((&patient["id"], &patient["linkedIds"]), (&json!("4712"), &json!(["4711"])));
        assert_eq!(each(&patient["exposures"], "/treatment/id"), ["T-4712", "T-4711"], "the last recorded first");
        assert_eq!(each(&patient["exposures"], "/patient/id"), ["4712", "4711"], "as it was recorded");
        assert_eq!(patient["exposures"]["nodes"][0]["quantity"], json!("10"));
    })
    .await;
}

#[tokio::test]
async fn every_read_of_patient_links_is_one_row_of_the_log_with_its_number() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(neurotoxin()).await.id, "C3016", 2).await;
        let first = clinic.treats(lot, 10, "4711").await;
        let second = clinic.treats(lot, 10, "4712").await;
        let trace = format!("{{ node(id: \"{lot}\") {{ ... on Lot {{ lotNumber trace {{ exposures {{ nodes {{ patient {{ id }} }} }} }} }} }} }}");
        let exposures = clinic.reads(&clinic.director(), &trace, json!({})).await;
        assert_eq!(each(&exposures["trace"]["exposures"], "/patient/id"), ["4712", "4711"]);
        clinic.reads(&clinic.director(), "{ usages { nodes { patient { id } } } }", json!({})).await;
        clinic.reads(&clinic.director(), "{ patient(id: \"4711\") { exposures { nodes { quantity } } } }", json!({})).await;
        clinic.reads(&clinic.nurse(), "{ usages { nodes { id } } }", json!({})).await;
        let by_director = |what: &str, rows: i64| json!({ "subject": "dia", "what": what, "outcome": "OK", "rows": rows });
        assert_eq!(clinic.logged("lot.trace.exposures").await, [by_director(&lot.to_string(), 2)]);
        assert_eq!(clinic.logged("patient").await, [by_director("4711", 1)]);
        assert_eq!(clinic.logged("patient.exposures").await, [by_director("4711", 1)]);
        let of_usages = clinic.logged("usage.patient").await;
        assert_eq!((of_usages.len(), &of_usages[0]["rows"]), (1, &json!(2)), "the reads of one answer are one row");
        let what = of_usages[0]["what"].as_str().unwrap();
        assert!(what.contains(&first.to_string()) && what.contains(&second.to_string()), "{what}");
    })
    .await;
}

#[tokio::test]
async fn whoever_asks_for_patient_links_without_the_right_is_refused_and_logged() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(neurotoxin()).await.id, "C3016", 2).await;
        clinic.treats(lot, 10, "4711").await;
        let trace = format!("{{ node(id: \"{lot}\") {{ ... on Lot {{ lotNumber trace {{ exposures {{ nodes {{ quantity }} }} sites {{ code }} }} }} }} }}");
        let answer = clinic.answer(&clinic.manager(), &trace, json!({})).await;
        assert_eq!(errors(&answer), [("node.trace.exposures".to_owned(), "FORBIDDEN".to_owned())]);
        assert_eq!(answer["data"]["node"]["lotNumber"], json!("C3016"), "the lot is not lost");
        assert_eq!(answer["data"]["node"]["trace"]["sites"], json!([{ "code": "denver" }]));
        assert_eq!(clinic.error_code(&clinic.manager(), "{ patient(id: \"4711\") { id } }").await, json!("FORBIDDEN"));
        clinic.answer(&clinic.manager(), "{ usages { nodes { patient { id } } } }", json!({})).await;
        for operation in ["lot.trace.exposures", "patient", "usage.patient"] {
            let logged = clinic.logged(operation).await;
            let refused = (&logged[0]["subject"], &logged[0]["outcome"], &logged[0]["rows"]);
            assert_eq!(refused, (&json!("max"), &json!("FORBIDDEN"), &Value::Null), "{operation}");
        }
    })
    .await;
}

#[tokio::test]
async fn one_person_gets_one_answer_on_who_was_treated_however_they_come_upon_it() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(neurotoxin()).await.id, "C3016", 2).await;
        clinic.treats(lot, 10, "4711").await;
        let named = "{ treatment(id: \"T-4711\") { patient { id } } }";
        let listed = "{ usages { nodes { patient { id } } } }";
        let through = "{ usages { nodes { treatment { patient { id } } } } }";
        let colleague = clinic.somebody("rob", Role::Nurse, "denver");
        for (person, may) in
            [(clinic.manager(), false), (colleague, false), (clinic.nurse(), true), (clinic.auditor(), true)]
        {
            for document in [named, listed, through] {
                let code = clinic.error_code(&person, document).await;
                assert_eq!(code == Value::Null, may, "{} {document}", person.caller.subject);
            }
        }
        let linked = "{ treatment(id: \"T-4711\") { patient { linkedIds } } }";
        assert_eq!(clinic.error_code(&clinic.nurse(), linked).await, json!("FORBIDDEN"));
    })
    .await;
}
