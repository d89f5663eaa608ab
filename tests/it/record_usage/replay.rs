//! A replay after an outage: many usages in one call, each by itself, in the order in which they were performed.

use crate::{
    clinic::{Clinic, clinic, neurotoxin},
    databases::both,
    record_usage::opened,
};
use chrono::{DateTime, TimeDelta, Utc};
use entity::id::{LotId, ProductId};
use serde_json::{Value, json};

const REPLAY: &str = "mutation Replay($inputs: [RecordUsageInput!]!) { recordUsages(inputs: $inputs) { \
    usage { id performedAt late lines { quantity booked } } replayed \
    userErrors { code message field ... on InvalidInput { rule limit } } } }";

/// What the app kept while it was offline.
fn kept(clinic: &Clinic, lot: &str, number: usize, performed_at: DateTime<Utc>) -> Value {
    json!({
        "idempotencyKey": format!("offline-{number}"),
        "siteId": clinic.denver.id.to_string(),
        "treatmentId": format!("T-{number}"),
        "patientId": format!("P-{number}"),
        "practitionerId": "practitioner-7",
        "performedAt": performed_at.to_rfc3339(),
        "alreadyPerformed": { "why": "OFFLINE" },
        "lines": [{ "source": { "lotId": lot }, "quantity": "1" }],
    })
}

/// A hundred usages, the last performed first.
fn a_hundred(clinic: &Clinic, lot: LotId) -> Vec<Value> {
    let minutes_ago = |number: usize| clinic.now - TimeDelta::minutes(number as i64 + 1);
    (0..100).map(|number| kept(clinic, &lot.to_string(), number, minutes_ago(number))).collect()
}

#[tokio::test]
async fn a_hundred_usages_are_replayed_in_one_call_and_once() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 1).await;
        let mut inputs = a_hundred(&clinic, lot);
        inputs[40]["patientId"] = json!("Jane Doe");
        let variables = json!({ "inputs": inputs });
        let first = clinic.asks(&clinic.nurse(), REPLAY, variables.clone()).await["recordUsages"].take();
        let [first, again] = [first, clinic.asks(&clinic.nurse(), REPLAY, variables).await["recordUsages"].take()];
        for (number, (first, again)) in first.as_array().unwrap().iter().zip(again.as_array().unwrap()).enumerate() {
            if number == 40 {
                assert_eq!(first["userErrors"][0]["rule"], "LOOKS_LIKE_A_PERSON", "{first:#}");
                assert_eq!((&first["usage"], first), (&Value::Null, again));
                continue;
            }
            assert_eq!((&first["usage"]["late"], &first["replayed"]), (&json!("OFFLINE"), &json!(false)), "{first:#}");
            assert_eq!((&again["usage"], &again["replayed"]), (&first["usage"], &json!(true)));
        }
        let vial = opened(&clinic, lot).await;
        let earliest = clinic.now - TimeDelta::minutes(100);
        assert_eq!((vial.remaining.to_string(), vial.opened_at.to_utc()), ("1".to_owned(), earliest));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn more_than_a_hundred_are_refused_with_the_limit_and_nothing_is_written() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 1).await;
        let mut inputs = a_hundred(&clinic, lot);
        inputs.push(kept(&clinic, &lot.to_string(), 100, clinic.now));
        let answer = clinic.asks(&clinic.nurse(), REPLAY, json!({ "inputs": inputs })).await;
        let error = &answer["recordUsages"][0]["userErrors"][0];
        assert_eq!(
            (&error["rule"], &error["limit"], &error["field"]),
            (&json!("TOO_MANY"), &json!("100"), &json!(["inputs"]))
        );
        assert_eq!(clinic.balance(lot).await.on_hand.to_string(), "100");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn an_id_that_is_unknown_or_of_something_else_is_refused_where_it_stands() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (site, lot) = (clinic.denver.id.to_string(), LotId::new().to_string());
        for (lot, code, field) in [
            (lot.as_str(), "NOT_FOUND", vec!["lines", "0", "source"]),
            (&ProductId::new().to_string(), "INVALID", vec!["lines", "0", "source", "lotId"]),
            (&site, "INVALID", vec!["lines", "0", "source", "lotId"]),
            ("4711", "INVALID", vec!["lines", "0", "source", "lotId"]),
            ("", "INVALID", vec!["lines", "0", "source", "lotId"]),
        ] {
            let mut input = kept(&clinic, lot, 1, clinic.now);
            input["alreadyPerformed"] = Value::Null;
            let answer = clinic.asks(&clinic.nurse(), REPLAY, json!({ "inputs": [input] })).await;
            let error = &answer["recordUsages"][0]["userErrors"][0];
            assert_eq!((&error["code"], &error["field"]), (&json!(code), &json!(field)), "{lot}: {answer:#}");
        }
        clinic.books_are_proved().await;
    })
    .await;
}
