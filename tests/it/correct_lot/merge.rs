//! Two lots that turn out to be one: for the balance of every site, for holds, for spellings and for old ids.

use super::{correct, day, expiry, number};
use crate::{
    clinic::{Clinic, clinic, neurotoxin},
    databases::both,
};
use entity::{
    entry::{self, LedgerAccount},
    fixed_point::{Money, Quantity},
    hold::HoldKind,
    id::{LotId, ProductId},
    posting::{self, PostingKind},
};
use futures_util::future::join_all;
use lotwise::{
    operations::{
        adjust_stock::{AdjustStock, AdjustmentLine, StockChange},
        correct_lot::CorrectLot,
        place_hold::PlaceHold,
        reverse_posting::ReversePosting,
        source::StockSource,
    },
    rules::{
        holding::HoldTarget,
        lot_correction::Correction,
        refusal::{Code, Reason},
        rights::Role,
    },
};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// A lot keyed wrong, C3O16, and the one it is, C3016.
struct Two {
    product: ProductId,
    wrong: LotId,
    right: LotId,
}

async fn two(clinic: &Clinic) -> Two {
    let product = clinic.product(neurotoxin()).await.id;
    let wrong = clinic.receive(product, "C3O16", 3).await;
    let right = clinic.receive(product, "C3016", 1).await;
    Two { product, wrong, right }
}

async fn in_auckland(clinic: &Clinic, product: ProductId, lot_number: &str, containers: i32) {
    let mut delivery = clinic.delivery(product, lot_number, containers).await;
    delivery.site_id = clinic.auckland.id;
    clinic.done(&clinic.manager(), delivery).await;
}

#[tokio::test]
async fn the_stock_of_every_site_moves_with_its_opened_vials_and_its_value() {
    both(async |database| {
        let clinic = clinic(database).await;
        let Two { product, wrong, right } = two(&clinic).await;
        in_auckland(&clinic, product, "C3O16", 2).await;
        clinic.draw(wrong, 40).await;
        let done = clinic.done_by_two(&clinic.manager(), number(wrong, "C3016")).await;
        assert_eq!((done.lot_id, done.posting_ids.len()), (right, 2), "a posting a site");
        let (from, into) = (clinic.balance(wrong).await, clinic.balance(right).await);
        assert_eq!((from.on_hand, from.opened, from.value), (Quantity::ZERO, Quantity::ZERO, Money::ZERO));
        assert_eq!((into.on_hand, into.opened), (Quantity::whole(360), Quantity::whole(60)));
        assert_eq!(into.value, Money(9_000_000), "360 U at 2.50");
        let far = clinic.balance_at(clinic.auckland.id, right).await.expect("it came to the other site");
        assert_eq!(far.on_hand, Quantity::whole(200));
        assert_eq!(clinic.container_of(right).await.remaining, Quantity::whole(60));
        for id in done.posting_ids {
            let posting = clinic.row::<posting::Entity>(id).await;
            assert_eq!(posting.kind, PostingKind::LotCorrection);
            let entries = entry::Entity::find().filter(entry::COLUMN.posting_id.eq(id));
            let entries = entries.all(clinic.deployment.database.reader()).await.unwrap();
            assert!(entries.iter().all(|entry| entry.account == LedgerAccount::LotCorrection));
            assert_eq!(entries.iter().map(|entry| entry.quantity).sum::<Quantity>(), Quantity::ZERO);
        }
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn old_ids_and_spellings_answer_with_the_lot_that_it_turned_out_to_be() {
    both(async |database| {
        let clinic = clinic(database).await;
        let Two { product, wrong, right } = two(&clinic).await;
        let older = clinic.receive(product, "C3OI6", 1).await;
        clinic.done_by_two(&clinic.manager(), number(older, "C3O16")).await;
        clinic.done_by_two(&clinic.manager(), number(wrong, "C3016")).await;
        for lot in [older, wrong] {
            assert_eq!(clinic.lot(lot).await.merged_into_id, Some(right));
        }
        for spelling in ["c3o16", "C3 OI6", "C3016"] {
            assert_eq!(clinic.receive(product, spelling, 1).await, right, "{spelling}");
        }
        let reason = "shelf check".to_owned();
        let line =
            AdjustmentLine { lot_id: Some(older), container_id: None, change: StockChange::By(Decimal::from(-100)) };
        let occurred_at = clinic.now.into();
        let adjustment = AdjustStock { site_id: clinic.denver.id, occurred_at, reason, lines: vec![line] };
        clinic.done(&clinic.manager(), adjustment).await;
        assert_eq!(clinic.balance(right).await.on_hand, Quantity::whole(700));
        assert_eq!(clinic.done_by_two(&clinic.manager(), expiry(older, "2027-05-31")).await.lot_id, right);
        assert_eq!(clinic.lot(right).await.expires_on, Some(day("2027-05-31")));
        let kept = clinic.corrections(right).await;
        assert_eq!(kept.iter().filter_map(|kept| kept.merged_from_id).collect::<Vec<_>>(), [wrong]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_hold_on_either_stops_both() {
    both(async |database| {
        let clinic = clinic(database).await;
        let Two { wrong, right, .. } = two(&clinic).await;
        let targets = vec![HoldTarget { lot_id: Some(wrong), ..HoldTarget::default() }];
        let hold = PlaceHold { targets, kind: HoldKind::Suspect, reason: "a letter".to_owned() };
        clinic.done(&clinic.director(), hold).await;
        clinic.draw(right, 10).await;
        clinic.done_by_two(&clinic.manager(), number(wrong, "C3016")).await;
        let usage = clinic.usage([(StockSource::Lot(right), 10)]);
        assert_eq!(clinic.refusals(&clinic.nurse(), usage).await[0].0, Code::StockNotUsable);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn two_dates_are_a_conflict_until_somebody_says_which_is_right() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(neurotoxin()).await.id;
        let mut delivery = clinic.delivery(product, "C3O16", 2).await;
        delivery.lines[0].label.expires_on = Some(day("2026-02-28"));
        delivery.lines[0].overrides.push(lotwise::operations::receive_stock::Override {
            kind: lotwise::operations::receive_stock::OverrideKind::ShortShelfLife,
            reason: "counted late".to_owned(),
        });
        delivery.received_at = "2026-02-20T12:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap().into();
        let wrong = clinic.done(&clinic.manager(), delivery).await.lot_ids[0];
        let right = clinic.receive(product, "C3016", 1).await;
        clinic.done(&clinic.nurse(), clinic.performed(right, 10, "2026-03-02T17:00:00Z")).await;
        let refused = clinic.refused(&clinic.manager(), number(wrong, "C3016")).await;
        let Reason::Conflict { current, message } = &refused[0].reason else { panic!("{refused:?}") };
        assert_eq!(current.as_deref(), Some("2027-06-30"));
        assert!(message.contains("2027-06-30") && message.contains("2026-02-28"), "{message}");
        let settled = Correction {
            lot_number: Some("C3016".to_owned()),
            expires_on: Some(day("2026-02-28")),
            expiry_basis: None,
        };
        let before = clinic.deviations().await.len();
        clinic.done_by_two(&clinic.manager(), correct(wrong, settled)).await;
        assert_eq!(clinic.lot(right).await.expires_on, Some(day("2026-02-28")));
        assert_eq!(clinic.deviations().await.len() - before, 1, "the usage of the right lot was past it");
        let kept = clinic.corrections(right).await;
        let of_right = kept.iter().find(|kept| kept.merged_from_id.is_none()).expect("its own date was wrong too");
        assert_eq!(of_right.expires_on_before, Some(day("2027-06-30")));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_receipt_of_the_wrong_lot_is_taken_back_from_the_right_one() {
    both(async |database| {
        let clinic = clinic(database).await;
        let Two { product, wrong, right } = two(&clinic).await;
        let delivery = clinic.delivery(product, "C3O16", 1).await;
        let receipt = clinic.done(&clinic.manager(), delivery).await.posting_id;
        clinic.done_by_two(&clinic.manager(), number(wrong, "C3016")).await;
        clinic.done(&clinic.manager(), ReversePosting { posting_id: receipt, reason: "keyed twice".to_owned() }).await;
        assert_eq!(clinic.balance(right).await.on_hand, Quantity::whole(400));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_site_that_shares_the_wrong_lot_must_be_managed_too() {
    both(async |database| {
        let clinic = clinic(database).await;
        let Two { product, wrong, .. } = two(&clinic).await;
        in_auckland(&clinic, product, "C3O16", 1).await;
        let mo = clinic.somebody("mo", Role::Manager, "denver");
        assert!(clinic.forbidden(&mo, number(wrong, "C3016")).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn deliveries_usages_and_the_correction_at_once_lose_nothing() {
    both(async |database| {
        let clinic = clinic(database).await;
        let Two { product, wrong, right } = two(&clinic).await;
        let deliveries = join_all((0..6).map(|_| clinic.receive(product, "C3O16", 1)));
        let usages = join_all((0..6).map(|_| async {
            let usage = clinic.usage([(StockSource::Lot(wrong), 10)]);
            clinic.perform(&clinic.nurse(), usage).await.is_ok()
        }));
        let correction: CorrectLot = number(wrong, "C3016");
        let manager = clinic.manager();
        let (received, used, corrected) = tokio::join!(deliveries, usages, clinic.done_by_two(&manager, correction));
        assert_eq!(corrected.lot_id, right);
        assert!(received.iter().all(|lot| [wrong, right].contains(lot)));
        let used = used.iter().filter(|done| **done).count();
        let expected = 300 + 100 + 600 - 10 * i32::try_from(used).unwrap();
        assert_eq!(clinic.balance(right).await.on_hand, Quantity::whole(expected));
        assert_eq!(clinic.balance(wrong).await.on_hand, Quantity::ZERO);
        clinic.books_are_proved().await;
    })
    .await;
}
