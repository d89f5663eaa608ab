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
