//! Correcting a usage: the books are as if only the final lines had been recorded, plus the documented waste.

mod at_random;

use crate::{
    clinic::{Clinic, clinic, filler, neurotoxin},
    databases::both,
    record_usage::{lines_of, opened},
};
use entity::{
    container::ContainerStatus,
    entry,
    fixed_point::Quantity,
    id::{LotId, UsageId, UsageLineId},
    usage, usage_line,
    usage_line::VoidedProduct,
};
use lotwise::{
    operations::{
        correct_usage::{CorrectUsage, VoidLine},
        reattribute_usage::ReattributeUsage,
        source::StockSource,
    },
    rules::{notice::NoticeCode, refusal::Code},
};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

fn void(usage_id: UsageId, line_id: UsageLineId, product: VoidedProduct) -> CorrectUsage {
    let void_lines =
        vec![VoidLine { line_id, product, waste_reason: Some(entity::entry::WasteReason::PreparationError) }];
    CorrectUsage { usage_id, reason: "charted wrong".to_owned(), void_lines, add_lines: vec![] }
}

async fn standing(clinic: &Clinic, usage: UsageId) -> Vec<usage_line::Model> {
    lines_of(clinic, usage).await.into_iter().filter(|line| line.voided_at.is_none()).collect()
}

/// The entries of a lot in Denver, in the order of the books.
async fn entries_of(clinic: &Clinic, lot: LotId) -> Vec<entry::Model> {
    let of_lot = entry::Entity::find().filter(entry::COLUMN.lot_id.eq(lot)).order_by_asc(entry::COLUMN.sequence);
    of_lot.all(clinic.deployment.database.reader()).await.unwrap()
}

/// A usage of tenths of a millilitre of one lot, in this order.
async fn tenths(clinic: &Clinic, lot: LotId, tenths: &[i64]) -> UsageId {
    let mut usage = clinic.usage(tenths.iter().map(|_| (StockSource::Lot(lot), 1)));
    for (line, tenths) in usage.lines.iter_mut().zip(tenths) {
        line.quantity = Decimal::new(*tenths, 1);
    }
    clinic.done(&clinic.nurse(), usage).await.usage_id
}

#[tokio::test]
async fn what_was_never_drawn_is_in_the_open_vial_again_with_its_clock_as_it_was() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "L1", 1).await;
        let usage = clinic.draw(lot, 40).await;
        let clock = opened(&clinic, lot).await.in_use_until;
        clinic.now += chrono::TimeDelta::hours(1);
        let line = standing(&clinic, usage).await.remove(0);
        clinic.done(&clinic.nurse(), void(usage, line.id, VoidedProduct::NeverDrawn)).await;
        let vial = opened(&clinic, lot).await;
        assert_eq!((vial.used, vial.remaining, vial.in_use_until), (Quantity::ZERO, Quantity::whole(100), clock));
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(100));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_was_never_drawn_opens_an_empty_vial_again() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "L1", 1).await;
        clinic.draw(lot, 60).await;
        let usage = clinic.draw(lot, 40).await;
        assert_eq!(opened(&clinic, lot).await.status, ContainerStatus::Empty);
        let line = standing(&clinic, usage).await.remove(0);
        clinic.done(&clinic.nurse(), void(usage, line.id, VoidedProduct::NeverDrawn)).await;
        let vial = opened(&clinic, lot).await;
        assert_eq!((vial.status, vial.remaining), (ContainerStatus::Open, Quantity::whole(40)));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_comes_back_to_a_vial_past_its_time_is_in_it_and_not_usable() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "L1", 1).await;
        let usage = clinic.draw(lot, 40).await;
        let clock = opened(&clinic, lot).await.in_use_until;
        clinic.now += chrono::TimeDelta::hours(30);
        let line = standing(&clinic, usage).await.remove(0);
        clinic.done(&clinic.manager(), void(usage, line.id, VoidedProduct::NeverDrawn)).await;
        let vial = opened(&clinic, lot).await;
        assert_eq!(
            (vial.status, vial.remaining, vial.in_use_until),
            (ContainerStatus::Open, Quantity::whole(100), clock)
        );
        let refused = clinic.refusals(&clinic.nurse(), clinic.usage([(StockSource::Container(vial.id), 10)])).await;
        assert_eq!(refused, [(Code::StockNotUsable, "lines.0.source".to_owned())]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_comes_back_to_a_discarded_vial_is_wasted_in_the_same_posting_with_a_notice() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "L1", 1).await;
        let usage = clinic.draw(lot, 40).await;
        let vial = opened(&clinic, lot).await.id;
        clinic.now += chrono::TimeDelta::hours(1);
        clinic.done(&clinic.nurse(), clinic.discards([(vial, None)])).await;
        let line = standing(&clinic, usage).await.remove(0);
        let correction = void(usage, line.id, VoidedProduct::NeverDrawn);
        let answer = clinic.perform(&clinic.nurse(), correction).await.expect("nothing speaks against it");
        assert_eq!(answer.notices.iter().map(|notice| notice.code).collect::<Vec<_>>(), [NoticeCode::RemainderWasted]);
        let vial = opened(&clinic, lot).await;
        assert_eq!(
            (vial.status, vial.used, vial.wasted),
            (ContainerStatus::Discarded, Quantity::ZERO, Quantity::whole(100))
        );
        let moved = entries_of(&clinic, lot).await;
        let [back, wasted] = &moved[moved.len() - 2..] else { panic!("two entries at least") };
        assert_eq!((back.quantity, wasted.quantity), (Quantity::whole(40), Quantity::whole(40).negated()));
        assert_eq!(back.posting_id, wasted.posting_id);
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::ZERO);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_was_forgotten_comes_out_of_the_rest_of_the_same_syringe() {
    both(async |database| {
        let clinic = clinic(database).await;
        let voluma = clinic.product(filler()).await;
        let lot = clinic.receive(voluma.id, "VB20", 2).await;
        let usage = tenths(&clinic, lot, &[6]).await;
        let mut forgotten = clinic.usage([(StockSource::Lot(lot), 1)]).lines;
        forgotten[0].quantity = Decimal::new(4, 1);
        let reason = "the left side was forgotten".to_owned();
        let correction = CorrectUsage { usage_id: usage, reason, void_lines: vec![], add_lines: forgotten };
        clinic.done(&clinic.nurse(), correction).await;
        let syringe = opened(&clinic, lot).await;
        assert_eq!((syringe.used, syringe.wasted), (Quantity::whole(1), Quantity::ZERO));
        let lines = standing(&clinic, usage).await;
        assert!(lines.iter().all(|line| line.wasted == Quantity::ZERO), "nothing was wasted: {lines:?}");
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(1));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_gone_is_waste_of_the_same_vial() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "L1", 1).await;
        let usage = clinic.draw(lot, 40).await;
        let line = standing(&clinic, usage).await.remove(0);
        clinic.done(&clinic.nurse(), void(usage, line.id, VoidedProduct::Gone)).await;
        let vial = opened(&clinic, lot).await;
        assert_eq!(
            (vial.used, vial.wasted, vial.remaining),
            (Quantity::ZERO, Quantity::whole(40), Quantity::whole(60))
        );
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_single_use_line_goes_back_with_its_remainder() {
    both(async |database| {
        let clinic = clinic(database).await;
        let voluma = clinic.product(filler()).await;
        let lot = clinic.receive(voluma.id, "VB20", 1).await;
        let usage = tenths(&clinic, lot, &[7]).await;
        let line = standing(&clinic, usage).await.remove(0);
        clinic.done(&clinic.nurse(), void(usage, line.id, VoidedProduct::NeverDrawn)).await;
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(1));
        tenths(&clinic, lot, &[10]).await;
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::ZERO);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn the_rest_of_a_shared_syringe_is_wasted_with_the_line_that_stands() {
    both(async |database| {
        let clinic = clinic(database).await;
        let voluma = clinic.product(filler()).await;
        for (voided, lot_number) in [(0, "VB20"), (1, "VB21")] {
            let lot = clinic.receive(voluma.id, lot_number, 2).await;
            let usage = tenths(&clinic, lot, &[6, 3]).await;
            let mut lines = standing(&clinic, usage).await;
            lines.sort_by_key(|line| line.line);
            let line = lines.remove(voided);
            clinic.done(&clinic.nurse(), void(usage, line.id, VoidedProduct::NeverDrawn)).await;
            let stands = standing(&clinic, usage).await.remove(0);
            assert_eq!(stands.quantity.0 + stands.wasted.0, Quantity::whole(1).0);
            assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(1));
        }
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn voids_come_before_additions_and_the_history_stays() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "L1", 1).await;
        let usage = clinic.draw(lot, 100).await;
        let line = standing(&clinic, usage).await.remove(0);
        let mut correction = void(usage, line.id, VoidedProduct::NeverDrawn);
        correction.add_lines = clinic.usage([(StockSource::Lot(lot), 80)]).lines;
        clinic.done(&clinic.nurse(), correction).await;
        assert_eq!(lines_of(&clinic, usage).await.len(), 2);
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(20));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_line_is_voided_once_and_anothers_usage_only_by_a_manager() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "L1", 1).await;
        let usage = clinic.draw(lot, 40).await;
        let line = standing(&clinic, usage).await.remove(0);
        let correction = void(usage, line.id, VoidedProduct::NeverDrawn);
        let another_nurse = clinic.somebody("bea", lotwise::rules::rights::Role::Nurse, "denver");
        assert!(clinic.forbidden(&another_nurse, correction.clone()).await);
        clinic.done(&clinic.manager(), correction.clone()).await;
        let again = clinic.refusals(&clinic.manager(), correction).await;
        assert_eq!(again, [(Code::AlreadyDone, "voidLines.0.lineId".to_owned())]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_usage_charted_on_the_wrong_patient_is_put_right_and_no_stock_moves() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "L1", 1).await;
        let usage_id = clinic.draw(lot, 40).await;
        let right = ReattributeUsage {
            usage_id: Some(usage_id),
            usage_ids: vec![],
            treatment_id: None,
            patient_id: Some("P-right".to_owned()),
            practitioner_id: None,
            performed_at: None,
            reason: "the chart was open on another patient".to_owned(),
        };
        let before = clinic.balance(lot).await;
        clinic.done(&clinic.nurse(), right).await;
        assert_eq!(clinic.row::<usage::Entity>(usage_id).await.patient_id, "P-right");
        assert_eq!(clinic.balance(lot).await, before);
        clinic.books_are_proved().await;
    })
    .await;
}
