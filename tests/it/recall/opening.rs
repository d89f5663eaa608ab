//! Opening a recall: what it holds, at every site and in one transaction, and what it only suggests.

use super::{listed, of_kind, recall_of};
use crate::{
    clinic::{Clinic, clinic, mixed, neurotoxin, saline},
    databases::both,
};
use entity::{hold::HoldKind, id::LotId, recall::RecallKind};
use lotwise::{
    operations::{
        open_recall::OpenRecall, receive_stock::ReceiveStock, release_hold::ReleaseHold, source::StockSource,
    },
    rules::{
        recall::{scope::ScopeGiven, window::Window},
        refusal::{Code, Reason},
        rights::Role,
        usability::UnusableReason,
    },
};

impl Clinic {
    async fn why_unusable(&self, source: StockSource) -> Vec<UnusableReason> {
        let mut refusals = self.refused(&self.nurse(), self.usage([(source, 10)])).await;
        match refusals.remove(0).reason {
            Reason::StockNotUsable { reasons, .. } => reasons,
            other => panic!("refused for another reason: {other}"),
        }
    }
}

#[tokio::test]
async fn a_recall_holds_its_lots_at_every_site_and_every_container_that_is_open() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016 C3", 2).await;
        let other = clinic.receive(vial, "D4417", 2).await;
        let away = ReceiveStock { site_id: clinic.auckland.id, ..clinic.delivery(vial, "c3016c3", 1).await };
        clinic.done(&clinic.manager(), away).await;
        clinic.treated(lot, 20, "4711").await;
        let open = clinic.opened_one(lot).await;
        let recall = clinic.opens_recall(vial, &["C3016C3"]).await;
        for source in [StockSource::Lot(lot), StockSource::Container(open)] {
            assert_eq!(clinic.why_unusable(source).await, [UnusableReason::Recalled]);
        }
        clinic.draw(other, 10).await;
        let holds = clinic.standing_holds(recall).await;
        assert_eq!(holds.len(), 1, "one hold, everywhere");
        assert_eq!((holds[0].lot_id, holds[0].site_id, holds[0].kind), (lot, None, HoldKind::Recall));
        let seen = clinic
            .recall(
                recall,
                "status progress { lots sites unitsHeld patients contactsPending } lots { nodes { lotNumber status } }",
            )
            .await;
        assert_eq!(seen["lots"]["nodes"][0]["status"], "RECALLED");
        let expected =
            serde_json::json!({ "lots": 1, "sites": 2, "unitsHeld": "280", "patients": 1, "contactsPending": 1 });
        assert_eq!(seen["progress"], expected);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_was_mixed_with_a_recalled_diluent_is_held_with_it() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (vial, water) = (clinic.product(neurotoxin()).await.id, clinic.product(saline()).await.id);
        let (lot, diluent) = (clinic.receive(vial, "C3016", 2).await, clinic.receive(water, "S1", 1).await);
        let prepared = lotwise::operations::open_container::OpenContainer {
            components: vec![mixed(diluent, 2)],
            ..clinic.opens(StockSource::Lot(lot))
        };
        let container = clinic.done(&clinic.nurse(), prepared).await.container_id;
        let usage = clinic.usage([(StockSource::Container(container), 20)]);
        let patient = usage.patient_id.clone();
        clinic.done(&clinic.nurse(), usage).await;
        let recall = clinic.opens_recall(water, &["S1"]).await;
        assert_eq!(clinic.why_unusable(StockSource::Container(container)).await, [UnusableReason::Recalled]);
        let exposures = clinic
            .recall(recall, "exposures { nodes { patient { id } lot { lotNumber } via { quantity } quantity } }")
            .await;
        let expected = serde_json::json!([{
            "patient": { "id": patient }, "lot": { "lotNumber": "S1" }, "via": { "quantity": "2" }, "quantity": "20"
        }]);
        assert_eq!(exposures["exposures"]["nodes"], expected);
        assert_eq!(clinic.contacts_of(recall).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_scope_of_several_kinds_matches_what_each_line_means_and_says_what_it_did_not_find() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        for number in ["A100", "A110", "A1100", "B7"] {
            clinic.receive(vial, number, 1).await;
        }
        clinic.receive_expiring(vial, "A105", 1, "2026-12-31").await;
        clinic.receive(vial, "C3O16", 1).await;
        let range = ScopeGiven {
            lot_range: Some(("A100".to_owned(), "A120".to_owned())),
            expires: Window { from: Some("2027-01-01".parse().expect("a day")), to: None },
            ..listed(vial, &[])
        };
        let recall = OpenRecall { scope: vec![range, listed(vial, &["b 7", "C3016"])], ..recall_of(vial, &[]) };
        let recall = clinic.done(&clinic.director(), recall).await.recall_id;
        let seen = clinic
            .recall(recall, "scope { description matched { lotNumber } notFound lookAlikes { lotNumber } }")
            .await;
        let expected = serde_json::json!([
            { "description": "lots A100 to A120; expiring from 2027-01-01",
              "matched": [{ "lotNumber": "A100" }, { "lotNumber": "A110" }], "notFound": [], "lookAlikes": [] },
            { "description": "lots b 7, C3016", "matched": [{ "lotNumber": "B7" }], "notFound": ["C3016"],
              "lookAlikes": [{ "lotNumber": "C3O16" }] },
        ]);
        assert_eq!(seen["scope"], expected);
        assert_eq!(clinic.standing_holds(recall).await.len(), 3, "look-alikes are not held");
    })
    .await;
}

#[tokio::test]
async fn a_preview_shows_the_same_and_holds_nothing() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 2).await;
        clinic.treated(lot, 20, "4711").await;
        let preview = "query ($product: ID!) { previewRecall(kind: RECALL, scope: [{ productId: $product, lotNumbers: [\"c3016\", \"X9\"] }]) \
            { scope { matched { id } notFound } progress { lots sites unitsHeld patients contactsPending accountedForShare } } }";
        let variables = serde_json::json!({ "product": vial.to_string() });
        let seen = clinic.asks(&clinic.director(), preview, variables.clone()).await["previewRecall"].clone();
        assert_eq!(seen["scope"][0]["matched"][0]["id"], lot.to_string());
        assert_eq!(seen["scope"][0]["notFound"], serde_json::json!(["X9"]));
        let progress = serde_json::json!({ "lots": 1, "sites": 1, "unitsHeld": "180", "patients": 1, "contactsPending": 1,
            "accountedForShare": "0.1" });
        assert_eq!(seen["progress"], progress);
        clinic.draw(lot, 10).await;
        let refused = clinic.answer(&clinic.nurse(), preview, variables).await;
        assert_eq!(refused["errors"][0]["extensions"]["code"], "FORBIDDEN");
    })
    .await;
}

#[tokio::test]
async fn a_mock_recall_holds_nothing_and_tells_nobody_and_says_how_long_the_trace_took() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 2).await;
        clinic.treated(lot, 20, "4711").await;
        let drill = OpenRecall { trace_millis: Some(7), ..of_kind(RecallKind::Mock, recall_of(vial, &["C3016"])) };
        let recall = clinic.done(&clinic.director(), drill).await.recall_id;
        clinic.draw(lot, 10).await;
        assert!(clinic.standing_holds(recall).await.is_empty() && clinic.contacts_of(recall).await.is_empty());
        let seen = clinic
            .recall(recall, "progress { patients unitsHeld contactsPending accountedForShare traceMillis } exposures { nodes { quantity } }")
            .await;
        assert_eq!(seen["progress"]["patients"], 2, "the second was treated since");
        assert_eq!((&seen["progress"]["contactsPending"], &seen["progress"]["accountedForShare"]), (&0.into(), &"0.15".into()));
        assert_eq!(seen["progress"]["traceMillis"], 7, "as it was measured before");
        assert_eq!(seen["exposures"]["nodes"].as_array().map(Vec::len), Some(2));
    })
    .await;
}

#[tokio::test]
async fn a_suspect_product_places_suspect_holds() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot: LotId = clinic.receive(vial, "C3016", 1).await;
        let suspect = of_kind(RecallKind::SuspectProduct, recall_of(vial, &["C3016"]));
        clinic.done(&clinic.director(), suspect).await;
        assert_eq!(clinic.why_unusable(StockSource::Lot(lot)).await, [UnusableReason::Suspect]);
    })
    .await;
}

#[tokio::test]
async fn a_manager_of_all_sites_or_a_director_opens_one_and_its_holds_are_not_released_by_one_person() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        clinic.receive(vial, "C3016", 1).await;
        let here = clinic.somebody("mo", Role::Manager, "denver");
        for person in [here, clinic.nurse(), clinic.somebody("dee", Role::MedicalDirector, "denver")] {
            assert!(clinic.forbidden(&person, recall_of(vial, &["C3016"])).await);
        }
        let nothing_said = clinic.refusals(&clinic.director(), recall_of(vial, &[])).await;
        assert_eq!(nothing_said, [(Code::Invalid, "scope.0.allLots".to_owned())]);
        let recall = clinic.opens_recall(vial, &["C3016"]).await;
        let hold_id = clinic.standing_holds(recall).await[0].id;
        let release = ReleaseHold::one(hold_id, "it looks fine");
        assert_eq!(clinic.refusals(&clinic.director(), release).await, [(Code::NotAllowed, "holdId".to_owned())]);
    })
    .await;
}
