//! Waste: whole sealed containers, or part of an opened one, once; whatever the state, but for evidence.

use crate::{
    clinic::{Clinic, clinic, neurotoxin, serum},
    databases::both,
};
use chrono::TimeDelta;
use entity::{
    container::ContainerStatus,
    entry::{LedgerAccount, WasteReason},
    fixed_point::{Money, Quantity},
    hold::HoldKind,
    id::LotId,
    posting,
};
use lotwise::{
    operations::{reverse_posting::ReversePosting, source::StockSource},
    rules::refusal::{Code, Reason},
};
use rust_decimal::Decimal;

async fn stocked(clinic: &Clinic, containers: i32) -> LotId {
    let product = clinic.product(neurotoxin()).await.id;
    clinic.receive(product, "C3016", containers).await
}

#[tokio::test]
async fn sealed_vials_are_wasted_whole_at_their_cost() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = stocked(&clinic, 3).await;
        let mut waste = clinic.wastes(StockSource::Lot(lot), 200, WasteReason::Damaged);
        waste.disposal.route = Some("reverse distributor".to_owned());
        waste.disposal.certificate = Some("CERT-1".to_owned());
        waste.lines[0].note = Some("the tray fell".to_owned());
        let posting_id = clinic.done(&clinic.nurse(), waste).await.posting_id;
        let entry = clinic.moved_by(posting_id).await.remove(0);
        assert_eq!((entry.account, entry.waste_reason), (LedgerAccount::Waste, Some(WasteReason::Damaged)));
        assert_eq!((entry.value, entry.note.as_deref()), (Some(Money(-5_000_000)), Some("the tray fell")));
        let posting = clinic.row::<posting::Entity>(posting_id).await;
        assert_eq!(posting.disposal_route.as_deref(), Some("reverse distributor"));
        assert_eq!(posting.certificate.as_deref(), Some("CERT-1"));
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(100));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn waste_of_an_opened_vial_is_taken_from_it_once_and_never_from_sealed_stock() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = stocked(&clinic, 2).await;
        let id = clinic.opened_one(lot).await;
        clinic.done(&clinic.nurse(), clinic.wastes(StockSource::Container(id), 30, WasteReason::Contaminated)).await;
        let vial = clinic.container(id).await;
        assert_eq!((vial.wasted, vial.remaining), (Quantity::whole(30), Quantity::whole(70)));
        let balance = clinic.balance(lot).await;
        assert_eq!((balance.on_hand, balance.opened), (Quantity::whole(170), Quantity::whole(70)));
        let part = clinic.wastes(StockSource::Lot(lot), 70, WasteReason::Contaminated);
        assert_eq!(clinic.refusals(&clinic.nurse(), part).await, [(Code::Invalid, "lines.0.quantity".to_owned())]);
        let more = clinic.wastes(StockSource::Container(id), 71, WasteReason::Contaminated);
        assert_eq!(
            clinic.refusals(&clinic.nurse(), more).await,
            [(Code::InsufficientStock, "lines.0.quantity".to_owned())]
        );
        let rest = clinic.wastes(StockSource::Container(id), 70, WasteReason::Contaminated);
        clinic.done(&clinic.nurse(), rest).await;
        assert_eq!(clinic.container(id).await.status, ContainerStatus::Empty);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn lines_of_one_act_share_what_there_is() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = stocked(&clinic, 2).await;
        let mut waste = clinic.wastes(StockSource::Lot(lot), 200, WasteReason::Damaged);
        waste.lines.push(waste.lines[0].clone());
        let refused = clinic.refusals(&clinic.nurse(), waste.clone()).await;
        assert_eq!(refused, [(Code::InsufficientStock, "lines.1.quantity".to_owned())]);
        waste.lines.iter_mut().for_each(|line| line.quantity = Decimal::from(100));
        clinic.done(&clinic.nurse(), waste).await;
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::ZERO);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn expired_and_quarantined_stock_can_be_disposed_of_and_evidence_stays() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = stocked(&clinic, 3).await;
        clinic.stops(lot, HoldKind::Quarantine).await;
        let mut later = clinic.nurse();
        later.at += TimeDelta::days(600);
        let mut waste = clinic.wastes(StockSource::Lot(lot), 100, WasteReason::Expired);
        waste.occurred_at = later.at.into();
        clinic.done(&later, waste.clone()).await;
        clinic.stops(lot, HoldKind::Suspect).await;
        let refused = clinic.refused(&later, waste).await;
        assert_eq!((refused[0].code(), refused[0].field.join(".")), (Code::NotAllowed, "lines.0.source".to_owned()));
        assert!(refused[0].to_string().contains("evidence"), "{}", refused[0]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn another_reason_says_which() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = stocked(&clinic, 1).await;
        let mut waste = clinic.wastes(StockSource::Lot(lot), 100, WasteReason::Other);
        assert_eq!(clinic.refusals(&clinic.nurse(), waste.clone()).await, [(Code::Invalid, "lines.0.note".to_owned())]);
        waste.lines[0].note = Some("given to the training centre".to_owned());
        clinic.done(&clinic.nurse(), waste).await;
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_product_alone_is_answered_with_its_lots_to_confirm() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = stocked(&clinic, 2).await;
        let product = clinic.balance(lot).await.product_id;
        let sooner = clinic.receive_expiring(product, "SOONER", 1, "2026-12-31").await;
        let waste = clinic.wastes(StockSource::Product(product), 200, WasteReason::Damaged);
        let refused = clinic.refused(&clinic.nurse(), waste).await;
        let Reason::ConfirmLot { plan, .. } = &refused[0].reason else { panic!("{refused:?}") };
        let lots: Vec<_> = plan.iter().map(|choice| (choice.lot_id, choice.quantity)).collect();
        assert_eq!(lots, [(sooner, Quantity::whole(100)), (lot, Quantity::whole(100))]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn waste_that_was_a_mistake_is_taken_back() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = stocked(&clinic, 2).await;
        let id = clinic.opened_one(lot).await;
        let before = (clinic.container(id).await, clinic.balance(lot).await.on_hand, clinic.balance(lot).await.value);
        let mut waste = clinic.wastes(StockSource::Container(id), 100, WasteReason::Damaged);
        waste.lines.push(clinic.wastes(StockSource::Lot(lot), 100, WasteReason::Damaged).lines.remove(0));
        let posting_id = clinic.done(&clinic.nurse(), waste).await.posting_id;
        clinic.done(&clinic.nurse(), ReversePosting { posting_id, reason: "the wrong lot".to_owned() }).await;
        let after = (clinic.container(id).await, clinic.balance(lot).await.on_hand, clinic.balance(lot).await.value);
        assert_eq!(after, before);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn earlier_waste_stays_once_the_vial_was_discarded() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = stocked(&clinic, 1).await;
        let id = clinic.opened_one(lot).await;
        let waste = clinic.wastes(StockSource::Container(id), 30, WasteReason::Damaged);
        let posting_id = clinic.done(&clinic.nurse(), waste).await.posting_id;
        clinic.done(&clinic.nurse(), clinic.discards([(id, None)])).await;
        let back = ReversePosting { posting_id, reason: "it was not".to_owned() };
        assert_eq!(clinic.refusals(&clinic.manager(), back).await, [(Code::Conflict, "postingId".to_owned())]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_broken_bottle_of_the_shelf_is_waste_too_and_not_for_the_front_desk() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(serum()).await.id;
        let lot = clinic.receive(product, "S1", 2).await;
        let waste = clinic.wastes(StockSource::Lot(lot), 1, WasteReason::Damaged);
        assert!(clinic.forbidden(&clinic.front_desk(), waste.clone()).await);
        clinic.done(&clinic.manager(), waste).await;
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(1));
        clinic.books_are_proved().await;
    })
    .await;
}
