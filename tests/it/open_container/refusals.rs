//! What must not be used must not be opened, and what is open is not opened again by accident.

use super::vials;
use crate::{
    clinic::{another, clinic, neurotoxin, pen},
    databases::both,
};
use chrono::TimeDelta;
use entity::hold::HoldKind;
use lotwise::{
    operations::source::{LotNamed, StockSource, UnbookedStock},
    rules::refusal::{Code, Reason},
};

#[tokio::test]
async fn an_expired_or_held_lot_is_not_opened() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(neurotoxin()).await.id;
        let expired = clinic.receive_expiring(product, "OLD", 1, "2026-03-03").await;
        let held = clinic.receive(product, "HELD", 1).await;
        clinic.stops(held, HoldKind::Quarantine).await;
        let mut late = clinic.nurse();
        late.at += TimeDelta::days(3);
        for (lot, reason) in [(expired, "expired"), (held, "quarantined")] {
            let mut opening = clinic.opens(StockSource::Lot(lot));
            opening.opened_at = late.at.into();
            let refused = clinic.refused(&late, opening).await;
            assert_eq!((refused[0].code(), refused[0].field.join(".")), (Code::StockNotUsable, "source".to_owned()));
            assert!(refused[0].to_string().contains(reason), "{}", refused[0]);
        }
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn it_is_judged_when_it_was_opened_and_not_in_the_future() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive_expiring(product, "OLD", 1, "2026-03-03").await;
        let mut opening = clinic.opens(StockSource::Lot(lot));
        opening.opened_at = (clinic.now + TimeDelta::hours(1)).into();
        let refused = clinic.refusals(&clinic.nurse(), opening.clone()).await;
        assert_eq!(refused, [(Code::Invalid, "openedAt".to_owned())]);
        let mut late = clinic.nurse();
        late.at += TimeDelta::days(3);
        clinic.done(&late, opening).await;
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn an_open_vial_is_named_before_another_one_is_opened() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = vials(&clinic, 2).await;
        let open = clinic.opened_one(lot).await;
        let refused = clinic.refused(&clinic.nurse(), clinic.opens(StockSource::Lot(lot))).await;
        assert_eq!(refused[0].reason, Reason::AmbiguousContainer { candidates: vec![open] });
        let by_id = clinic.refusals(&clinic.nurse(), clinic.opens(StockSource::Container(open))).await;
        assert_eq!(by_id, [(Code::AlreadyDone, "source".to_owned())]);
        clinic.opened_one(lot).await;
        let empty = clinic.refusals(&clinic.nurse(), clinic.opens(another(lot))).await;
        assert_eq!(empty, [(Code::InsufficientStock, "source".to_owned())]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_product_alone_is_answered_with_the_vial_to_confirm() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(neurotoxin()).await.id;
        clinic.receive(product, "LATER", 1).await;
        let sooner = clinic.receive_expiring(product, "SOONER", 1, "2026-12-31").await;
        let refused = clinic.refused(&clinic.nurse(), clinic.opens(StockSource::Product(product))).await;
        let Reason::ConfirmLot { plan, .. } = &refused[0].reason else { panic!("{refused:?}") };
        assert_eq!((plan[0].lot_id, plan[0].opens_container), (sooner, true));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_label_is_on_one_container_of_the_site() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = vials(&clinic, 3).await;
        let mut opening = clinic.opens(another(lot));
        opening.label = Some(" VIAL-7 ".to_owned());
        let id = clinic.done(&clinic.nurse(), opening.clone()).await.container_id;
        assert_eq!(clinic.container(id).await.label, "VIAL-7");
        assert_eq!(clinic.refusals(&clinic.nurse(), opening).await, [(Code::Conflict, "label".to_owned())]);
        let source = StockSource::OpenNew { lot: LotNamed::Id(lot), label: Some("VIAL-7".to_owned()) };
        let used = clinic.refusals(&clinic.nurse(), clinic.usage([(source, 10)])).await;
        assert_eq!(used, [(Code::Conflict, "label".to_owned())], "nor when a usage opens it");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_pen_is_opened_for_somebody() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(pen()).await.id;
        let lot = clinic.receive(product, "P1", 1).await;
        let mut opening = clinic.opens(StockSource::Lot(lot));
        let nobody = clinic.refusals(&clinic.nurse(), opening.clone()).await;
        assert_eq!(nobody, [(Code::Invalid, "keptFor".to_owned())]);
        opening.kept_for = Some("jane.doe@example.org".to_owned());
        let a_person = clinic.refusals(&clinic.nurse(), opening).await;
        assert_eq!(a_person, [(Code::Invalid, "keptFor".to_owned())]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_the_books_do_not_have_is_not_opened_in_them() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product_id = clinic.product(neurotoxin()).await.id;
        let unbooked = UnbookedStock { product_id, lot_number: None, expires_on: None, serial: None };
        let refused = clinic.refusals(&clinic.nurse(), clinic.opens(StockSource::Unbooked(unbooked))).await;
        assert_eq!(refused, [(Code::Invalid, "source".to_owned())]);
        assert!(clinic.forbidden(&clinic.front_desk(), clinic.opens(StockSource::Product(product_id))).await);
        clinic.books_are_proved().await;
    })
    .await;
}
