//! The label of an opened container draws from it, and is told from everything else.

use super::vial;
use crate::{
    clinic::{clinic, neurotoxin},
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
        refusal::{Code, Reason},
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
