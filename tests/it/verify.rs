//! The proof of the books: right books are clean, every kind of corruption is found, and the database refuses to make
//! one.

mod append_only;
mod corruption;
mod vandal;

use entity::entry::LedgerAccount;
use entity::fixed_point::Quantity;
use entity::product::ContainerUse;

use crate::databases::both;
use crate::process::{lotwise, run};
use crate::stockroom::Stockroom;
use vandal::Vandal;

#[tokio::test]
async fn books_written_by_the_operations_are_clean() {
    both(async |database| {
        let stockroom = Stockroom::open(&database).await;
        let vial = stockroom.product("VIAL", ContainerUse::MultiPatient, 100).await;
        let lot = stockroom.receive(vial, "A1", 3).await;
        stockroom.draw(lot, 30).await;
        stockroom.draw(lot, 90).await;
        let report = stockroom.assert_clean().await;
        let counts = (report.balances, report.entries, report.postings, report.containers, report.usage_lines);
        assert_eq!(counts, (1, 4, 3, 2, 3));
    })
    .await;
}

#[tokio::test]
async fn empty_books_are_clean() {
    both(async |database| {
        let report = Stockroom::open(&database).await.assert_clean().await;
        assert_eq!(report.entries, 0);
    })
    .await;
}

#[tokio::test]
async fn the_head_changes_with_every_posting_and_with_nothing_else() {
    both(async |database| {
        let stockroom = Stockroom::open(&database).await;
        let vial = stockroom.product("VIAL", ContainerUse::MultiPatient, 100).await;
        let lot = stockroom.receive(vial, "A1", 3).await;
        let before = stockroom.assert_clean().await.head;
        assert_eq!(stockroom.assert_clean().await.head, before);
        stockroom.draw(lot, 1).await;
        assert_ne!(stockroom.assert_clean().await.head, before);
    })
    .await;
}

#[tokio::test]
async fn books_longer_than_a_stretch_are_proved_to_the_end() {
    both(async |database| {
        let stockroom = Stockroom::open(&database).await;
        let vial = stockroom.product("VIAL", ContainerUse::MultiPatient, 100).await;
        let lot = stockroom.receive(vial, "A1", 1).await;
        let up_and_down = [LedgerAccount::Adjustment, LedgerAccount::Adjustment];
        for _ in 0..30 {
            let movements = up_and_down.iter().cycle().take(40).zip((1..).map(|n| if n % 2 == 0 { -100 } else { 100 }));
            let movements = movements.map(|(account, units)| (*account, Quantity::whole(units)));
            stockroom.post(lot, movements.collect()).await;
        }
        let report = stockroom.assert_clean().await;
        assert_eq!(report.entries, 1201);
    })
    .await;
}

#[tokio::test]
async fn the_command_proves_the_books_and_fails_when_they_do_not_add_up() {
    both(async |database| {
        let stockroom = Stockroom::open(&database).await;
        let vial = stockroom.product("VIAL", ContainerUse::MultiPatient, 100).await;
        let lot = stockroom.receive(vial, "A1", 3).await;
        stockroom.draw(lot, 30).await;
        let head = stockroom.assert_clean().await.head;
        let verify = || run(lotwise(&["verify", "--print-head"], &[("DATABASE_URL", database.url())]));
        let clean = verify();
        let said = String::from_utf8(clean.stdout).unwrap();
        assert!(clean.status.success() && said.contains("everything adds up.") && said.contains(&head), "{said}");
        Vandal::at(&database).await.spoil("UPDATE stock SET on_hand = on_hand + 1000000").await;
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
