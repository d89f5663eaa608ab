//! Opening the books, setting them right and stopping stock, as callers of the API see it.

use crate::{
    clinic::{Clinic, clinic, neurotoxin},
    databases::both,
};
use serde_json::{Value, json};

const REFUSED: &str = "userErrors { code message field }";

impl Clinic {
    /// Calls a mutation under a key of its own and answers its payload: `shown`, and what refuses it.
    async fn calls(&self, mutation: &str, mut input: Value, shown: &str) -> Value {
        let kind = format!("{}{}Input", mutation[..1].to_uppercase(), &mutation[1..]);
        input["idempotencyKey"] = json!(format!("{:032x}", rand::random::<u128>()));
        let document =
            format!("mutation Call($input: {kind}!) {{ {mutation}(input: $input) {{ {shown} {REFUSED} }} }}");
        self.asks(&self.manager(), &document, json!({ "input": input })).await[mutation].take()
    }

    /// Opening stock of two sealed vials and one with 40 U left: the lot and the posting.
    async fn opens_the_books(&self, product: &str) -> (Value, Value) {
        let now = self.now.to_rfc3339();
        let line = json!({
            "productId": product, "lotNumber": "C1", "expiresOn": "2027-06-30", "containers": 2,
            "openContainers": [{ "remaining": "40", "openedAt": now, "label": "VIAL-7" }],
            "unitCost": { "amount": "5", "currency": "USD" },
        });
        let input = json!({ "siteId": self.denver.id.to_string(), "asOf": now, "lines": [line] });
        let payload = self.calls("recordOpeningStock", input, "posting { id kind } lots { id }").await;
        assert_eq!(payload["posting"]["kind"], "OPENING_STOCK", "{payload:#}");
        (payload["lots"][0]["id"].clone(), payload["posting"]["id"].clone())
    }
}

#[tokio::test]
async fn the_books_are_opened_adjusted_and_taken_back() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(neurotoxin()).await.id.to_string();
        let (lot, opening) = clinic.opens_the_books(&product).await;
        let adjustment = |change: Value| {
            let (site, at) = (clinic.denver.id.to_string(), clinic.now.to_rfc3339());
            let lines = json!([{ "lotId": lot, "change": change }]);
            json!({ "siteId": site, "occurredAt": at, "reason": "shelf check", "lines": lines })
        };
        let stale = adjustment(json!({ "counted": { "amount": "140", "expected": "300" } }));
        let refused = clinic.calls("adjustStock", stale, "posting { id }").await;
        assert_eq!(refused["posting"], Value::Null);
        assert_eq!(refused["userErrors"][0]["code"], "CONFLICT", "{refused:#}");
        assert_eq!(refused["userErrors"][0]["field"], json!(["lines", "0", "change", "counted"]));
        let right = adjustment(json!({ "counted": { "amount": "140", "expected": "240" } }));
        let adjusted = clinic.calls("adjustStock", right, "posting { id kind reason }").await;
        assert_eq!(adjusted["posting"]["kind"], "ADJUSTMENT", "{adjusted:#}");
        for posting in [&adjusted["posting"]["id"], &opening] {
            let input = json!({ "postingId": posting, "reason": "keyed twice" });
            let reversed = clinic.calls("reversePosting", input, "posting { kind }").await;
            assert_eq!(reversed["posting"]["kind"], "REVERSAL", "{reversed:#}");
        }
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_lot_is_stopped_let_go_and_corrected() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(neurotoxin()).await.id.to_string();
        let (lot, _) = clinic.opens_the_books(&product).await;
        let fridge = json!([{ "siteId": clinic.denver.id.to_string(), "storage": "REFRIGERATED" }]);
        let place = json!({ "targets": fridge, "kind": "QUARANTINE", "reason": "14 degrees at 07:00" });
        let shown = "holds { id kind lot { id } site { code } container { id } quantity placedBy releasedAt }";
        let placed = clinic.calls("placeHold", place, shown).await;
        let hold = &placed["holds"][0];
        assert_eq!((&hold["lot"]["id"], &hold["site"]["code"]), (&lot, &json!("denver")), "{placed:#}");
        let release = json!({ "holdId": hold["id"], "reason": "it is stable for a day" });
        let released = clinic.calls("releaseHold", release.clone(), "hold { releasedBy releaseReason }").await;
        assert_eq!(released["hold"], json!({ "releasedBy": "max", "releaseReason": "it is stable for a day" }));
        let again = clinic.calls("releaseHold", release, "hold { id }").await;
        assert_eq!(again["userErrors"][0]["code"], "ALREADY_DONE", "{again:#}");
        let mut correction = json!({ "lotId": lot, "lotNumber": "C3016 C3", "reason": "misread" });
        let asked = clinic.calls("correctLot", correction.clone(), "lot { id }").await;
        assert_eq!(asked["userErrors"][0]["code"], "NEEDS_APPROVAL", "{asked:#}");
        let waiting = "{ approvals(status: WAITING) { nodes { id } } }";
        let waiting = clinic.asks(&clinic.director(), waiting, json!({})).await;
        let approval = waiting["approvals"]["nodes"][0]["id"].clone();
        clinic.mutates(&clinic.director(), "signApproval", json!({ "approvalId": approval }), "approval { id }").await;
        correction["approvalId"] = approval;
        let corrected = clinic.calls("correctLot", correction, "lot { id lotNumber }").await;
        assert_eq!(corrected["lot"], json!({ "id": lot, "lotNumber": "C3016 C3" }));
        let foreign = json!({ "lotId": hold["id"], "lotNumber": "C2", "reason": "misread" });
        let refused = clinic.calls("correctLot", foreign, "lot { id }").await;
        assert_eq!(refused["userErrors"][0]["code"], "INVALID", "the id of a hold is no lot's");
    })
    .await;
}
