//! Open, draw, discard; waste, consume, return: over the API, with everything readable again.

use crate::{
    clinic::{Clinic, clinic, neurotoxin, saline},
    databases::both,
};
use entity::id::LotId;
use lotwise::request::Request;
use serde_json::{Value, json};

const CONTAINER: &str = "id label status openedBy usableUntil contents counted used wasted remaining unusable keptFor components { quantity lot { id } posting { kind } }";

impl Clinic {
    /// Does something under a key of its own and answers its payload.
    async fn does(&self, request: &Request, mutation: &str, mut input: Value, shown: &str) -> Value {
        input["siteId"] = json!(self.denver.id.to_string());
        self.mutates(request, mutation, input, shown).await
    }

    async fn opens_over_the_api(&self, vial: LotId, diluent: LotId) -> Value {
        let input = json!({
            "source": { "openNew": { "lotId": vial.to_string() } }, "openedAt": self.now.to_rfc3339(), "label": "VIAL-7",
            "components": [{ "source": { "lotId": diluent.to_string() }, "quantity": "2.5" }],
        });
        self.does(&self.nurse(), "openContainer", input, &format!("container {{ {CONTAINER} }}")).await
    }
}

async fn lots(clinic: &Clinic) -> (LotId, LotId) {
    let (vial, diluent) = (clinic.product(neurotoxin()).await.id, clinic.product(saline()).await.id);
    (clinic.receive(vial, "C3016", 4).await, clinic.receive(diluent, "NACL-9", 2).await)
}

#[tokio::test]
async fn a_vial_is_opened_drawn_from_and_discarded() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (vial, diluent) = lots(&clinic).await;
        let opened = clinic.opens_over_the_api(vial, diluent).await["container"].take();
        assert_eq!((&opened["label"], &opened["remaining"]), (&json!("VIAL-7"), &json!("100")), "{opened:#}");
        assert_eq!(opened["usableUntil"], "2026-03-03T18:00:00+00:00");
        let component =
            json!({ "quantity": "2.5", "lot": { "id": diluent.to_string() }, "posting": { "kind": "CONSUMPTION" } });
        assert_eq!(opened["components"], json!([component]));
        let again = clinic.opens_over_the_api(vial, diluent).await;
        assert_eq!(
            (&again["container"], &again["userErrors"][0]["code"]),
            (&Value::Null, &json!("CONFLICT")),
            "{again:#}"
        );
        let line = json!({ "containerId": opened["id"], "measuredRemaining": "97.5", "reason": "IN_USE_EXPIRED" });
        let input = json!({ "occurredAt": clinic.now.to_rfc3339(), "witnessId": "witness-3", "lines": [line] });
        let shown = format!(
            "posting {{ kind witnessId entries {{ account quantity wasteReason note }} }} containers {{ {CONTAINER} }}"
        );
        let discarded = clinic.does(&clinic.nurse(), "discardContainers", input, &shown).await;
        let container = &discarded["containers"][0];
        assert_eq!(
            (&container["status"], &container["counted"], &container["wasted"]),
            (&json!("DISCARDED"), &json!("-2.5"), &json!("97.5"))
        );
        let entries = json!([
            { "account": "COUNT", "quantity": "-2.5", "wasteReason": null, "note": "Measured when it was discarded." },
            { "account": "WASTE", "quantity": "-97.5", "wasteReason": "IN_USE_EXPIRED", "note": null },
        ]);
        assert_eq!(discarded["posting"], json!({ "kind": "WASTE", "witnessId": "witness-3", "entries": entries }));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn waste_consumption_and_returns_are_readable_again() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (vial, _) = lots(&clinic).await;
        let at = clinic.now.to_rfc3339();
        let source = json!({ "lotId": vial.to_string() });
        let shown = "posting { kind reason document disposalRoute certificate entries { account quantity wasteReason consumptionReason note } }";
        let line = json!({ "source": source, "quantity": "100", "reason": "OTHER", "note": "given to the training centre" });
        let input = json!({ "occurredAt": at, "disposalRoute": "sharps container", "certificate": "CERT-1", "lines": [line] });
        let wasted = clinic.does(&clinic.nurse(), "recordWaste", input, shown).await["posting"].take();
        assert_eq!((&wasted["kind"], &wasted["certificate"]), (&json!("WASTE"), &json!("CERT-1")), "{wasted:#}");
        assert_eq!(wasted["entries"][0]["note"], "given to the training centre");
        let line = json!({ "source": source, "quantity": "10", "reason": "DEMONSTRATION", "note": "for the new nurse" });
        let input = json!({ "occurredAt": at, "lines": [line] });
        let consumed = clinic.does(&clinic.nurse(), "recordConsumption", input, shown).await["posting"].take();
        let entry = &consumed["entries"][0];
        assert_eq!((&entry["account"], &entry["consumptionReason"]), (&json!("CONSUMPTION"), &json!("DEMONSTRATION")), "{consumed:#}");
        let suppliers = clinic.asks(&clinic.manager(), "{ suppliers { nodes { id } } }", json!({})).await;
        let input = json!({
            "supplierId": suppliers["suppliers"]["nodes"][0]["id"], "occurredAt": at, "document": "RMA-17",
            "reason": "ordered twice", "lines": [{ "lotId": vial.to_string(), "quantity": "100" }],
        });
        let returned = clinic.does(&clinic.manager(), "returnToSupplier", input, shown).await["posting"].take();
        assert_eq!((&returned["kind"], &returned["document"]), (&json!("SUPPLIER_RETURN"), &json!("RMA-17")), "{returned:#}");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_was_mixed_in_at_the_chair_is_on_the_line() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (vial, diluent) = lots(&clinic).await;
        let component = json!({ "source": { "lotId": diluent.to_string() }, "quantity": "0.3" });
        let line = json!({ "source": { "lotId": vial.to_string() }, "quantity": "20", "components": [component] });
        let input = json!({
            "treatmentId": "T1", "patientId": "4711", "practitionerId": "nurse-1", "performedAt": clinic.now.to_rfc3339(),
            "lines": [line],
        });
        let shown = "usage { lines { quantity components { quantity product { sku } lot { id } fromContainer { remaining } } } }";
        let usage = clinic.does(&clinic.nurse(), "recordUsage", input, shown).await["usage"].take();
        let expected = json!([{ "quantity": "20", "components": [{
            "quantity": "0.3", "product": { "sku": "SALINE-30" }, "lot": { "id": diluent.to_string() },
            "fromContainer": { "remaining": "29.7" },
        }] }]);
        assert_eq!(usage["lines"], expected, "{usage:#}");
        clinic.books_are_proved().await;
    })
    .await;
}
