//! The audit log is sealed: what is changed, added or taken out afterwards shows.

use entity::audit_event;
use futures_util::future::join_all;
use lotwise::operations::audit::seal::seal_all;
use sea_orm::{EntityTrait, PaginatorTrait};

use super::vandal::Vandal;
use crate::clinic::{Clinic, clinic};
use crate::databases::both;

/// Seals what is not sealed yet, and answers how much that was.
async fn sealed(clinic: &Clinic) -> u64 {
    seal_all(&clinic.deployment, clinic.now.into()).await.unwrap().events
}

async fn events(clinic: &Clinic) -> u64 {
    audit_event::Entity::find().count(clinic.deployment.database.reader()).await.unwrap()
}

/// A clinic whose log has two seals.
async fn sealed_twice(clinic: &Clinic) {
    sealed(clinic).await;
    clinic.product(crate::clinic::neurotoxin()).await;
    sealed(clinic).await;
}

#[tokio::test]
async fn what_is_new_is_sealed_once_and_counted_until_then() {
    both(async |database| {
        let clinic = clinic(database).await;
        let opened = events(&clinic).await;
        let before = clinic.books_are_proved().await;
        assert_eq!((before.audit_events, before.unsealed), (0, opened));
        assert_eq!((sealed(&clinic).await, sealed(&clinic).await), (opened, 0));
        clinic.product(crate::clinic::neurotoxin()).await;
        assert_eq!(sealed(&clinic).await, 1);
        let after = clinic.books_are_proved().await;
        assert_eq!((after.audit_events as u64, after.unsealed), (opened + 1, 0));
        assert_ne!(after.head, before.head);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sealers_that_come_at_once_take_turns() {
    both(async |database| {
        let clinic = clinic(database).await;
        let all = events(&clinic).await;
        let counts = join_all((0..8).map(|_| sealed(&clinic))).await;
        assert_eq!(counts.iter().sum::<u64>(), all);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn whatever_is_done_to_a_sealed_log_is_found() {
    both(async |database| {
        let clinic = clinic(database).await;
        sealed_twice(&clinic).await;
        let vandal = Vandal::at(&clinic.database).await;
        vandal.spoilt_nothing(&clinic).await;
        let spoiled: [(&str, &[&str]); 6] = [
            ("UPDATE audit_event SET subject = 'nobody' WHERE seal = 1", &["Seal 1: its hash"]),
            ("UPDATE audit_event SET rows = 0 WHERE seal = 2", &["Seal 2: its hash"]),
            (
                "DELETE FROM audit_event WHERE seal = 2",
                &["Act: its event", "Seal 2: the number of its events", "Seal 2: its hash"],
            ),
            (
                "UPDATE audit_event SET seal = 2",
                &[
                    "Seal 1: the number of its events",
                    "Seal 1: its hash",
                    "Seal 2: the number of its events",
                    "Seal 2: its hash",
                ],
            ),
            ("UPDATE audit_seal SET sealed_at = sealed_at + 1 WHERE sequence = 1", &["Seal 1: its hash"]),
            ("DELETE FROM audit_seal WHERE sequence = 1", &["Seal 2: its number", "Seal 2: its hash"]),
        ];
        for (sql, found) in spoiled {
            vandal.spoil(sql).await;
            let report = clinic.verify().await;
            let short: Vec<_> = report.findings.iter().map(|finding| in_short(&finding.to_string())).collect();
            assert_eq!(short, found, "after {sql}");
            vandal.restore().await;
        }
        vandal.spoilt_nothing(&clinic).await;
    })
    .await;
}

/// `Act audit_…: its event is …` as `Act: its event`.
fn in_short(sentence: &str) -> String {
    let (row, what) = sentence.split_once(": ").unwrap();
    let row: Vec<_> = row.split(' ').filter(|word| !word.contains('_')).collect();
    format!("{}: {}", row.join(" "), what.split(" is ").next().unwrap())
}
