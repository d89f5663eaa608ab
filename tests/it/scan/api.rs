//! Scans as callers of the API see them.

use super::vial_with_serial;
use crate::{
    clinic::{clinic, filler, neurotoxin},
    databases::both,
    record_usage::opened,
};
use entity::id::SiteId;
use lotwise::rules::rights::Role;
use serde_json::{Value, json};

const SCAN: &str = "
    query ($code: String!, $siteId: ID) {
        scan(code: $code, siteId: $siteId) {
            format suspect likelyIntended gtin lotNumber expiresOn serial containersPerPackage
            elements { identifier title value } problems { code message at }
            product { sku } lot { lotNumber } containers { label remaining }
        }
    }";

fn asked(code: &str, site: SiteId) -> Value {
    json!({ "code": code, "siteId": site.to_string() })
}

#[tokio::test]
async fn a_code_is_answered_with_what_it_says_and_what_it_is_known_as() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "c3016 c3", 1).await;
        clinic.draw(lot, 40).await;
        let label = opened(&clinic, lot).await.label;
        let variables = asked(&vial_with_serial("C3016C3", "S-1"), clinic.denver.id);
        let scan = clinic.asks(&clinic.front_desk(), SCAN, variables).await["scan"].take();
        let expected = json!({
            "format": "GS1_ELEMENT_STRING", "suspect": false, "likelyIntended": null, "gtin": "00300239232013",
            "lotNumber": "C3016C3", "expiresOn": "2027-06-30", "serial": "S-1", "containersPerPackage": 1,
            "elements": scan["elements"].clone(), "problems": [], "product": { "sku": "BOTOX-100" },
            "lot": { "lotNumber": "c3016 c3" }, "containers": [{ "label": label, "remaining": "60" }]
        });
        assert_eq!(scan, expected);
        assert_eq!(scan["elements"][2], json!({ "identifier": "10", "title": "Lot number", "value": "C3016C3" }));
        let labelled = clinic.asks(&clinic.nurse(), SCAN, asked(&label, clinic.denver.id)).await["scan"].take();
        assert_eq!(labelled["format"], json!("CONTAINER_LABEL"));
        assert_eq!(labelled["product"], json!({ "sku": "BOTOX-100" }));
        assert_eq!(labelled["containers"][0]["label"], json!(label));
        let elsewhere = clinic.asks(&clinic.nurse(), SCAN, asked(&label, clinic.auckland.id)).await["scan"].take();
        assert_eq!(elsewhere["containers"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_with_a_code_stands_among_its_problems() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.product(filler()).await;
        let ask = async |code: &str| {
            let variables = json!({ "code": code });
            clinic.asks(&clinic.nurse(), SCAN, variables).await["scan"].take()
        };
        let suspect = ask("]d2010754016186000410L117271130").await;
        assert_eq!((&suspect["suspect"], &suspect["product"]["sku"]), (&json!(true), &json!("JUV-VOLUMA")));
        assert_eq!(suspect["likelyIntended"], json!("(01)07540161860004(10)L1(17)271130"));
        assert_eq!(suspect["problems"][0]["code"], json!("MISSING_SEPARATOR"));
        let damaged = ask("7.54016E+12").await;
        let message = "A spreadsheet changed the number: take it from the label, and format the column as text.";
        assert_eq!(damaged["problems"][0]["message"], json!(message));
        let no_country = ask("(01)07540161860004(422)001").await;
        assert_eq!(
            (&no_country["problems"][0]["code"], &no_country["problems"][0]["at"]),
            (&json!("BAD_VALUE"), &json!(23))
        );
        let box_of_two = ask("17540161860001").await;
        assert_eq!((&box_of_two["format"], &box_of_two["containersPerPackage"]), (&json!("GTIN"), &json!(2)));
        let unknown = ask("hello").await;
        assert_eq!(unknown["format"], json!("UNKNOWN"));
    })
    .await;
}

#[tokio::test]
async fn a_code_is_read_where_the_caller_may_read_stock() {
    both(async |database| {
        let clinic = clinic(database).await;
        let nurse = clinic.somebody("ana", Role::Nurse, "denver");
        let document = |site: SiteId| format!("{{ scan(code: \"1\", siteId: \"{site}\") {{ format }} }}");
        assert_eq!(clinic.error_code(&nurse, &document(clinic.denver.id)).await, json!(null));
        assert_eq!(clinic.error_code(&nurse, &document(clinic.auckland.id)).await, json!("FORBIDDEN"));
        let stranger = clinic.somebody("eve", Role::Service, "denver");
        assert_eq!(clinic.error_code(&stranger, "{ scan(code: \"1\") { format } }").await, json!("FORBIDDEN"));
    })
    .await;
}

const RECEIVE: &str = "
    mutation ($input: ReceiveStockInput!) {
        receiveStock(input: $input) {
            lots { lotNumber expiresOn product { sku } }
            userErrors { code field message }
        }
    }";

const USE: &str = "
    mutation ($input: RecordUsageInput!) {
        recordUsage(input: $input) {
            usage { lines { evidence lot { lotNumber } } }
            userErrors { code message ... on StockNotUsable { reasons lot { lotNumber } } ... on InvalidInput { rule } }
        }
    }";

#[tokio::test]
async fn a_scan_is_received_and_used_without_a_word_keyed() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        // The fixture's delivery makes its supplier.
        let supplier = clinic.delivery(botox.id, "X", 1).await.supplier_id;
        let overrides = json!([{ "kind": "UNAUTHORIZED_SUPPLIER", "reason": "seen" }]);
        let line = json!({ "scans": [vial_with_serial("C3016C3", "S-1")], "overrides": overrides });
        let input = json!({
            "idempotencyKey": "delivery", "siteId": clinic.denver.id.to_string(), "supplierId": supplier.to_string(),
            "receivedAt": clinic.now.to_rfc3339(), "lines": [line]
        });
        let data = clinic.asks(&clinic.manager(), RECEIVE, json!({ "input": input })).await;
        let lot = json!({ "lotNumber": "C3016C3", "expiresOn": "2027-06-30", "product": { "sku": "BOTOX-100" } });
        assert_eq!(data["receiveStock"], json!({ "lots": [lot], "userErrors": [] }));
        let usage = |key: &str, source: Value| {
            json!({ "input": {
                "idempotencyKey": key, "siteId": clinic.denver.id.to_string(), "treatmentId": "T-1", "patientId": "P-1",
                "practitionerId": "practitioner-7", "performedAt": clinic.now.to_rfc3339(),
                "lines": [{ "source": source, "quantity": "20" }]
            } })
        };
        let scanned = json!({ "scan": vial_with_serial("C3016C3", "S-1") });
        let data = clinic.asks(&clinic.nurse(), USE, usage("first", scanned)).await;
        let line = json!({ "evidence": "SCANNED", "lot": { "lotNumber": "C3016C3" } });
        assert_eq!(data["recordUsage"], json!({ "usage": { "lines": [line] }, "userErrors": [] }));
        let other = json!({ "openNew": { "scan": "(01)00300239232013(17)270731(10)C3016C3" } });
        let data = clinic.asks(&clinic.nurse(), USE, usage("second", other)).await;
        let error = &data["recordUsage"]["userErrors"][0];
        assert_eq!((&error["code"], &error["reasons"]), (&json!("STOCK_NOT_USABLE"), &json!(["EXPIRY_DIFFERS"])));
        assert_eq!(error["lot"], json!({ "lotNumber": "C3016C3" }));
    })
    .await;
}

const RECEIVED: &str = "
    query ($id: ID!) {
        node(id: $id) {
            ... on Posting { receivedSerials { serial lot { lotNumber } } entries { receiptBasis } }
        }
    }";

#[tokio::test]
async fn what_came_with_a_delivery_is_read_back() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.product(neurotoxin()).await;
        let codes = ["S-2", "S-1"].map(|serial| vial_with_serial("C3016C3", serial));
        let mut delivery = clinic.scanned(&[&[codes[0].as_str(), codes[1].as_str()]]).await;
        delivery.lines[0].basis = Some(entity::entry::ReceiptBasis::FreeGoods);
        let posting = clinic.done(&clinic.manager(), delivery).await.posting_id;
        let read = clinic.asks(&clinic.manager(), RECEIVED, json!({ "id": posting.to_string() })).await["node"].take();
        let of_lot = |serial: &str| json!({ "serial": serial, "lot": { "lotNumber": "C3016C3" } });
        assert_eq!(read["receivedSerials"], json!([of_lot("S-1"), of_lot("S-2")]));
        assert_eq!(read["entries"], json!([{ "receiptBasis": "FREE_GOODS" }]));
    })
    .await;
}
