//! What is mixed in: it comes off the stock, a hold on it holds the vial, and its lot finds every patient.

use super::vials;
use crate::{
    clinic::{Clinic, another, clinic, mixed, saline},
    databases::both,
    record_usage::lines_of,
};
use entity::{
    component, deviation,
    entry::{ConsumptionReason, LedgerAccount},
    fixed_point::Quantity,
    hold::HoldKind,
    id::{ContainerId, LotId},
    posting::PostingKind,
    usage_line::VoidedProduct,
};
use lotwise::{
    operations::{
        correct_usage::{CorrectUsage, VoidLine},
        record_usage::AlreadyPerformed,
        source::StockSource,
    },
    rules::refusal::Code,
};
use rust_decimal::Decimal;
use sea_orm::EntityTrait;
use serde_json::{Value, json};

/// A vial of a lot that was reconstituted with 2.5 mL of another one.
async fn reconstituted(clinic: &Clinic, vial: LotId, diluent: LotId) -> ContainerId {
    let mut opening = clinic.opens(another(vial));
    opening.components = vec![mixed(diluent, Decimal::new(25, 1))];
    clinic.done(&clinic.nurse(), opening).await.container_id
}

async fn diluent(clinic: &Clinic) -> LotId {
    let product = clinic.product(saline()).await.id;
    clinic.receive(product, "NACL-9", 3).await
}

async fn components(clinic: &Clinic) -> Vec<component::Model> {
    component::Entity::find().all(clinic.deployment.database.reader()).await.unwrap()
}

/// The patients that a lot reached, as the medical director reads them, with the lot that they were exposed to.
async fn exposed(clinic: &Clinic, lot: LotId) -> Vec<(String, Value)> {
    const TRACE: &str = "query ($lot: ID!) { node(id: $lot) { ... on Lot { trace { exposures { nodes {
        patient { id } lot { id } via { quantity lot { lotNumber } } } } } } } }";
    let answer = clinic.asks(&clinic.director(), TRACE, json!({ "lot": lot.to_string() })).await;
    let nodes = answer["node"]["trace"]["exposures"]["nodes"].as_array().expect("exposures").clone();
    let mut exposed: Vec<(String, Value)> = nodes
        .into_iter()
        .map(|node| {
            assert_eq!(node["lot"]["id"], json!(lot.to_string()), "{node:#}");
            (node["patient"]["id"].as_str().expect("a patient").to_owned(), node["via"].clone())
        })
        .collect();
    exposed.sort_by(|left, right| left.0.cmp(&right.0));
    exposed
}

#[tokio::test]
async fn the_diluent_comes_off_the_stock_as_consumption_of_the_vial() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (vial, saline) = (vials(&clinic, 1).await, diluent(&clinic).await);
        let id = reconstituted(&clinic, vial, saline).await;
        let balance = clinic.balance(saline).await;
        assert_eq!((balance.on_hand, balance.opened), (Quantity(875_000), Quantity(275_000)));
        let component = components(&clinic).await.remove(0);
        assert_eq!(
            (component.container_id, component.lot_id, component.quantity),
            (Some(id), Some(saline), Quantity(25_000))
        );
        let posting = clinic.row::<entity::posting::Entity>(component.posting_id.expect("it is booked")).await;
        assert_eq!(posting.kind, PostingKind::Consumption);
        let entry = clinic.moved_by(posting.id).await.remove(0);
        assert_eq!(
            (entry.account, entry.consumption_reason, entry.component_id),
            (LedgerAccount::Consumption, Some(ConsumptionReason::Preparation), Some(component.id))
        );
        assert_eq!(clinic.balance(vial).await.on_hand, Quantity::whole(100));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_diluent_that_must_not_be_used_is_refused_like_any_source() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (vial, saline) = (vials(&clinic, 1).await, diluent(&clinic).await);
        clinic.stops(saline, HoldKind::Quarantine).await;
        let mut opening = clinic.opens(another(vial));
        opening.components = vec![mixed(saline, 3)];
        let refused = clinic.refusals(&clinic.nurse(), opening.clone()).await;
        assert_eq!(refused, [(Code::StockNotUsable, "components.0.source".to_owned())]);
        opening.components = vec![mixed(saline, Decimal::new(5, 2))];
        let step = clinic.refusals(&clinic.nurse(), opening).await;
        assert_eq!(step, [(Code::Invalid, "components.0.quantity".to_owned())]);
        assert_eq!(clinic.balance(vial).await.opened, Quantity::ZERO, "nothing was opened");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_hold_on_the_diluent_holds_the_vial_and_what_was_drawn_from_it_into_another() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (vial, saline) = (vials(&clinic, 3).await, diluent(&clinic).await);
        let first = reconstituted(&clinic, vial, saline).await;
        let mut opening = clinic.opens(another(vial));
        opening.components = vec![lotwise::operations::components::ComponentGiven {
            source: StockSource::Container(first),
            quantity: 5.into(),
        }];
        let second = clinic.done(&clinic.nurse(), opening).await.container_id;
        let clean = clinic.opened_one(vial).await;
        clinic.stops(saline, HoldKind::Suspect).await;
        for (id, usable) in [(first, false), (second, false), (clean, true)] {
            let usage = clinic.usage([(StockSource::Container(id), 10)]);
            let outcome = clinic.perform(&clinic.nurse(), usage).await;
            assert_eq!(outcome.is_ok(), usable, "{outcome:?}");
        }
        let open =
            "query ($site: ID!) { openContainers(siteId: $site, includeUnusable: true) { nodes { id unusable } } }";
        let answer = clinic.asks(&clinic.nurse(), open, json!({ "site": clinic.denver.id.to_string() })).await;
        let nodes = answer["openContainers"]["nodes"].as_array().expect("containers");
        let of = |id: ContainerId| nodes.iter().find(|node| node["id"] == json!(id.to_string())).expect("it is listed");
        assert_eq!(of(second)["unusable"], json!(["SUSPECT"]));
        assert_eq!(of(clean)["unusable"], json!([]));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn the_lot_of_a_diluent_finds_every_patient() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (vial, saline) = (vials(&clinic, 2).await, diluent(&clinic).await);
        let id = reconstituted(&clinic, vial, saline).await;
        for patient in ["4711", "4712"] {
            let mut usage = clinic.usage([(StockSource::Container(id), 10)]);
            usage.patient_id = patient.to_owned();
            clinic.done(&clinic.nurse(), usage).await;
        }
        let mut at_the_chair = clinic.usage([(another(vial), 10)]);
        at_the_chair.patient_id = "4713".to_owned();
        at_the_chair.lines[0].components = vec![mixed(saline, Decimal::new(2, 1))];
        clinic.done(&clinic.nurse(), at_the_chair).await;
        clinic.stops(saline, HoldKind::Suspect).await;
        let exposed = exposed(&clinic, saline).await;
        let via = |quantity: &str| json!({ "quantity": quantity, "lot": { "lotNumber": "NACL-9" } });
        let expected = [("4711", via("2.5")), ("4712", via("2.5")), ("4713", via("0.2"))];
        assert_eq!(exposed, expected.map(|(patient, via)| (patient.to_owned(), via)));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_fact_keeps_what_was_wrong_with_its_component_on_its_line() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (vial, saline) = (vials(&clinic, 1).await, diluent(&clinic).await);
        clinic.stops(saline, HoldKind::Suspect).await;
        let mut fact = clinic.usage([(StockSource::Lot(vial), 10)]);
        fact.already_performed = Some(AlreadyPerformed { why: entity::usage::LateReason::Offline, note: None });
        fact.lines[0].components = vec![mixed(saline, 1)];
        let usage = clinic.done(&clinic.nurse(), fact).await.usage_id;
        let line = lines_of(&clinic, usage).await.remove(0);
        let deviations = deviation::Entity::find().all(clinic.deployment.database.reader()).await.unwrap();
        assert_eq!(deviations.len(), 1);
        assert_eq!((deviations[0].usage_line_id, deviations[0].reasons.as_str()), (Some(line.id), "SUSPECT"));
        assert_eq!(components(&clinic).await[0].usage_line_id, Some(line.id));
        assert_eq!(clinic.balance(saline).await.on_hand, Quantity::whole(89));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_line_that_was_never_drawn_gives_back_what_was_not_mixed_in() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (vial, saline) = (vials(&clinic, 1).await, diluent(&clinic).await);
        for (product, left) in [(VoidedProduct::Gone, 88), (VoidedProduct::NeverDrawn, 88)] {
            let mut usage = clinic.usage([(StockSource::Lot(vial), 10)]);
            usage.lines[0].components = vec![mixed(saline, 2)];
            let usage_id = clinic.done(&clinic.nurse(), usage).await.usage_id;
            let line_id = lines_of(&clinic, usage_id).await[0].id;
            let void_lines =
                vec![VoidLine { line_id, product, waste_reason: Some(entity::entry::WasteReason::PreparationError) }];
            let correction =
                CorrectUsage { usage_id, reason: "charted wrong".to_owned(), void_lines, add_lines: vec![] };
            clinic.done(&clinic.nurse(), correction).await;
            assert_eq!(clinic.balance(saline).await.on_hand, Quantity::whole(left), "{product:?}");
        }
        clinic.books_are_proved().await;
    })
    .await;
}
