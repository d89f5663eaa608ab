//! Many inputs in one call: whatever becomes of one, the others are tried and answered.

use chrono::TimeDelta;
use entity::id::LotId;
use lotwise::rules::rights::Role;
use serde_json::{Value, json};

use crate::{
    clinic::{Clinic, clinic, neurotoxin, serum},
    databases::both,
};

const USAGES: &str = "mutation Replay($inputs: [RecordUsageInput!]!) { recordUsages(inputs: $inputs) { \
    usage { lines { quantity } } replayed userErrors { code message field } } }";
const SALES: &str = "mutation Replay($inputs: [RecordSaleInput!]!) { recordSales(inputs: $inputs) { \
    sale { saleId lines { quantity } } replayed userErrors { code message field } } }";

fn usage(clinic: &Clinic, site: &str, lot: LotId, number: usize) -> Value {
    json!({
        "idempotencyKey": format!("usage-{number}"),
        "siteId": site,
        "treatmentId": format!("T-{number}"),
        "patientId": format!("P-{number}"),
        "practitionerId": "practitioner-7",
        "performedAt": (clinic.now - TimeDelta::minutes(30)).to_rfc3339(),
        "lines": [{ "source": { "lotId": lot.to_string() }, "quantity": "1" }],
    })
}

fn sale(clinic: &Clinic, lot: LotId, number: usize, minutes_ago: i64) -> Value {
    json!({
        "idempotencyKey": format!("sale-{number}"),
        "siteId": clinic.denver.id.to_string(),
        "saleId": format!("S-{number}"),
        "soldAt": (clinic.now - TimeDelta::minutes(minutes_ago)).to_rfc3339(),
        "lines": [{ "source": { "lotId": lot.to_string() }, "quantity": "1" }],
    })
}

/// The field and the words of the one refusal of an answer.
fn refusal(answer: &Value) -> (String, String) {
    let [error] = &answer["userErrors"].as_array().unwrap()[..] else { panic!("one refusal: {answer:#}") };
    assert_eq!(error["code"], "INVALID", "{answer:#}");
    let field: Vec<&str> = error["field"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    (field.join("."), error["message"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn a_usage_that_is_forbidden_or_cannot_be_read_takes_no_other_with_it() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 1).await;
        let (here, elsewhere) = (clinic.denver.id.to_string(), clinic.auckland.id.to_string());
        let mut inputs: Vec<Value> = (0..8).map(|number| usage(&clinic, &here, lot, number)).collect();
        inputs[1]["siteId"] = json!(elsewhere);
        inputs[2]["lines"][0]["quantity"] = json!("a few");
        inputs[3]["performedAt"] = json!("yesterday");
        inputs[4]["patientId"] = json!(4711);
        inputs[5]["lines"][0]["bodySites"] = json!([{ "code": "glabella", "quantity": 1 }]);
        inputs[6]["lines"][0]["source"] = json!({ "lotId": "a lot" });

        let nurse = clinic.somebody("ana", Role::Nurse, "denver");
        let answer = clinic.answer(&nurse, USAGES, json!({ "inputs": inputs })).await;
        let [error] = &answer["errors"].as_array().unwrap()[..] else { panic!("one error: {answer:#}") };
        assert_eq!(error["extensions"]["code"], "FORBIDDEN");
        assert_eq!(error["path"], json!(["recordUsages", 1]));

        let answers = answer["data"]["recordUsages"].as_array().unwrap();
        assert_eq!((answers.len(), &answers[1]), (8, &Value::Null));
        for recorded in [0, 7] {
            assert_eq!(answers[recorded]["usage"]["lines"][0]["quantity"], "1", "{answer:#}");
        }
        for (place, field, words) in [
            (2, "lines.0.quantity", "This is no Decimal: a decimal is digits with an optional point."),
            (3, "performedAt", "This is no DateTime: "),
            (4, "patientId", "This is no ExternalId: "),
            (5, "lines.0.bodySites", "This is no Decimal: a decimal is written as a string, such as \"12.5\"."),
            (6, "lines.0.source.lotId", ""),
        ] {
            let (of, why) = refusal(&answers[place]);
            assert_eq!(of, field, "{answer:#}");
            assert!(why.starts_with(words), "{why}");
        }
        assert_eq!(clinic.balance(lot).await.on_hand.to_string(), "98");

        inputs[2]["lines"][0]["quantity"] = json!("2");
        let again = clinic.answer(&nurse, USAGES, json!({ "inputs": inputs })).await;
        let replayed = |place: usize| again["data"]["recordUsages"][place]["replayed"].clone();
        assert_eq!([replayed(0), replayed(2), replayed(7)], [true, false, true].map(Value::Bool));
        assert_eq!(clinic.balance(lot).await.on_hand.to_string(), "96");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_field_that_is_missing_is_an_error_of_the_request_and_nothing_is_written() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 1).await;
        let here = clinic.denver.id.to_string();
        for name in ["performedAt", "patientId", "lines"] {
            let mut inputs: Vec<Value> = (0..2).map(|number| usage(&clinic, &here, lot, number)).collect();
            inputs[1][name] = Value::Null;
            let answer = clinic.answer(&clinic.nurse(), USAGES, json!({ "inputs": inputs })).await;
            assert_eq!((&answer["data"], answer["errors"][0]["path"].is_null()), (&Value::Null, true), "{answer:#}");
        }
        assert_eq!(clinic.balance(lot).await.on_hand.to_string(), "100");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn sales_of_a_till_that_was_offline_are_recorded_in_the_order_of_the_till_and_each_by_itself() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let lot = clinic.receive(bottle, "S1", 2).await;
        // The last one of the list was the first at the till: the third bottle is not there for the second of the list.
        let mut inputs = vec![
            sale(&clinic, lot, 0, 30),
            sale(&clinic, lot, 1, 10),
            sale(&clinic, lot, 2, 50),
            sale(&clinic, lot, 3, 20),
            sale(&clinic, lot, 4, 40),
        ];
        inputs[3]["lines"][0]["unitPrice"] = json!({ "amount": "cheap", "currency": "USD" });
        inputs[4]["siteId"] = json!(clinic.auckland.id.to_string());

        let till = clinic.somebody("flo", Role::FrontDesk, "denver");
        let answer = clinic.answer(&till, SALES, json!({ "inputs": inputs })).await;
        let answers = answer["data"]["recordSales"].as_array().unwrap();
        assert_eq!([&answers[0]["sale"]["saleId"], &answers[2]["sale"]["saleId"]], [&json!("S-0"), &json!("S-2")]);
        assert_eq!(answers[1]["userErrors"][0]["code"], "INSUFFICIENT_STOCK", "{answer:#}");
        assert_eq!(refusal(&answers[3]).0, "lines.0.unitPrice");
        assert_eq!(answers[4], Value::Null);
        let error = &answer["errors"][0];
        assert_eq!((&error["extensions"]["code"], &error["path"]), (&json!("FORBIDDEN"), &json!(["recordSales", 4])));

        let again = clinic.answer(&till, SALES, json!({ "inputs": inputs })).await;
        assert_eq!(again["data"]["recordSales"][0]["replayed"], true);
        assert_eq!(clinic.balance(lot).await.on_hand.to_string(), "0");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn more_sales_than_may_come_at_once_are_refused_with_the_limit() {
    both(async |database| {
        let clinic = clinic(database).await;
        let bottle = clinic.product(serum()).await.id;
        let lot = clinic.receive(bottle, "S1", 200).await;
        let inputs: Vec<Value> = (0..101).map(|number| sale(&clinic, lot, number, 10)).collect();
        let answer = clinic.asks(&clinic.front_desk(), SALES, json!({ "inputs": inputs })).await;
        assert_eq!(refusal(&answer["recordSales"][0]).0, "inputs");
        assert_eq!(clinic.balance(lot).await.on_hand.to_string(), "200");
        clinic.books_are_proved().await;
    })
    .await;
}
