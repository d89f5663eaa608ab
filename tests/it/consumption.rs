//! Use without a patient: planned and refused as a treatment's use is, with its reason.

use crate::{
    clinic::{Clinic, another, clinic, mixed, neurotoxin, pen, saline, serum},
    databases::both,
};
use entity::{
    component,
    container::ContainerStatus,
    entry::{ConsumptionReason, LedgerAccount, WasteReason},
    fixed_point::Quantity,
    hold::HoldKind,
    id::LotId,
    posting::{self, PostingKind},
};
use lotwise::{
    operations::{reverse_posting::ReversePosting, source::StockSource},
    rules::{notice::NoticeCode, refusal::Code},
};
use sea_orm::EntityTrait;

async fn bottles(clinic: &Clinic) -> LotId {
    let product = clinic.product(serum()).await.id;
    clinic.receive(product, "S1", 3).await
}

#[tokio::test]
async fn a_tester_leaves_the_stock_with_its_reason_and_note() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = bottles(&clinic).await;
        let mut consumption = clinic.consumes(StockSource::Lot(lot), 1, ConsumptionReason::Tester);
        consumption.lines[0].note = Some("for the counter".to_owned());
        let posting_id = clinic.done(&clinic.nurse(), consumption).await.posting_id;
        let entry = clinic.moved_by(posting_id).await.remove(0);
        assert_eq!(entry.account, LedgerAccount::Consumption);
        assert_eq!(
            (entry.consumption_reason, entry.note.as_deref()),
            (Some(ConsumptionReason::Tester), Some("for the counter"))
        );
        assert_eq!(clinic.row::<posting::Entity>(posting_id).await.kind, PostingKind::Consumption);
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(2));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_cosmetic_by_product_alone_is_taken_first_expired_first_and_an_injectable_is_confirmed() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = bottles(&clinic).await;
        let cosmetic = clinic.balance(lot).await.product_id;
        let back_bar = clinic.consumes(StockSource::Product(cosmetic), 1, ConsumptionReason::BackBar);
        clinic.done(&clinic.nurse(), back_bar).await;
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(2));
        let drug = clinic.product(neurotoxin()).await.id;
        clinic.receive(drug, "C1", 1).await;
        let unsaid = clinic.consumes(StockSource::Product(drug), 10, ConsumptionReason::Demonstration);
        assert_eq!(clinic.refusals(&clinic.nurse(), unsaid).await, [(Code::ConfirmLot, "lines.0.source".to_owned())]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_demonstration_opens_a_vial_that_patients_share_afterwards() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(product, "C1", 1).await;
        let shown = clinic.consumes(StockSource::Lot(lot), 10, ConsumptionReason::Demonstration);
        clinic.done(&clinic.nurse(), shown).await;
        clinic.draw(lot, 20).await;
        let balance = clinic.balance(lot).await;
        assert_eq!((balance.on_hand, balance.opened), (Quantity::whole(70), Quantity::whole(70)));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_pen_that_is_shown_is_used_up_as_it_is_kept_for_nobody() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(pen()).await.id;
        let lot = clinic.receive(product, "P1", 2).await;
        let shown = clinic.consumes(StockSource::Lot(lot), 1, ConsumptionReason::Demonstration);
        let answer = clinic.perform(&clinic.nurse(), shown).await.unwrap();
        let entries = clinic.moved_by(answer.done.posting_id).await;
        let moved: Vec<_> = entries.iter().map(|entry| (entry.account, entry.quantity, entry.waste_reason)).collect();
        let waste = Some(WasteReason::SingleUseRemainder);
        assert_eq!(
            moved,
            [
                (LedgerAccount::Consumption, Quantity::whole(-1), None),
                (LedgerAccount::Waste, Quantity::whole(-3), waste)
            ]
        );
        let id = entries[0].container_id.expect("a pen was opened");
        assert_eq!(clinic.container(id).await.status, ContainerStatus::Empty);
        assert!(answer.notices.iter().any(|notice| notice.code == NoticeCode::RemainderWasted), "{:?}", answer.notices);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_must_not_be_used_on_a_patient_is_not_consumed_either() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = bottles(&clinic).await;
        clinic.stops(lot, HoldKind::Quarantine).await;
        let held = clinic.consumes(StockSource::Lot(lot), 1, ConsumptionReason::Staff);
        assert_eq!(clinic.refusals(&clinic.nurse(), held).await, [(Code::StockNotUsable, "lines.0.source".to_owned())]);
        let other = clinic.consumes(StockSource::Lot(lot), 1, ConsumptionReason::Other);
        assert_eq!(clinic.refusals(&clinic.nurse(), other).await, [(Code::Invalid, "lines.0.note".to_owned())]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn consumption_that_was_a_mistake_is_taken_back_and_what_was_mixed_is_not() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(product, "C1", 2).await;
        let consumption = clinic.consumes(StockSource::Lot(lot), 10, ConsumptionReason::Staff);
        let posting_id = clinic.done(&clinic.nurse(), consumption).await.posting_id;
        clinic.done(&clinic.nurse(), ReversePosting { posting_id, reason: "keyed twice".to_owned() }).await;
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(200));
        let id = clinic.moved_by(posting_id).await[0].container_id.expect("a vial was opened");
        let vial = clinic.container(id).await;
        assert_eq!((vial.used, vial.remaining), (Quantity::ZERO, Quantity::whole(100)));
        let diluent = clinic.product(saline()).await.id;
        let diluent = clinic.receive(diluent, "N1", 1).await;
        let mut opening = clinic.opens(another(lot));
        opening.components = vec![mixed(diluent, 2)];
        clinic.done(&clinic.nurse(), opening).await;
        let components = component::Entity::find().all(clinic.deployment.database.reader()).await.unwrap();
        let posting_id = components[0].posting_id.expect("it is booked");
        let back = ReversePosting { posting_id, reason: "keyed twice".to_owned() };
        assert_eq!(clinic.refusals(&clinic.manager(), back).await, [(Code::Conflict, "postingId".to_owned())]);
        clinic.books_are_proved().await;
    })
    .await;
}
