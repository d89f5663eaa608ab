//! Taking postings back: at the value they had, once, while what they brought is still there.

use crate::{
    clinic::{Clinic, clinic, neurotoxin, serum},
    databases::both,
};
use entity::{
    container::ContainerStatus,
    entry::{self, LedgerAccount},
    fixed_point::{Money, Quantity},
    hold,
    id::{LotId, PostingId, ProductId},
    posting::{self, PostingKind},
    usage,
};
use lotwise::{
    operations::{
        adjust_stock::{AdjustStock, AdjustmentLine, StockChange},
        receive_stock::ReceiveStock,
        record_opening_stock::{OpeningStockLine, RecordOpeningStock},
        release_hold::ReleaseHold,
        reverse_posting::ReversePosting,
        source::StockSource,
    },
    request::Request,
    rules::{
        lot_label::LotLabel,
        notice::NoticeCode,
        opening_stock::OpenedGiven,
        refusal::{Code, Reason},
        rights::{Role, SiteScope},
    },
};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::BTreeSet;

fn reverse(posting_id: PostingId) -> ReversePosting {
    ReversePosting { posting_id, reason: "keyed twice".to_owned() }
}

impl Clinic {
    async fn received(&self, delivery: ReceiveStock) -> (LotId, PostingId) {
        let done = self.done(&self.manager(), delivery).await;
        (done.lot_ids[0], done.posting_id)
    }

    async fn entries(&self, posting: PostingId) -> Vec<entry::Model> {
        let of_posting = entry::COLUMN.posting_id.eq(posting);
        let entries = entry::Entity::find().filter(of_posting).order_by_asc(entry::COLUMN.sequence);
        entries.all(self.deployment.database.reader()).await.unwrap()
    }

    async fn adjust(&self, line: AdjustmentLine) -> PostingId {
        let reason = "shelf check".to_owned();
        let occurred_at = self.now.into();
        let adjustment = AdjustStock { site_id: self.denver.id, occurred_at, reason, lines: vec![line] };
        self.done(&self.manager(), adjustment).await.posting_id
    }

    /// Opening stock of sealed vials, and one opened with 40 U left.
    async fn opened_books(&self, product: ProductId, containers: i32) -> (LotId, PostingId) {
        let label = LotLabel {
            lot_number: Some("C1".to_owned()),
            expires_on: Some("2027-06-30".parse().unwrap()),
            ..LotLabel::default()
        };
        let opened_at = (self.now - chrono::TimeDelta::hours(3)).into();
        let vial = OpenedGiven { remaining: Decimal::from(40), opened_at, label: Some("VIAL-7".to_owned()) };
        let (supplier_id, open_containers, unit_cost) = (None, vec![vial], None);
        let line = OpeningStockLine { product_id: product, label, supplier_id, containers, open_containers, unit_cost };
        let opening = RecordOpeningStock { site_id: self.denver.id, as_of: self.now.into(), lines: vec![line] };
        let done = self.done(&self.manager(), opening).await;
        (done.lot_ids[0], done.posting_id)
    }
}

#[tokio::test]
async fn a_receipt_goes_back_at_the_value_it_came_with_and_keeps_its_day() {
    both(async |database| {
        let mut clinic = clinic(database).await;
        let product = clinic.product(serum()).await.id;
        let lot = clinic.receive(product, "S1", 3).await;
        let mut dear = clinic.delivery(product, "S1", 3).await;
        dear.lines[0].unit_cost.as_mut().unwrap().amount = Decimal::new(33_333, 3);
        let received_at = dear.received_at;
        let (_, dear) = clinic.received(dear).await;
        clinic.now += chrono::TimeDelta::days(3);
        let reversal = clinic.done(&clinic.manager(), reverse(dear)).await.posting_id;
        let balance = clinic.balance(lot).await;
        assert_eq!((balance.on_hand, balance.value), (Quantity::whole(3), Money(75_000)), "as if it never came");
        let posting = clinic.row::<posting::Entity>(reversal).await;
        assert_eq!((posting.kind, posting.reverses_id), (PostingKind::Reversal, Some(dear)));
        assert_eq!((posting.occurred_at, posting.recorded_at), (received_at, clinic.now.into()));
        let entries = clinic.entries(reversal).await;
        assert_eq!((entries.len(), entries[0].account), (1, LedgerAccount::Supplier));
        assert_eq!((entries[0].quantity, entries[0].value), (Quantity::whole(-3), Some(Money(-999_990))));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_was_taken_back_is_not_taken_back_again() {
    both(async |database| {
        let clinic = clinic(database).await;
        let delivery = clinic.delivery(clinic.product(serum()).await.id, "S1", 3).await;
        let (_, receipt) = clinic.received(delivery).await;
        let reversal = clinic.done(&clinic.manager(), reverse(receipt)).await.posting_id;
        let refused = clinic.refused(&clinic.manager(), reverse(receipt)).await;
        assert_eq!(refused[0].code(), Code::AlreadyDone);
        assert!(refused[0].to_string().contains(&reversal.to_string()), "{}", refused[0]);
        let refused = clinic.refusals(&clinic.manager(), reverse(reversal)).await;
        assert_eq!(refused, [(Code::Conflict, "postingId".to_owned())], "nor is a reversal");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_receipt_that_was_used_from_stays_and_the_refusal_names_lot_amounts_and_usage() {
    both(async |database| {
        let clinic = clinic(database).await;
        let delivery = clinic.delivery(clinic.product(neurotoxin()).await.id, "C1", 2).await;
        let (lot, receipt) = clinic.received(delivery).await;
        let usage = clinic.draw(lot, 40).await;
        let usage = clinic.row::<usage::Entity>(usage).await.posting_id.unwrap();
        let refused = clinic.refused(&clinic.manager(), reverse(receipt)).await;
        let Reason::Conflict { current, message } = &refused[0].reason else { panic!("{refused:?}") };
        assert_eq!(current.as_deref(), Some("100"));
        let expected =
            format!("Lot C1: 200 U would have to leave, 100 U sealed are there. Since then: usage {usage} took 40.");
        assert_eq!(*message, expected);
        clinic.receive(clinic.row::<entity::lot::Entity>(lot).await.product_id, "C1", 1).await;
        clinic.done(&clinic.manager(), reverse(receipt)).await;
        assert_eq!(
            clinic.balance(lot).await.on_hand,
            Quantity::whole(60),
            "sealed stock came that can leave in its place"
        );
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_the_receipt_held_is_held_no_longer() {
    both(async |database| {
        let clinic = clinic(database).await;
        let mut delivery = clinic.delivery(clinic.product(neurotoxin()).await.id, "C1", 3).await;
        delivery.lines[0].damaged_containers = Some(1);
        let (lot, receipt) = clinic.received(delivery).await;
        clinic.done(&clinic.manager(), reverse(receipt)).await;
        let of_lot = hold::COLUMN.lot_id.eq(lot);
        let hold = hold::Entity::find().filter(of_lot).one(clinic.deployment.database.reader()).await.unwrap().unwrap();
        assert_eq!((hold.released_by.as_deref(), hold.release_reason.as_deref()), (Some("max"), Some("keyed twice")));
        let again = ReleaseHold::one(hold.id, "again");
        assert_eq!(clinic.refusals(&clinic.manager(), again).await[0].0, Code::AlreadyDone);
    })
    .await;
}

#[tokio::test]
async fn an_adjustment_is_taken_back_sealed_and_measured() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (lot, vial) = clinic.vials().await;
        let before = clinic.balance(lot).await;
        let up = AdjustmentLine { lot_id: Some(lot), container_id: None, change: StockChange::By(Decimal::from(-100)) };
        let spilt =
            AdjustmentLine { lot_id: None, container_id: Some(vial.id), change: StockChange::By(Decimal::from(-60)) };
        let postings = [clinic.adjust(up).await, clinic.adjust(spilt).await];
        assert_eq!(clinic.container_of(lot).await.status, ContainerStatus::Empty);
        for posting in postings {
            clinic.done(&clinic.manager(), reverse(posting)).await;
        }
        let after = clinic.balance(lot).await;
        assert_eq!((after.on_hand, after.opened, after.value), (before.on_hand, before.opened, before.value));
        assert_eq!(clinic.container_of(lot).await, vial, "open again, with what was in it");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_measure_is_not_taken_back_below_nothing() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (_, vial) = clinic.vials().await;
        let more =
            AdjustmentLine { lot_id: None, container_id: Some(vial.id), change: StockChange::By(Decimal::from(10)) };
        let posting = clinic.adjust(more).await;
        let from_it = clinic.usage([(StockSource::Container(vial.id), 65)]);
        clinic.done(&clinic.nurse(), from_it).await;
        let refused = clinic.refused(&clinic.manager(), reverse(posting)).await;
        let sentence = format!("10 U would have to leave, 5 U in container {} are there", vial.label);
        assert!(refused[0].to_string().contains(&sentence), "{}", refused[0]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn opening_stock_leaves_the_books_while_its_opened_vial_is_untouched() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (lot, opening) = clinic.opened_books(clinic.product(neurotoxin()).await.id, 2).await;
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(240));
        clinic.done(&clinic.manager(), reverse(opening)).await;
        let (balance, vial) = (clinic.balance(lot).await, clinic.container_of(lot).await);
        assert_eq!((balance.on_hand, balance.opened), (Quantity::ZERO, Quantity::ZERO));
        assert_eq!((vial.status, vial.remaining), (ContainerStatus::Empty, Quantity::ZERO));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn opening_stock_stays_once_its_opened_vial_was_drawn_from() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (lot, opening) = clinic.opened_books(clinic.product(neurotoxin()).await.id, 2).await;
        clinic.draw(lot, 10).await;
        let refused = clinic.refused(&clinic.manager(), reverse(opening)).await;
        let sentence = "40 U would have to leave, 30 U in container VIAL-7 are there. Since then: usage";
        assert!(refused.len() == 1 && refused[0].to_string().contains(sentence), "{refused:?}");
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_usage_is_not_taken_back_here_and_the_refusal_says_where() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(neurotoxin()).await.id, "C1", 1).await;
        let usage = clinic.draw(lot, 10).await;
        let usage = clinic.row::<usage::Entity>(usage).await.posting_id.unwrap();
        let refused = clinic.refused(&clinic.manager(), reverse(usage)).await;
        assert_eq!(refused[0].code(), Code::Conflict);
        assert!(refused[0].to_string().contains("correctUsage"), "{}", refused[0]);
        let nothing = clinic.refusals(&clinic.manager(), reverse(PostingId::new())).await;
        assert_eq!(nothing, [(Code::NotFound, "postingId".to_owned())]);
    })
    .await;
}

/// Max, who is a nurse in Denver since and no manager any more, at this moment.
fn once_a_manager(clinic: &Clinic, moment: &str) -> Request {
    let mut request = Request { at: moment.parse().unwrap(), ..clinic.manager() };
    request.caller.grants[0].role = Role::Nurse;
    request.caller.grants[0].sites = SiteScope::Codes(BTreeSet::from(["denver".to_owned()]));
    request
}

#[tokio::test]
async fn whoever_made_it_takes_it_back_on_the_same_day_of_the_site_and_a_manager_later() {
    both(async |database| {
        let clinic = clinic(database).await;
        let delivery = clinic.delivery(clinic.product(serum()).await.id, "S1", 3).await;
        let (_, receipt) = clinic.received(delivery).await;
        assert!(clinic.forbidden(&clinic.nurse(), reverse(receipt)).await, "it is not hers");
        let elsewhere = clinic.somebody("mo", Role::Manager, "auckland");
        assert!(clinic.forbidden(&elsewhere, reverse(receipt)).await);
        // Recorded at 11:00 in Denver; 07:00 UTC is its next midnight.
        let next_day = once_a_manager(&clinic, "2026-03-03T07:00:00Z");
        let refused = clinic.refused(&next_day, reverse(receipt)).await;
        let Reason::NotAllowed { needs, .. } = &refused[0].reason else { panic!("{refused:?}") };
        assert_eq!(*needs, [Role::Manager]);
        clinic.done(&once_a_manager(&clinic, "2026-03-03T06:59:59Z"), reverse(receipt)).await;
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_delivery_note_that_was_entered_before_is_asked_about_unless_that_receipt_was_taken_back() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let delivery =
            ReceiveStock { delivery_note: Some("DN-1".to_owned()), ..clinic.delivery(vial, "C3016", 1).await };
        let first = clinic.perform(&clinic.manager(), delivery.clone()).await.unwrap();
        assert_eq!(first.notices, []);
        let another = ReceiveStock { is_another: true, ..delivery.clone() };
        let second = clinic.perform(&clinic.manager(), another).await.unwrap();
        assert_eq!(
            second.notices.iter().map(|notice| notice.code).collect::<Vec<_>>(),
            [NoticeCode::PossibleDuplicate]
        );
        assert!(second.notices[0].message.contains(&first.done.posting_id.to_string()), "{:?}", second.notices);
        for receipt in [first, second] {
            clinic.done(&clinic.manager(), reverse(receipt.done.posting_id)).await;
        }
        let elsewhere = ReceiveStock { delivery_note: Some("DN-2".to_owned()), ..delivery.clone() };
        for delivery in [delivery, elsewhere] {
            assert_eq!(clinic.perform(&clinic.manager(), delivery).await.unwrap().notices, []);
        }
        clinic.books_are_proved().await;
    })
    .await;
}
