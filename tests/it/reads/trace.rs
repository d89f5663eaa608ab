//! The trace of a lot and the lots of a treatment: nothing that touched the lot is missing, however it was recorded.

use super::each;
use crate::{
    clinic::{Clinic, clinic, neurotoxin},
    databases::both,
};
use entity::id::{LotId, UsageLineId};
use lotwise::operations::{
    correct_lot::CorrectLot, reverse_posting::ReversePosting, settle_usage_line::SettleUsageLine, source::StockSource,
};
use lotwise::rules::lot_correction::Correction;
use serde_json::{Value, json};

const TRACE: &str = "
    query ($lot: ID!) { node(id: $lot) { ... on Lot {
        id lotNumber expiresOn status
        corrections { reason by confirmedBy lotNumberBefore mergedFrom }
        suppliers { name }
        trace {
            exposures { nodes { patient { id } treatment { id } quantity line { booked settledAt statedLotNumber voided { reason } } lot { id } } }
            receipts { nodes { kind supplier { name } reversedBy { reason } entries { quantity account } } }
            wastes { nodes { kind } }
            suppliers { name } sites { code }
        }
        ledger { nodes { account quantity balanceAfter } }
    } } }";

impl Clinic {
    async fn trace_of(&self, lot: LotId) -> Value {
        self.reads(&self.director(), TRACE, json!({ "lot": lot.to_string() })).await
    }

    async fn merge(&self, lot: LotId, number: &str) -> LotId {
        let correction = Correction { lot_number: Some(number.to_owned()), ..Correction::default() };
        let correct = CorrectLot {
            lot_id: lot,
            correction,
            reason: "read wrongly".to_owned(),
            confirmed_by_id: None,
            approval_id: None,
        };
        self.done_by_two(&self.manager(), correct).await.lot_id
    }
}

#[tokio::test]
async fn a_lot_shows_everyone_it_reached_through_vials_open_and_shared_booked_or_not() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        clinic.treats_unbooked(vial, "c 3016", "4710").await;
        let lot = clinic.receive(vial, "C3016", 2).await;
        let other = clinic.receive(vial, "OTHER", 1).await;
        clinic.treats(lot, 60, "4711").await;
        clinic.treats(lot, 40, "4712").await;
        clinic.treats(other, 40, "4713").await;
        let trace = clinic.trace_of(lot).await["trace"].clone();
        assert_eq!(each(&trace["exposures"], "/patient/id"), ["4712", "4711", "4710"]);
        let unbooked = &trace["exposures"]["nodes"][2];
        assert_eq!(
            (&unbooked["line"]["booked"], &unbooked["line"]["statedLotNumber"]),
            (&json!(false), &json!("c 3016"))
        );
        assert_eq!(trace["suppliers"], json!([{ "name": "Aria Medical" }]));
        assert_eq!(each(&trace["receipts"], "/entries/0/quantity"), ["200"]);
        assert_eq!(trace["sites"], json!([{ "code": "denver" }]));
        let treatment =
            "{ treatment(id: \"T-4710\") { lots { lotNumber } usages { lines { lot { id } statedLotNumber } } } }";
        let treatment = clinic.reads(&clinic.nurse(), treatment, json!({})).await;
        assert_eq!(treatment["lots"], json!([{ "lotNumber": "C3016" }]), "the number it states is known by now");
    })
    .await;
}

#[tokio::test]
async fn two_lots_that_turn_out_to_be_one_have_one_trace_and_both_ids_find_it() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let (right, wrong) = (clinic.receive(vial, "C3016", 1).await, clinic.receive(vial, "C3O16", 2).await);
        clinic.treats(right, 10, "4711").await;
        clinic.treats(wrong, 100, "4712").await;
        assert_eq!(clinic.merge(wrong, "C3016").await, right);
        clinic.treats(right, 10, "4713").await;
        let whole = clinic.trace_of(right).await;
        assert_eq!(each(&whole["trace"]["exposures"], "/patient/id"), ["4713", "4712", "4711"]);
        assert_eq!(
            each(&whole["trace"]["exposures"], "/lot/id"),
            [right.to_string(), right.to_string(), right.to_string()]
        );
        assert_eq!(each(&whole["trace"]["receipts"], "/kind"), ["RECEIPT", "RECEIPT"]);
        assert_eq!(whole["corrections"][0]["mergedFrom"], json!(wrong.to_string()));
        assert_eq!(whole["ledger"]["nodes"].as_array().unwrap().len(), 7);
        assert_eq!(clinic.trace_of(wrong).await["id"], json!(right.to_string()));
        for number in ["C3016", "c3o16"] {
            let document =
                format!("{{ lot(sku: \"BOTOX-100\", lotNumber: \"{number}\") {{ id stock {{ onHand }} }} }}");
            let lot = clinic.reads(&clinic.nurse(), &document, json!({})).await;
            assert_eq!(
                (&lot["id"], &lot["stock"]),
                (&json!(right.to_string()), &json!([{ "onHand": "180" }])),
                "{number}"
            );
        }
        let listed = clinic.reads(&clinic.nurse(), "{ lots { nodes { lotNumber } } }", json!({})).await;
        assert_eq!(each(&listed, "/lotNumber"), ["C3016"], "the other one is not a lot of its own");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_settled_line_gives_its_place_to_those_that_settle_it() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let usage = clinic.treats_unbooked(vial, "C3016", "4710").await;
        let lot = clinic.receive(vial, "C3016", 1).await;
        let document = format!("{{ node(id: \"{usage}\") {{ ... on Usage {{ lines {{ id }} }} }} }}");
        let line = clinic.reads(&clinic.nurse(), &document, json!({})).await["lines"][0]["id"].clone();
        let usage_line_id: UsageLineId = line.as_str().unwrap().parse().unwrap();
        let settle = SettleUsageLine { usage_line_id, source: StockSource::Lot(lot) };
        clinic.done(&clinic.manager(), settle).await;
        let trace = clinic.trace_of(lot).await["trace"].clone();
        assert_eq!(each(&trace["exposures"], "/patient/id"), ["4710"], "once, not twice");
        assert_eq!(each(&trace["exposures"], "/line/booked"), ["true"]);
        let all = document.replace("{ id }", "{ booked settledAt settles { id } }");
        let lines = clinic.reads(&clinic.nurse(), &all, json!({})).await["lines"].clone();
        assert_eq!(lines[1]["settles"]["id"], line, "both are kept");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_receipt_that_was_taken_back_stays_in_the_trace_and_says_so() {
    both(async |database| {
        let clinic = clinic(database).await;
        let delivery = clinic.delivery(clinic.product(neurotoxin()).await.id, "C3016", 1).await;
        let done = clinic.done(&clinic.manager(), delivery).await;
        let reverse = ReversePosting { posting_id: done.posting_id, reason: "another clinic's".to_owned() };
        clinic.done(&clinic.manager(), reverse).await;
        let lot = clinic.trace_of(done.lot_ids[0]).await;
        let receipts = &lot["trace"]["receipts"];
        assert_eq!(each(receipts, "/reversedBy/0/reason"), ["another clinic's"]);
        assert_eq!(each(&lot["ledger"], "/balanceAfter"), ["0", "100"]);
    })
    .await;
}

#[tokio::test]
async fn whatever_has_an_id_is_found_by_it() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(neurotoxin()).await.id, "C3016", 1).await;
        clinic.treats(lot, 10, "4711").await;
        let everything = "{ products { nodes { id } } suppliers { nodes { id } } sites { id } lots { nodes { id } } \
                          ledger { nodes { id posting { id } container { id } } } usages { nodes { id lines { id } } } \
                          auditLog { nodes { id } } }";
        let data = clinic.asks(&clinic.auditor(), everything, json!({})).await;
        let mut ids = Vec::new();
        collect_ids(&data, &mut ids);
        assert!(ids.len() > 15, "{ids:?}");
        for id in &ids {
            let found =
                clinic.asks(&clinic.auditor(), "query ($id: ID!) { node(id: $id) { id } }", json!({ "id": id })).await;
            assert_eq!(found["node"]["id"], json!(id));
        }
        for id in ["lot_0", "nonsense", "", "entry_1_1", "lot_00000000000000000000000000x"] {
            let code = clinic.error_code(&clinic.auditor(), &format!("{{ node(id: \"{id}\") {{ id }} }}")).await;
            assert_eq!(code, json!("INVALID"), "{id}");
        }
        let unknown = json!({ "id": LotId::new().to_string() });
        let unknown = clinic.asks(&clinic.auditor(), "query ($id: ID!) { node(id: $id) { id } }", unknown).await;
        assert_eq!(unknown["node"], Value::Null);
    })
    .await;
}

fn collect_ids(value: &Value, ids: &mut Vec<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect_ids(value, ids)),
        Value::Object(fields) => fields.iter().for_each(|(name, value)| match value {
            Value::String(id) if name == "id" => ids.push(id.clone()),
            value => collect_ids(value, ids),
        }),
        _ => {}
    }
}
