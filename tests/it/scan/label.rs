//! The label of an opened container draws from it, and is told from everything else.

use super::vial;
use crate::{
    clinic::{clinic, filler, neurotoxin},
    databases::both,
    record_usage::{lines_of, opened},
};
use entity::{fixed_point::Quantity, usage_line::LotEvidence};
use lotwise::{
    operations::{
        record_usage::RecordUsage,
        source::{LotNamed, StockSource},
    },
    queries::scan,
    rules::{
        barcode::BarcodeFormat,
        refusal::{Code, InputRule, Reason},
        usability::UnusableReason,
    },
};

#[tokio::test]
async fn a_label_that_we_made_draws_from_its_container() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "C3016C3", 1).await;
        clinic.draw(lot, 40).await;
        let label = opened(&clinic, lot).await.label;
        let scanned = StockSource::Scan(format!("]C0{}\r", label.to_lowercase()));
        let usage = clinic.done(&clinic.nurse(), clinic.usage([(scanned, 20)])).await.usage_id;
        let vial = opened(&clinic, lot).await;
        assert_eq!(vial.used, Quantity::whole(60));
        let line = lines_of(&clinic, usage).await.remove(0);
        assert_eq!((line.container_id, line.evidence), (Some(vial.id), LotEvidence::Scanned));
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_label_of_the_clients_own_is_found_at_its_site() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "C3016C3", 1).await;
        let labelled = StockSource::OpenNew { lot: LotNamed::Scan(vial("C3016C3")), label: Some("Room 2".to_owned()) };
        clinic.done(&clinic.nurse(), clinic.usage([(labelled, 10)])).await;
        let scanned = StockSource::Scan("Room 2".to_owned());
        clinic.done(&clinic.nurse(), clinic.usage([(scanned.clone(), 20)])).await;
        let vial = opened(&clinic, lot).await;
        assert_eq!(vial.used, Quantity::whole(30));
        let (reader, today) = (clinic.deployment.database.reader(), clinic.now.date_naive());
        let here = scan::read_one(reader, Some(clinic.denver.id), "Room 2", today).await.unwrap();
        assert_eq!(here.in_hand().map(|container| container.id), Some(vial.id));
        assert_eq!((here.reading.format, here.reading.problems.len()), (BarcodeFormat::ContainerLabel, 0));
        let elsewhere = scan::read_one(reader, Some(clinic.auckland.id), "Room 2", today).await.unwrap();
        assert!(elsewhere.in_hand().is_none() && elsewhere.lot.is_none());
        let there = RecordUsage { site_id: clinic.auckland.id, ..clinic.usage([(scanned, 20)]) };
        assert_eq!(clinic.refusals(&clinic.nurse(), there).await[0].0, Code::Invalid);
    })
    .await;
}

#[tokio::test]
async fn the_label_of_another_site_or_of_an_empty_vial_says_why_it_cannot_be_used() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "C3016C3", 1).await;
        clinic.draw(lot, 40).await;
        let label = opened(&clinic, lot).await.label;
        let scanned = [(StockSource::Scan(label), 60)];
        let there = RecordUsage { site_id: clinic.auckland.id, ..clinic.usage(scanned.clone()) };
        let refused = clinic.refused(&clinic.nurse(), there).await;
        assert_eq!(refused[0].reason.unusable(), [UnusableReason::WrongSite]);
        clinic.done(&clinic.nurse(), clinic.usage(scanned.clone())).await;
        let refused = clinic.refused(&clinic.nurse(), clinic.usage(scanned)).await;
        assert_eq!(refused[0].reason.unusable(), [UnusableReason::ContainerClosed]);
    })
    .await;
}

#[tokio::test]
async fn a_label_that_nobody_made_is_not_found_and_a_misread_one_is_refused() {
    both(async |database| {
        let clinic = clinic(database).await;
        let usage = |label: &str| clinic.usage([(StockSource::Scan(label.to_owned()), 10)]);
        let refused = clinic.refused(&clinic.nurse(), usage("LW-22222222")).await;
        assert_eq!(refused[0].reason, Reason::NotFound { what: "container with this label" });
        assert_eq!(clinic.refusals(&clinic.nurse(), usage("LW-22222223")).await[0].0, Code::Invalid);
    })
    .await;
}

#[tokio::test]
async fn a_label_is_found_however_it_is_typed_and_no_two_open_containers_look_alike() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "C3016C3", 2).await;
        let opening = |label: &str| {
            let lot = LotNamed::Scan(vial("C3016C3"));
            clinic.usage([(StockSource::OpenNew { lot, label: Some(label.to_owned()) }, 10)])
        };
        clinic.done(&clinic.nurse(), opening("Room 2")).await;
        clinic.done(&clinic.nurse(), clinic.usage([(StockSource::Scan(" ROOM\u{a0}2".to_owned()), 20)])).await;
        assert_eq!(opened(&clinic, lot).await.used, Quantity::whole(30));
        assert_eq!(clinic.refusals(&clinic.nurse(), opening("room2")).await[0].0, Code::Conflict);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn a_label_that_reads_as_goods_is_refused() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        clinic.receive(botox.id, "C3016C3", 1).await;
        for label in ["00300239232013", "0023-9232-01", "10L117271130", "+A123BJC5D6E71G1/$$73C0012"] {
            let lot = LotNamed::Scan(vial("C3016C3"));
            let usage = clinic.usage([(StockSource::OpenNew { lot, label: Some(label.to_owned()) }, 10)]);
            let refused = clinic.refused(&clinic.nurse(), usage).await.remove(0);
            assert!(matches!(refused.reason, Reason::Invalid { rule: InputRule::Barcode, .. }), "{label}: {refused}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_lot_number_by_itself_states_its_lot() {
    both(async |database| {
        let clinic = clinic(database).await;
        let botox = clinic.product(neurotoxin()).await;
        let lot = clinic.receive(botox.id, "C3016C3", 1).await;
        let scanned = StockSource::Scan("c3016 c3".to_owned());
        let usage = clinic.done(&clinic.nurse(), clinic.usage([(scanned.clone(), 20)])).await.usage_id;
        let line = lines_of(&clinic, usage).await.remove(0);
        assert_eq!((line.lot_id, line.evidence), (Some(lot), LotEvidence::Stated));

        let syringe = clinic.product(filler()).await;
        clinic.receive(syringe.id, "C3016C3", 1).await;
        let refused = clinic.refused(&clinic.nurse(), clinic.usage([(scanned, 20)])).await.remove(0);
        assert!(refused.to_string().contains("Lots of 2 products have this number"), "{refused}");
        clinic.books_are_proved().await;
    })
    .await;
}
