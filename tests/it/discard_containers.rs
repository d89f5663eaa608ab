//! Discarding containers at the end of the day: the glass and the books, all or none, whatever their state.

use crate::{
    clinic::{Clinic, another, at, clinic, mixed, neurotoxin, saline},
    databases::both,
};
use entity::{
    container::ContainerStatus,
    entry::{LedgerAccount, WasteReason},
    fixed_point::Quantity,
    hold::HoldKind,
    id::{ContainerId, LotId},
    posting,
};
use lotwise::{
    operations::{reverse_posting::ReversePosting, source::StockSource},
    rules::refusal::Code,
};
use rust_decimal::Decimal;

/// A vial with 60 U drawn from it.
async fn used_vial(clinic: &Clinic, lot: LotId) -> ContainerId {
    let id = clinic.opened_one(lot).await;
    clinic.done(&clinic.nurse(), clinic.usage([(StockSource::Container(id), 60)])).await;
    id
}

async fn stocked(clinic: &Clinic) -> LotId {
    let product = clinic.product(neurotoxin()).await.id;
    clinic.receive(product, "C3016", 5).await
}

#[tokio::test]
async fn what_is_measured_is_waste_and_the_difference_is_counted() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = stocked(&clinic).await;
        let (less, more) = (used_vial(&clinic, lot).await, used_vial(&clinic, lot).await);
        let measured = [(less, Some(Decimal::from(36))), (more, Some(Decimal::new(415, 1)))];
        let done = clinic.done(&clinic.nurse(), clinic.discards(measured)).await;
        for (id, counted, wasted) in [(less, -40_000, 360_000), (more, 15_000, 415_000)] {
            let vial = clinic.container(id).await;
            assert_eq!(vial.status, ContainerStatus::Discarded);
            assert_eq!(
                (vial.counted, vial.wasted, vial.remaining),
                (Quantity(counted), Quantity(wasted), Quantity::ZERO)
            );
        }
        let posting_id = done.posting_id.expect("it is wasted");
        let entries = clinic.moved_by(posting_id).await;
        let accounts: Vec<_> = entries.iter().map(|entry| entry.account).collect();
        assert_eq!(accounts, [LedgerAccount::Count, LedgerAccount::Waste, LedgerAccount::Count, LedgerAccount::Waste]);
        assert!(entries[0].note.is_some() && entries[1].waste_reason == Some(WasteReason::InUseExpired));
        let posting = clinic.row::<posting::Entity>(posting_id).await;
        assert_eq!(posting.witness_id.as_deref(), Some("witness-3"));
        let balance = clinic.balance(lot).await;
        assert_eq!((balance.on_hand, balance.opened), (Quantity::whole(300), Quantity::ZERO));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn without_a_measure_the_books_are_believed() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = stocked(&clinic).await;
        let id = used_vial(&clinic, lot).await;
        clinic.done(&clinic.nurse(), clinic.discards([(id, None)])).await;
        let vial = clinic.container(id).await;
        assert_eq!((vial.counted, vial.wasted), (Quantity::ZERO, Quantity::whole(40)));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn an_empty_vial_with_something_in_the_glass_is_discarded_with_it() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = stocked(&clinic).await;
        let id = used_vial(&clinic, lot).await;
        clinic.done(&clinic.nurse(), clinic.usage([(StockSource::Container(id), 40)])).await;
        let empty = clinic.refusals(&clinic.nurse(), clinic.discards([(id, None)])).await;
        assert_eq!(empty, [(Code::AlreadyDone, "lines.0.containerId".to_owned())]);
        clinic.done(&clinic.nurse(), clinic.discards([(id, Some(Decimal::TWO))])).await;
        let vial = clinic.container(id).await;
        assert_eq!(
            (vial.status, vial.counted, vial.wasted),
            (ContainerStatus::Discarded, Quantity::whole(2), Quantity::whole(2))
        );
        assert_eq!(clinic.balance(lot).await.on_hand, Quantity::whole(400));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn vials_past_their_time_and_held_ones_can_be_discarded() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = stocked(&clinic).await;
        let id = used_vial(&clinic, lot).await;
        clinic.stops(lot, HoldKind::Quarantine).await;
        let much_later = at(clinic.nurse(), "2027-12-01T08:00:00Z");
        let mut discard = clinic.discards([(id, None)]);
        discard.occurred_at = much_later.at.into();
        clinic.done(&much_later, discard).await;
        assert_eq!(clinic.container(id).await.status, ContainerStatus::Discarded);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn suspect_vials_and_those_prepared_with_a_suspect_diluent_are_evidence() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = stocked(&clinic).await;
        let product = clinic.product(saline()).await.id;
        let diluent = clinic.receive(product, "NACL-9", 1).await;
        let mut opening = clinic.opens(another(lot));
        opening.components = vec![mixed(diluent, 3)];
        let prepared = clinic.done(&clinic.nurse(), opening).await.container_id;
        let clean = used_vial(&clinic, lot).await;
        clinic.stops(diluent, HoldKind::Suspect).await;
        let both_vials = clinic.discards([(clean, None), (prepared, None)]);
        let refused = clinic.refusals(&clinic.nurse(), both_vials).await;
        assert_eq!(refused, [(Code::NotAllowed, "lines.1.containerId".to_owned())]);
        assert_eq!(clinic.container(clean).await.status, ContainerStatus::Open, "all or none");
        clinic.done(&clinic.nurse(), clinic.discards([(clean, None)])).await;
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_meant_is_refused() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = stocked(&clinic).await;
        let id = used_vial(&clinic, lot).await;
        let nurse = clinic.nurse();
        let twice = clinic.discards([(id, None), (id, None)]);
        assert_eq!(clinic.refusals(&nurse, twice).await, [(Code::Invalid, "lines.1.containerId".to_owned())]);
        for measured in [Decimal::from(101), Decimal::new(1, 1), Decimal::from(-1)] {
            let refused = clinic.refusals(&nurse, clinic.discards([(id, Some(measured))])).await;
            assert_eq!(refused, [(Code::Invalid, "lines.0.measuredRemaining".to_owned())], "{measured}");
        }
        let mut other = clinic.discards([(id, None)]);
        other.lines[0].reason = WasteReason::Other;
        assert_eq!(clinic.refusals(&nurse, other).await, [(Code::Invalid, "lines.0.note".to_owned())]);
        let mut elsewhere = clinic.discards([(id, None)]);
        elsewhere.site_id = clinic.auckland.id;
        assert_eq!(clinic.refusals(&nurse, elsewhere).await, [(Code::NotFound, "lines.0.containerId".to_owned())]);
        clinic.done(&nurse, clinic.discards([(id, None)])).await;
        let again = clinic.refusals(&nurse, clinic.discards([(id, None)])).await;
        assert_eq!(again, [(Code::AlreadyDone, "lines.0.containerId".to_owned())]);
        assert!(clinic.forbidden(&clinic.front_desk(), clinic.discards([(id, None)])).await);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_discard_that_was_a_mistake_is_taken_back_with_the_clock_as_it_was() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = stocked(&clinic).await;
        let id = used_vial(&clinic, lot).await;
        let before = clinic.container(id).await;
        let discarded = clinic.done(&clinic.nurse(), clinic.discards([(id, Some(Decimal::from(43)))])).await;
        let posting_id = discarded.posting_id.expect("it is wasted");
        let back = ReversePosting { posting_id, reason: "the wrong vial".to_owned() };
        clinic.done(&clinic.nurse(), back.clone()).await;
        assert_eq!(clinic.container(id).await, before);
        let again = clinic.refusals(&clinic.nurse(), back).await;
        assert_eq!(again, [(Code::AlreadyDone, "postingId".to_owned())]);
        clinic.books_are_proved().await;
    })
    .await;
}
