//! What already happened is recorded: no rule of the stockroom refuses it, and what it broke is kept.

use crate::{
    clinic::{Clinic, clinic, neurotoxin},
    databases::both,
    record_usage::lines_of,
};
use chrono::TimeDelta;
use entity::{deviation, fixed_point::Quantity, id::UsageLineId, usage::LateReason};
use lotwise::{
    operations::{
        record_usage::{AlreadyPerformed, RecordUsage},
        review_deviation::ReviewDeviation,
        settle_usage_line::SettleUsageLine,
        source::{StockSource, UnbookedStock},
    },
    rules::refusal::Code,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

fn fact(mut usage: RecordUsage, why: LateReason) -> RecordUsage {
    usage.already_performed = Some(AlreadyPerformed { why, note: None });
    usage
}

async fn deviations_of(clinic: &Clinic, line: UsageLineId) -> Vec<deviation::Model> {
    let of_line = deviation::Entity::find().filter(deviation::COLUMN.usage_line_id.eq(line));
    of_line.all(clinic.deployment.database.reader()).await.unwrap()
}

#[tokio::test]
async fn more_than_the_books_have_is_recorded_and_the_rest_is_unbooked() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "L1", 1).await;
        let usage = fact(clinic.usage([(StockSource::Lot(lot), 130)]), LateReason::Offline);
        let done = clinic.done(&clinic.nurse(), usage).await;
        let lines = lines_of(&clinic, done.usage_id).await;
        let unbooked: Vec<_> = lines.iter().filter(|line| !line.booked).collect();
        assert_eq!(unbooked.iter().map(|line| line.quantity).sum::<Quantity>(), Quantity::whole(30));
        assert_eq!(unbooked[0].lot_id, Some(lot), "it takes part in the trace by its lot");
        let deviations = deviations_of(&clinic, unbooked[0].id).await;
        assert_eq!(deviations[0].code, "INSUFFICIENT_STOCK");
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::ZERO);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn an_unbooked_line_is_settled_from_the_lot_it_states_once_it_came() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let stated = UnbookedStock {
            product_id: botox.id,
            lot_number: Some("c9 99".to_owned()),
            expires_on: None,
            serial: None,
        };
        let usage = clinic.usage([(StockSource::Unbooked(stated), 40)]);
        let done = clinic.done(&clinic.nurse(), fact(usage, LateReason::ReceiptNotEntered)).await;
        let line = lines_of(&clinic, done.usage_id).await.remove(0);
        let other = clinic.receive(botox.id, "OTHER", 1).await;
        let settle = |lot| SettleUsageLine { usage_line_id: line.id, source: StockSource::Lot(lot) };
        let refused = clinic.refusals(&clinic.manager(), settle(other)).await;
        assert_eq!(refused, [(Code::Conflict, "source".to_owned())]);
        let lot = clinic.receive(botox.id, "C999", 1).await;
        clinic.done(&clinic.manager(), settle(lot)).await;
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(60));
        let again = clinic.refusals(&clinic.manager(), settle(lot)).await;
        assert_eq!(again, [(Code::AlreadyDone, "usageLineId".to_owned())]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_late_usage_undeclared_is_for_a_manager() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let mut delivery = clinic.delivery(botox.id, "L1", 1).await;
        delivery.received_at = (clinic.now - TimeDelta::hours(30)).into();
        let lot = clinic.done(&clinic.manager(), delivery).await.lot_ids[0];
        let mut late = clinic.usage([(StockSource::Lot(lot), 10)]);
        late.performed_at = (clinic.now - TimeDelta::hours(25)).into();
        let refused = clinic.refusals(&clinic.nurse(), late.clone()).await;
        assert_eq!(refused, [(Code::NotAllowed, "performedAt".to_owned())]);
        clinic.done(&clinic.nurse(), fact(late.clone(), LateReason::ChartedLate)).await;
        late.treatment_id = "T2".to_owned();
        clinic.done(&clinic.manager(), late).await;
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_deviation_is_reviewed_once_by_a_medical_director() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let usage = clinic.usage([(StockSource::Product(botox.id), 10)]);
        let done = clinic.done(&clinic.nurse(), fact(usage, LateReason::Offline)).await;
        let line = lines_of(&clinic, done.usage_id).await.remove(0);
        let deviation = deviations_of(&clinic, line.id).await.remove(0);
        let review = ReviewDeviation { deviation_id: deviation.id, note: "the delivery note was lost".to_owned() };
        assert!(clinic.forbidden(&clinic.manager(), review.clone()).await);
        clinic.done(&clinic.director(), review.clone()).await;
        let again = clinic.refusals(&clinic.director(), review).await;
        assert_eq!(again, [(Code::AlreadyDone, "deviationId".to_owned())]);
        clinic.books_are_proved().await;
    })
    .await;
}
