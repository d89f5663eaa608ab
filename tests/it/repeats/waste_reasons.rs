//! Why something was wasted is said, and none is made up; a rest is kept where the product allows, and not for ever.

use chrono::TimeDelta;
use entity::{
    container,
    entry::{self, LedgerAccount, WasteReason},
    fixed_point::Quantity,
    id::LotId,
    usage::LateReason,
    usage_line,
};
use lotwise::{
    operations::{
        create_product::{ContainerGiven, CreateProduct},
        record_usage::{AlreadyPerformed, RecordUsage},
        settle_usage_line::SettleUsageLine,
        source::{StockSource, UnbookedStock},
    },
    rules::{refusal::Code, usability::UnusableReason},
};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    clinic::{Clinic, clinic, filler, neurotoxin},
    databases::both,
    record_usage::{lines_of, opened},
};

/// A syringe whose rest may be kept for the patient.
fn kept_filler() -> CreateProduct {
    let filler = filler();
    CreateProduct { container: ContainerGiven { may_keep_remainder: true, ..filler.container }, ..filler }
}

/// So much used of a lot, and so much wasted.
fn wasting(clinic: &Clinic, source: StockSource, used: i64, wasted: i64, why: Option<WasteReason>) -> RecordUsage {
    let mut usage = clinic.usage([(source, used)]);
    usage.lines[0].wasted = Some(wasted.into());
    usage.lines[0].waste_reason = why;
    usage
}

fn performed(usage: RecordUsage) -> RecordUsage {
    let fact = AlreadyPerformed { why: LateReason::Offline, note: None };
    RecordUsage { already_performed: Some(fact), ..usage }
}

/// Half a syringe, of which the rest is asked to be kept.
fn half_kept(clinic: &Clinic, lot: LotId) -> RecordUsage {
    let mut usage = clinic.usage([(StockSource::Lot(lot), 1)]);
    usage.lines[0].quantity = Decimal::new(5, 1);
    usage.lines[0].keep_remainder = true;
    usage
}

/// Why the lot was wasted, each time.
async fn reasons(clinic: &Clinic, lot: LotId) -> Vec<Option<WasteReason>> {
    let wasted = entry::Entity::find()
        .filter(entry::COLUMN.lot_id.eq(lot))
        .filter(entry::COLUMN.account.eq(LedgerAccount::Waste));
    let wasted = wasted.all(clinic.deployment.database.reader()).await.unwrap();
    wasted.into_iter().map(|entry| entry.waste_reason).collect()
}

#[tokio::test]
async fn what_is_wasted_of_a_vial_has_a_reason_or_is_refused() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "C3016", 1).await;
        let unsaid = wasting(&clinic, StockSource::Lot(lot), 20, 5, None);
        for usage in [unsaid.clone(), performed(unsaid)] {
            let refused = clinic.refusals(&clinic.nurse(), usage).await;
            assert_eq!(refused, [(Code::Invalid, "lines.0.wasteReason".to_owned())]);
        }

        let nothing = wasting(&clinic, StockSource::Lot(lot), 20, 0, None);
        clinic.done(&clinic.nurse(), nothing).await;
        let dropped = wasting(&clinic, StockSource::Lot(lot), 20, 5, Some(WasteReason::Contaminated));
        clinic.done(&clinic.nurse(), dropped).await;
        assert_eq!(reasons(&clinic, lot).await, [Some(WasteReason::Contaminated)]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn the_rest_of_a_single_use_container_explains_itself() {
    both(async |database| {
        let clinic = clinic(database).await;
        let syringe = clinic.product(filler()).await.id;
        let lot = clinic.receive(syringe, "V1", 1).await;
        let mut usage = clinic.usage([(StockSource::Lot(lot), 1)]);
        usage.lines[0].quantity = Decimal::new(6, 1);
        usage.lines[0].wasted = Some(Decimal::new(4, 1));
        clinic.done(&clinic.nurse(), usage).await;
        assert_eq!(reasons(&clinic, lot).await, [Some(WasteReason::SingleUseRemainder)]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_line_that_is_settled_later_keeps_the_reason_that_was_given() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let stock =
            UnbookedStock { product_id: vial, lot_number: Some("C3016".to_owned()), expires_on: None, serial: None };
        let source = StockSource::Unbooked(stock);
        let usage = performed(wasting(&clinic, source, 20, 5, Some(WasteReason::Damaged)));
        let usage = clinic.done(&clinic.nurse(), usage).await.usage_id;
        let lot = clinic.receive(vial, "C3016", 1).await;

        let line = lines_of(&clinic, usage).await.remove(0);
        assert_eq!(line.waste_reason, Some(WasteReason::Damaged));
        let settle = SettleUsageLine { usage_line_id: line.id, source: StockSource::Lot(lot) };
        clinic.done(&clinic.manager(), settle).await;
        assert_eq!(reasons(&clinic, lot).await, [Some(WasteReason::Damaged)]);
        let booked = usage_line::Entity::find().filter(usage_line::COLUMN.settles_id.eq(line.id));
        let booked = booked.one(clinic.deployment.database.reader()).await.unwrap().unwrap();
        assert_eq!(booked.waste_reason, Some(WasteReason::Damaged));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_rest_that_the_product_does_not_let_be_kept_is_refused_and_of_a_fact_reviewed() {
    both(async |database| {
        let clinic = clinic(database).await;
        let syringe = clinic.product(filler()).await.id;
        let lot = clinic.receive(syringe, "V1", 2).await;
        let refused = clinic.refusals(&clinic.nurse(), half_kept(&clinic, lot)).await;
        assert_eq!(refused, [(Code::Invalid, "lines.0.keepRemainder".to_owned())]);
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(2));

        let done = clinic.done(&clinic.nurse(), performed(half_kept(&clinic, lot))).await;
        let deviations = entity::deviation::Entity::find().all(clinic.deployment.database.reader()).await.unwrap();
        let [deviation] = &deviations[..] else { panic!("one deviation: {deviations:?}") };
        assert_eq!(deviation.usage_line_id, Some(lines_of(&clinic, done.usage_id).await[0].id));
        assert!(deviation.message.contains("is not kept"), "{}", deviation.message);
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(1));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_kept_rest_has_a_clock_by_the_product_or_by_default() {
    both(async |database| {
        let clinic = clinic(database).await;
        for (name, hours, kept_for) in [("UNSAID", None, 24), ("TWO-WEEKS", Some(336), 336)] {
            let own = kept_filler();
            let container = ContainerGiven { in_use_hours: hours, ..own.container };
            let product = CreateProduct { sku: name.to_owned(), identifiers: vec![], container, ..own };
            let product = clinic.product(product).await.id;
            let lot = clinic.receive(product, name, 1).await;
            let half = half_kept(&clinic, lot);
            clinic.done(&clinic.nurse(), half.clone()).await;
            let kept: container::Model = opened(&clinic, lot).await;
            let until = kept.opened_at.plus(TimeDelta::hours(kept_for));
            assert_eq!((kept.in_use_until, kept.kept_for.as_ref()), (Some(until), Some(&half.patient_id)), "{name}");

            // The patient comes again when it is over.
            let mut late = RecordUsage { treatment_id: format!("{name}-later"), ..half };
            late.performed_at = until;
            late.lines[0].keep_remainder = false;
            let mut nurse = clinic.nurse();
            nurse.at = until.to_utc();
            let refused = clinic.refused(&nurse, late).await;
            assert_eq!(refused[0].reason.unusable(), [UnusableReason::InUseExpired], "{name}");
        }
        clinic.books_are_proved().await;
    })
    .await;
}
