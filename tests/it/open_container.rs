//! Opening a container on purpose: the clock, the label, for whom it is kept, and what is mixed into it.

mod components;
mod refusals;

use crate::{
    clinic::{Clinic, another, at, clinic, filler, neurotoxin, pen},
    databases::both,
};
use chrono::TimeDelta;
use entity::{
    container::ContainerStatus,
    fixed_point::Quantity,
    id::{ContainerId, LotId, ProductId},
    usage::LateReason,
};
use lotwise::{
    operations::{perform, record_usage::AlreadyPerformed, source::StockSource, update_product::UpdateProduct},
    rules::notice::NoticeCode,
};
use rust_decimal::Decimal;

/// A lot of shared vials.
pub(super) async fn vials(clinic: &Clinic, containers: i32) -> LotId {
    let product = clinic.product(neurotoxin()).await.id;
    clinic.receive(product, "C3016", containers).await
}

fn in_use_hours(product_id: ProductId, hours: i32) -> UpdateProduct {
    UpdateProduct {
        product_id,
        name: None,
        identifiers: None,
        storage: None,
        in_use_hours: Some(hours),
        min_shelf_life_days: None,
        waste_witness: None,
        retail_price: None,
        archived: None,
        replaces_id: None,
        add_identifiers: vec![],
        remove_identifiers: vec![],
    }
}

async fn amounts(clinic: &Clinic, lot: LotId) -> (Quantity, Quantity) {
    let balance = clinic.balance(lot).await;
    (balance.on_hand, balance.opened)
}

#[tokio::test]
async fn on_hand_stays_and_what_is_open_grows() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = vials(&clinic, 3).await;
        let id = clinic.opened_one(lot).await;
        assert_eq!(amounts(&clinic, lot).await, (Quantity::whole(300), Quantity::whole(100)));
        let vial = clinic.container(id).await;
        assert_eq!(
            (vial.status, vial.remaining, vial.opened_by.as_str()),
            (ContainerStatus::Open, Quantity::whole(100), "ana")
        );
        assert_eq!(clinic.books_are_proved().await.postings, 1, "the receipt: opening moves nothing");
    })
    .await;
}

#[tokio::test]
async fn the_clock_starts_when_it_was_opened_with_the_period_that_the_product_had_then() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = vials(&clinic, 2).await;
        let opened_at = (clinic.now - TimeDelta::hours(1)).into();
        let mut opening = clinic.opens(another(lot));
        opening.opened_at = opened_at;
        let id = clinic.done(&clinic.nurse(), opening).await.container_id;
        let until = Some(opened_at.plus(TimeDelta::hours(24)));
        assert_eq!(clinic.container(id).await.in_use_until, until);
        let product_id = clinic.balance(lot).await.product_id;
        clinic.done(&clinic.manager(), in_use_hours(product_id, 72)).await;
        assert_eq!(clinic.container(id).await.in_use_until, until, "an open vial keeps its clock");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn opening_never_extends_the_date_of_the_lot() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive_expiring(product, "TODAY", 1, "2026-03-02").await;
        clinic.opened_one(lot).await;
        let next_day = at(clinic.nurse(), "2026-03-03T08:00:00Z");
        let mut usage = clinic.usage([(StockSource::Lot(lot), 10)]);
        usage.performed_at = next_day.at.into();
        let refused = clinic.refused(&next_day, usage).await;
        assert!(refused[0].to_string().contains("expired"), "{}", refused[0]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_fact_moves_an_opening_that_was_entered_late_earlier_and_never_later() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = vials(&clinic, 1).await;
        let mut opening = clinic.opens(another(lot));
        opening.opened_at = (clinic.now - TimeDelta::minutes(30)).into();
        let id = clinic.done(&clinic.nurse(), opening).await.container_id;
        let before = clinic.container(id).await;
        let mut late = clinic.usage([(StockSource::Container(id), 10)]);
        late.performed_at = (clinic.now - TimeDelta::minutes(90)).into();
        late.already_performed = Some(AlreadyPerformed { why: LateReason::Offline, note: None });
        clinic.done(&clinic.nurse(), late).await;
        let earlier = clinic.container(id).await;
        let hour = TimeDelta::hours(-1);
        assert_eq!(earlier.opened_at, before.opened_at.plus(hour));
        assert_eq!(earlier.in_use_until, before.in_use_until.map(|until| until.plus(hour)));
        clinic.done(&clinic.nurse(), clinic.usage([(StockSource::Container(id), 10)])).await;
        assert_eq!(clinic.container(id).await.opened_at, earlier.opened_at);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn the_first_use_draws_from_what_was_opened_on_purpose() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = vials(&clinic, 2).await;
        let id = clinic.opened_one(lot).await;
        clinic.draw(lot, 30).await;
        assert_eq!(clinic.container(id).await.remaining, Quantity::whole(70));
        assert_eq!(amounts(&clinic, lot).await, (Quantity::whole(170), Quantity::whole(70)));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_pen_is_opened_for_its_patient_and_offered_to_nobody_else() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(pen()).await.id;
        let lot = clinic.receive(product, "P1", 3).await;
        let mut ids: Vec<ContainerId> = vec![];
        for patient in ["4711", "4712"] {
            let mut opening = clinic.opens(StockSource::Lot(lot));
            opening.kept_for = Some(patient.to_owned());
            ids.push(clinic.done(&clinic.nurse(), opening).await.container_id);
        }
        assert_eq!(clinic.container(ids[0]).await.kept_for.as_deref(), Some("4711"));
        let mut own = clinic.usage([(StockSource::Lot(lot), 1)]);
        own.patient_id = "4712".to_owned();
        clinic.done(&clinic.nurse(), own).await;
        assert_eq!(clinic.container(ids[1]).await.remaining, Quantity::whole(3));
        let foreign = clinic.usage([(StockSource::Container(ids[0]), 1)]);
        let refused = clinic.refused(&clinic.nurse(), foreign).await;
        assert!(refused[0].to_string().contains("kept for another patient"), "{}", refused[0]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_lot_that_is_not_the_first_to_expire_is_opened_with_a_word() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(neurotoxin()).await.id;
        let later = clinic.receive(product, "LATER", 1).await;
        clinic.receive_expiring(product, "SOONER", 1, "2026-12-31").await;
        let answer = clinic.perform(&clinic.nurse(), clinic.opens(StockSource::Lot(later))).await.unwrap();
        let notice = answer.notices.first().expect("a notice");
        assert_eq!((notice.code, notice.field.join(".")), (NoticeCode::EarlierLotAvailable, "source".to_owned()));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_syringe_that_was_opened_on_purpose_is_used_and_its_rest_wasted() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(filler()).await.id;
        let lot = clinic.receive(product, "VB20", 2).await;
        let id = clinic.opened_one(lot).await;
        let mut usage = clinic.usage([(StockSource::Container(id), 1)]);
        usage.lines[0].quantity = Decimal::new(7, 1);
        clinic.done(&clinic.nurse(), usage).await;
        let syringe = clinic.container(id).await;
        assert_eq!(
            (syringe.used, syringe.wasted, syringe.status),
            (Quantity(7_000), Quantity(3_000), ContainerStatus::Empty)
        );
        assert_eq!(amounts(&clinic, lot).await, (Quantity::whole(1), Quantity::ZERO));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn the_same_key_opens_one_container() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = vials(&clinic, 3).await;
        let opening = clinic.opens(another(lot));
        let (deployment, nurse) = (&clinic.deployment, clinic.nurse());
        let first = perform(deployment, &nurse, "once", opening.clone()).await.unwrap();
        let again = perform(deployment, &nurse, "once", opening).await.unwrap();
        assert!(!first.replayed && again.replayed);
        assert_eq!(first.done.container_id, again.done.container_id);
        assert_eq!(amounts(&clinic, lot).await, (Quantity::whole(300), Quantity::whole(100)));
        clinic.books_are_proved().await;
    })
    .await;
}
