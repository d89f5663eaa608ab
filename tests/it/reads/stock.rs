//! Stock levels: what is on hand divides into what may be used and what may not, now and at any instant.

use super::each;
use crate::{
    clinic::{Clinic, clinic, neurotoxin, serum},
    databases::both,
};
use entity::hold::HoldKind;
use lotwise::{operations::place_hold::PlaceHold, request::Request, rules::holding::HoldTarget};
use rust_decimal::Decimal;
use serde_json::{Value, json};

const LEVEL: &str = "onHand recalled held expired usable opened nextExpiry \
                     lots { onHand recalled held expired usable opened sealedContainers unitCost { amount currency } lot { lotNumber status } }";

impl Clinic {
    async fn level(&self, request: &Request) -> Value {
        let document = format!("query ($site: ID!) {{ stock(siteId: $site) {{ nodes {{ {LEVEL} }} }} }}");
        let list = self.reads(request, &document, json!({ "site": self.denver.id.to_string() })).await;
        list["nodes"][0].clone()
    }

    async fn as_of(&self, at: &str, by: &str) -> Value {
        let document = format!(
            "query ($site: ID!, $at: DateTime!) {{ stockAsOf(siteId: $site, at: $at, by: {by}) {{ nodes {{ {LEVEL} }} }} }}"
        );
        let variables = json!({ "site": self.denver.id.to_string(), "at": at });
        self.reads(&self.auditor(), &document, variables).await["nodes"][0].clone()
    }
}

fn amounts(level: &Value) -> [&str; 6] {
    ["onHand", "recalled", "held", "expired", "usable", "opened"].map(|part| level[part].as_str().unwrap_or("missing"))
}

fn decimal(value: &Value) -> Decimal {
    value.as_str().and_then(|text| text.parse().ok()).expect("a decimal")
}

#[tokio::test]
async fn what_is_on_hand_is_recalled_held_expired_or_usable() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let fresh = clinic.receive_expiring(vial, "FRESH", 3, "2027-06-30").await;
        clinic.receive_expiring(vial, "OLD", 1, "2026-03-01").await;
        let suspect = clinic.receive_expiring(vial, "SUSPECT", 2, "2027-01-31").await;
        let target = HoldTarget { lot_id: Some(suspect), ..HoldTarget::default() };
        let hold = PlaceHold { targets: vec![target], kind: HoldKind::Suspect, reason: "the carton".to_owned() };
        clinic.done(&clinic.director(), hold).await;
        clinic.treats(fresh, 30, "4711").await;
        let level = clinic.level(&clinic.front_desk()).await;
        assert_eq!(amounts(&level), ["570", "0", "200", "100", "270", "70"]);
        assert_eq!(level["nextExpiry"], json!("2027-06-30"), "what may be used expires then");
        let lots = level["lots"].as_array().unwrap();
        let numbers: Vec<_> = lots.iter().map(|lot| lot["lot"]["lotNumber"].as_str().unwrap()).collect();
        assert_eq!(numbers, ["OLD", "SUSPECT", "FRESH"], "first expired first");
        let statuses: Vec<_> = lots.iter().map(|lot| lot["lot"]["status"].as_str().unwrap()).collect();
        assert_eq!(statuses, ["EXPIRED", "HELD", "USABLE"]);
        let fresh = &lots[2];
        assert_eq!(
            (&fresh["onHand"], &fresh["opened"], &fresh["sealedContainers"]),
            (&json!("270"), &json!("70"), &json!(2))
        );
        assert_eq!(fresh["unitCost"], json!(null), "the front desk sees prices, not costs");
        let to_the_manager = clinic.level(&clinic.manager()).await;
        assert_eq!(to_the_manager["lots"][2]["unitCost"], json!({ "amount": "2.5", "currency": "USD" }));
        for part in ["onHand", "recalled", "held", "expired", "usable", "opened"] {
            let of_lots: Decimal = lots.iter().map(|lot| decimal(&lot[part])).sum();
            assert_eq!(of_lots, decimal(&level[part]), "{part} of a lot means what it means of the level");
        }
        let tomorrow = Request { at: "2026-03-03T18:00:01Z".parse().unwrap(), ..clinic.nurse() };
        assert_eq!(
            amounts(&clinic.level(&tomorrow).await),
            ["570", "0", "200", "170", "200", "70"],
            "the vial's hours are over"
        );
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_product_without_stock_at_the_site_has_an_empty_level_and_stands_on_no_list() {
    both(async |database| {
        let clinic = clinic(database).await;
        clinic.product(serum()).await;
        let document =
            format!("query ($site: ID!) {{ product(sku: \"SERUM-C\") {{ stock(siteId: $site) {{ {LEVEL} }} }} }}");
        let product = clinic.reads(&clinic.nurse(), &document, json!({ "site": clinic.denver.id.to_string() })).await;
        assert_eq!(amounts(&product["stock"]), ["0"; 6]);
        assert_eq!((&product["stock"]["lots"], &product["stock"]["nextExpiry"]), (&json!([]), &Value::Null));
        assert_eq!(clinic.level(&clinic.nurse()).await, Value::Null);
    })
    .await;
}

#[tokio::test]
async fn stock_is_known_as_it_was() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 2).await;
        clinic.now = "2026-03-02T19:00:00Z".parse().unwrap();
        clinic.treats(lot, 30, "4711").await;
        clinic.now = "2026-03-02T20:00:00Z".parse().unwrap();
        let target = HoldTarget { lot_id: Some(lot), site_id: Some(clinic.denver.id), ..HoldTarget::default() };
        let hold = PlaceHold { targets: vec![target], kind: HoldKind::Quarantine, reason: "14 °C".to_owned() };
        clinic.done(&clinic.nurse(), hold).await;
        for (at, by, expected) in [
            ("2026-03-02T15:59:59Z", "OCCURRED", ["0"; 6]),
            ("2026-03-02T16:00:00Z", "OCCURRED", ["200", "0", "0", "0", "200", "0"]),
            ("2026-03-02T17:59:59Z", "RECORDED", ["0"; 6]),
            ("2026-03-02T18:00:00Z", "RECORDED", ["200", "0", "0", "0", "200", "0"]),
            ("2026-03-02T19:00:00Z", "RECORDED", ["170", "0", "0", "0", "170", "70"]),
            ("2026-03-02T20:00:00Z", "RECORDED", ["170", "0", "170", "0", "0", "70"]),
        ] {
            assert_eq!(amounts(&clinic.as_of(at, by).await), expected, "{at} {by}");
        }
        assert_eq!(
            amounts(&clinic.as_of("2026-03-02T20:00:00Z", "RECORDED").await),
            amounts(&clinic.level(&clinic.nurse()).await)
        );
    })
    .await;
}

#[tokio::test]
async fn open_containers_stand_in_the_order_of_use_and_then_those_to_discard() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let (first, second) = (clinic.receive(vial, "A1", 1).await, clinic.receive(vial, "B1", 1).await);
        clinic.treats(second, 10, "4711").await;
        clinic.now = "2026-03-03T17:59:00Z".parse().unwrap();
        clinic.treats(first, 10, "4712").await;
        let site = clinic.denver.id;
        let list = format!("{{ openContainers(siteId: \"{site}\", includeUnusable: true) {{ nodes {{ lot {{ lotNumber }} unusable usableUntil remaining keptFor }} }} }}");
        let now = clinic.reads(&clinic.nurse(), &list, json!({})).await;
        assert_eq!(each(&now, "/lot/lotNumber"), ["B1", "A1"], "its hours end first");
        clinic.now = "2026-03-03T18:00:00Z".parse().unwrap();
        let later = clinic.reads(&clinic.nurse(), &list, json!({})).await;
        assert_eq!(each(&later, "/lot/lotNumber"), ["A1", "B1"]);
        assert_eq!(each(&later, "/unusable"), ["[]", "[IN_USE_EXPIRED]"]);
        assert_eq!(later["nodes"][1]["usableUntil"], json!("2026-03-03T18:00:00+00:00"));
        let usable = clinic.reads(&clinic.nurse(), &list.replace(", includeUnusable: true", ""), json!({})).await;
        assert_eq!(each(&usable, "/lot/lotNumber"), ["A1"]);
    })
    .await;
}
