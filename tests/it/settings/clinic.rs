//! The conventions of the clinic. What is refused for its form is refused before anything is looked up.

use chrono::{TimeDelta, Utc};
use entity::id::{ProductId, SiteId};
use serde_json::{Value, json};

use super::program::{Program, SIGNING_KEY, token};

#[tokio::test]
pub(super) async fn money_is_in_that_currency() {
    let program = Program::with(&[("LOTWISE_CURRENCY", "EUR")]);
    for (currency, wrong) in [("EUR", false), ("USD", true)] {
        let refused = program.refusals("recordSale", sale(TimeDelta::zero(), currency)).await;
        assert_eq!(names(&refused, "lines.0.unitPrice.currency"), wrong, "{currency}: {refused:?}");
    }
}

#[tokio::test]
pub(super) async fn reports_are_of_that_organisation() {
    let (name, address) = ("Aurora Medical Spas", "12 Main Street, Denver");
    let program = Program::with(&[("LOTWISE_ORGANISATION_NAME", name), ("LOTWISE_ORGANISATION_ADDRESS", address)]);
    let product = json!({
        "idempotencyKey": "1", "sku": "SALINE", "name": "Saline", "manufacturer": "B. Braun", "category": "CONSUMABLE",
        "regulatoryClass": "DRUG", "unit": "mL", "quantityStep": "0.1", "storage": "ROOM", "lotTracked": true,
        "expiryRequired": true, "container": { "name": "bottle", "contents": "10", "use": "SINGLE_USE" },
    });
    let made = program.does("createProduct", product, "product { id }").await;
    let scope = json!([{ "productId": made["product"]["id"], "allLots": true }]);
    let recall = json!({
        "idempotencyKey": "2", "kind": "RECALL", "classification": "CLASS_II", "firm": "B. Braun",
        "reason": "particles", "initiatedOn": "2026-01-05", "scope": scope,
    });
    let opened = program.does("openRecall", recall, "recall { id }").await;
    let what = json!({ "recallReport": { "recallId": opened["recall"]["id"] } });
    let link = json!({ "idempotencyKey": "3", "what": what });
    let link = program.does("createExportLink", link, "exportLink { url }").await;

    let page = program.reads(link["exportLink"]["url"].as_str().unwrap_or_default()).await;
    assert!(page.contains(name) && page.contains(address), "{page}");
}

#[tokio::test]
pub(super) async fn patients_have_ids_of_that_form() {
    let program = Program::with(&[("LOTWISE_PATIENT_ID_PATTERN", "P-[0-9]+")]);
    for (id, wrong) in [("P-88", false), ("88", true)] {
        let link = json!({ "idempotencyKey": id, "fromId": id, "intoId": "P-89" });
        let refused = program.refusals("linkPatient", link).await;
        assert_eq!(names(&refused, "fromId"), wrong, "{id}: {refused:?}");
    }
}

#[tokio::test]
pub(super) async fn clocks_may_differ_by_so_much() {
    let ended = token(SIGNING_KEY, "lotwise", "lotwise", TimeDelta::seconds(-200));
    for (skew_seconds, within) in [("600", true), ("100", false)] {
        let program = Program::with(&[("LOTWISE_CLOCK_SKEW_SECONDS", skew_seconds)]);
        let status = program.lets_in(&ended).await;
        assert_eq!(status == 200, within, "a token, {skew_seconds}: {status}");

        let refused = program.refusals("recordSale", sale(TimeDelta::seconds(200), "USD")).await;
        assert_eq!(!names(&refused, "soldAt"), within, "a sale, {skew_seconds}: {refused:?}");
    }
}

/// A sale of who knows what, sold so long from now.
fn sale(ahead: TimeDelta, currency: &str) -> Value {
    let line = json!({
        "source": { "productId": ProductId::new().to_string() }, "quantity": "1",
        "unitPrice": { "amount": "20", "currency": currency },
    });
    json!({
        "idempotencyKey": "1", "siteId": SiteId::new().to_string(), "saleId": "POS-1",
        "soldAt": Utc::now() + ahead, "lines": [line],
    })
}

fn names(refusals: &[(String, String)], field: &str) -> bool {
    refusals.iter().any(|(_, named)| named == field)
}
