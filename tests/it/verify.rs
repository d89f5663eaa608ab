//! The proof of the books: right books are clean, every kind of corruption is found, and the database refuses to make
//! one.

mod append_only;
mod catalogue;
mod corruption;
mod marks;
mod mended;
mod seals;
mod since;
mod taken_over;
mod tampering;
mod triggers;
mod vandal;

use crate::clinic::{clinic, movement, neurotoxin};
use crate::databases::both;
use crate::process::{lotwise, run};
use entity::entry::LedgerAccount;
use vandal::Vandal;

#[tokio::test]
async fn books_written_by_the_operations_are_clean() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "A1", 3).await;
        clinic.draw(lot, 30).await;
        clinic.draw(lot, 90).await;
        let report = clinic.books_are_proved().await;
        let counts = (report.balances, report.entries, report.postings, report.containers, report.usage_lines);
        assert_eq!(counts, (1, 4, 3, 2, 3));
    })
    .await;
}

#[tokio::test]
async fn empty_books_are_clean() {
    both(async |database| {
        let report = clinic(database).await.books_are_proved().await;
        assert_eq!(report.entries, 0);
    })
    .await;
}

#[tokio::test]
async fn the_head_changes_with_every_posting_and_with_nothing_else() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "A1", 3).await;
        let before = clinic.books_are_proved().await.head;
        assert_eq!(clinic.books_are_proved().await.head, before);
        clinic.draw(lot, 1).await;
        assert_ne!(clinic.books_are_proved().await.head, before);
    })
    .await;
}

#[tokio::test]
async fn books_longer_than_a_stretch_are_proved_to_the_end() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "A1", 1).await;
        let up_and_down = [100, -100].map(|units| movement(lot, LedgerAccount::Adjustment, units));
        for _ in 0..30 {
            clinic.post(up_and_down.iter().cycle().take(40).cloned().collect()).await;
        }
        let report = clinic.books_are_proved().await;
        assert_eq!(report.entries, 1201);
    })
    .await;
}

#[tokio::test]
async fn the_command_proves_the_books_and_fails_when_they_do_not_add_up() {
    both(async |database| {
        let clinic = clinic(database).await;
        let vial = clinic.product(neurotoxin()).await.id;
        let lot = clinic.receive(vial, "A1", 3).await;
        clinic.draw(lot, 30).await;
        let head = clinic.books_are_proved().await.head;
        let verify = || run(lotwise(&["verify", "--print-head"], &[("DATABASE_URL", clinic.database.url())]));
        let clean = verify();
        let said = String::from_utf8(clean.stdout).unwrap();
        assert!(clean.status.success() && said.contains("everything adds up.") && said.contains(&head), "{said}");
        Vandal::at(&clinic.database).await.spoil("UPDATE stock SET on_hand = on_hand + 1000000").await;
        let broken = verify();
        let said = String::from_utf8(broken.stdout).unwrap();
        assert!(!broken.status.success() && said.contains("on hand is 370, but should be 270."), "{said}");
    })
    .await;
}

#[test]
fn the_command_fails_where_there_are_no_books() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mistyped.db");
    let output = run(lotwise(&["verify"], &[("DATABASE_URL", &format!("sqlite://{}", file.display()))]));
    assert!(!output.status.success() && !file.exists(), "{output:?}");
}
