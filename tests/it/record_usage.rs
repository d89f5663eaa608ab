//! Recording a treatment: what is drawn from where, until when, and what is refused.

mod bad_input;
mod check;
mod expiry;
mod facts;
mod replay;

use crate::{
    clinic::{clinic, filler, neurotoxin},
    databases::both,
};
use entity::{container, container::ContainerStatus, fixed_point::Quantity, lot, usage_line};
use lotwise::{
    operations::source::{LotNamed, StockSource},
    rules::{notice::NoticeCode, refusal::Code},
};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::clinic::Clinic;

/// The one container of a lot that was opened.
pub(crate) async fn opened(clinic: &Clinic, lot: entity::id::LotId) -> container::Model {
    let of_lot = container::Entity::find().filter(container::COLUMN.lot_id.eq(lot));
    let mut rows = of_lot.all(clinic.deployment.database.reader()).await.unwrap();
    assert_eq!(rows.len(), 1, "one container was opened");
    rows.remove(0)
}

/// The lines of a usage.
pub(crate) async fn lines_of(clinic: &Clinic, usage: entity::id::UsageId) -> Vec<usage_line::Model> {
    let of_usage = usage_line::Entity::find().filter(usage_line::COLUMN.usage_id.eq(usage));
    of_usage.all(clinic.deployment.database.reader()).await.unwrap()
}

#[tokio::test]
async fn the_first_use_opens_a_vial_and_the_next_one_draws_from_it() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "C3016 C3", 2).await;
        clinic.draw(lot, 60).await;
        clinic.draw(lot, 30).await;
        let vial = opened(&clinic, lot).await;
        assert_eq!((vial.used, vial.remaining), (Quantity::whole(90), Quantity::whole(10)));
        let balance = clinic.balance(lot).await;
        assert_eq!((balance.on_hand, balance.opened), (Quantity::whole(110), Quantity::whole(10)));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_draw_crosses_from_a_vial_to_the_next_sealed_one() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "C3016C3", 2).await;
        clinic.draw(lot, 80).await;
        let usage = clinic.draw(lot, 50).await;
        let mut taken: Vec<_> = lines_of(&clinic, usage).await.iter().map(|line| line.quantity).collect();
        taken.sort_unstable();
        assert_eq!(taken, [Quantity::whole(20), Quantity::whole(30)]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn point_six_left_and_point_four_right_of_a_syringe_is_one_syringe_and_no_waste() {
    both(async |database| {
        let clinic = clinic(database).await;
        let voluma = clinic.product(filler()).await;
        let lot = clinic.receive(voluma.id, "VB20", 3).await;
        let mut usage = clinic.usage([(StockSource::Lot(lot), 1), (StockSource::Lot(lot), 1)]);
        usage.lines[0].quantity = Decimal::new(6, 1);
        usage.lines[1].quantity = Decimal::new(4, 1);
        let done = clinic.done(&clinic.nurse(), usage).await;
        let lines = lines_of(&clinic, done.usage_id).await;
        assert!(lines.iter().all(|line| line.wasted == Quantity::ZERO));
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(2));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn the_rest_of_a_syringe_is_wasted_once_and_said() {
    both(async |database| {
        let clinic = clinic(database).await;
        let voluma = clinic.product(filler()).await;
        let lot = clinic.receive(voluma.id, "VB20", 2).await;
        let mut usage = clinic.usage([(StockSource::Lot(lot), 1)]);
        usage.lines[0].quantity = Decimal::new(7, 1);
        let answer = clinic.perform(&clinic.nurse(), usage).await.unwrap();
        assert!(answer.notices.iter().any(|notice| notice.code == NoticeCode::RemainderWasted));
        let syringe = opened(&clinic, lot).await;
        assert_eq!((syringe.used, syringe.wasted), (Quantity(7_000), Quantity(3_000)));
        assert_eq!(syringe.status, ContainerStatus::Empty);
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(1));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn an_injectable_by_product_alone_is_answered_with_the_plan_first_expired_first() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let later = clinic.receive(botox.id, "LATER", 1).await;
        let sooner = clinic.receive_expiring(botox.id, "SOONER", 1, "2026-12-31").await;
        let usage = clinic.usage([(StockSource::Product(botox.id), 150)]);
        let refusals = clinic.refused(&clinic.nurse(), usage).await;
        let lotwise::rules::refusal::Reason::ConfirmLot { plan, .. } = &refusals[0].reason else {
            panic!("not a plan to confirm: {refusals:?}")
        };
        let lots: Vec<_> = plan.iter().map(|choice| (choice.lot_id, choice.quantity)).collect();
        assert_eq!(lots, [(sooner, Quantity::whole(100)), (later, Quantity::whole(50))]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn two_spellings_of_a_lot_number_are_one_lot_and_another_date_is_refused_with_both() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let first = clinic.receive(botox.id, "C3016 C3", 1).await;
        assert_eq!(clinic.receive(botox.id, "c3016c3", 1).await, first);
        let mut other = clinic.delivery(botox.id, "C3016C3", 1).await;
        other.lines[0].label.expires_on = Some("2027-07-31".parse().unwrap());
        let refused = clinic.refused(&clinic.manager(), other).await;
        let message = refused[0].to_string();
        assert!(message.contains("2027-06-30") && message.contains("2027-07-31"), "{message}");
        let lots = lot::Entity::find().all(clinic.deployment.database.reader()).await.unwrap();
        assert_eq!(lots.len(), 1);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_treatment_has_one_patient() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "L1", 1).await;
        let first = clinic.usage([(StockSource::Lot(lot), 10)]);
        let mut second = clinic.usage([(StockSource::Lot(lot), 10)]);
        second.treatment_id.clone_from(&first.treatment_id);
        clinic.done(&clinic.nurse(), first).await;
        assert_eq!(clinic.refusals(&clinic.nurse(), second).await, [(Code::Conflict, "patientId".to_owned())]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn two_open_vials_of_a_lot_are_never_guessed_between() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "L1", 3).await;
        clinic.draw(lot, 10).await;
        let another =
            clinic.usage([(StockSource::OpenNew { lot: LotNamed::Id(lot), label: Some("VIAL-B".to_owned()) }, 10)]);
        clinic.done(&clinic.nurse(), another).await;
        let unsaid = clinic.usage([(StockSource::Lot(lot), 10)]);
        let refused = clinic.refusals(&clinic.nurse(), unsaid).await;
        assert_eq!(refused, [(Code::AmbiguousContainer, "lines.0.source".to_owned())]);
        clinic.books_are_proved().await;
    })
    .await;
}
