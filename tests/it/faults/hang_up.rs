//! A thousand requests whose clients hang up at random moments.

use std::time::{Duration, Instant};

use entity::posting;
use futures_util::future::join_all;
use sea_orm::{ConnectionTrait, DatabaseConnection, EntityTrait, PaginatorTrait, SqliteTransactionMode, Statement};
use sea_orm::{TransactionOptions, TransactionTrait};
use tokio::time::timeout;

use super::running::{Answered, Running};
use crate::databases::{Kind, both};

/// How many nurses record at once, how often each waits for an answer, and how many usages after each may be cut off:
/// together 1,000, and as many looks at the shelf.
const NURSES: usize = 25;
const TURNS: usize = 10;
const HASTY: usize = 4;
/// More usages afterwards than the program has connections: each of these would meet one that was left behind.
const AFTERWARDS: usize = 100;

#[tokio::test(flavor = "multi_thread")]
async fn clients_that_hang_up_leave_no_transaction_open_and_lose_nothing_that_was_answered() {
    both(async |database| {
        let running = Running::start(database).await;
        let mut answered = hang_up(&running).await;
        let (patient, all) = (NURSES * TURNS, NURSES * TURNS * (1 + HASTY));
        assert!((patient + 1..all).contains(&answered.len()), "{} of {all} were answered", answered.len());
        no_transaction_is_open(&running).await;
        let app = running.app();
        for number in 0..AFTERWARDS {
            let key = format!("after-{number}");
            answered.insert(key.clone(), app.use_one(&key).await.expect("it is answered").id);
        }
        running.assert_nothing_is_lost(&answered).await;
    })
    .await;
}

/// Each nurse waits for an answer, which keeps the queue short, and then hangs up on some calls, each from a connection
/// of its own, at any moment of the time that the answer took.
async fn hang_up(running: &Running) -> Answered {
    let nurses = (0..NURSES).map(async |nurse| {
        let mut answered = Answered::new();
        for turn in 0..TURNS {
            let (began, key) = (Instant::now(), format!("patient-{nurse}-{turn}"));
            let used = running.app().use_one(&key).await.expect("it is answered");
            answered.insert(key, used.id);
            let time = began.elapsed();
            for number in 0..HASTY {
                let key = format!("hasty-{nurse}-{turn}-{number}");
                let moment = || time.mul_f64(rand::random());
                if let Ok(used) = timeout(moment(), running.app().use_one(&key)).await {
                    answered.insert(key, used.expect("it is answered").id);
                }
                if let Ok(seen) = timeout(moment(), running.app().look()).await {
                    seen.expect("it is answered");
                }
            }
        }
        answered
    });
    join_all(nurses).await.into_iter().flatten().collect()
}

/// Writes whose clients are gone still end, and then nothing is open. What is open for good stays open: it is looked for
/// until there is nothing, or too long.
async fn no_transaction_is_open(running: &Running) {
    let database = running.clinic.deployment.database.reader();
    let settled = async {
        let mut postings = None;
        loop {
            let now = posting::Entity::find().count(database).await.expect("postings are counted");
            if postings.replace(now) == Some(now) && is_quiet(running).await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    timeout(Duration::from_secs(20), settled).await.expect("a transaction was left open");
}

async fn is_quiet(running: &Running) -> bool {
    let connection = running.clinic.database.foreign_connection().await;
    match running.clinic.database.kind() {
        Kind::Sqlite => can_write(&connection).await,
        Kind::Postgres => open_transactions(&connection).await == 0,
    }
}

/// On SQLite an open transaction that wrote keeps everybody else from writing.
async fn can_write(connection: &DatabaseConnection) -> bool {
    let immediate = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    match connection.begin_with_options(immediate).await {
        Ok(transaction) => transaction.rollback().await.is_ok(),
        Err(_) => false,
    }
}

async fn open_transactions(connection: &DatabaseConnection) -> i64 {
    let open = "SELECT count(*) AS open FROM pg_stat_activity \
                WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL";
    let statement = Statement::from_string(connection.get_database_backend(), open);
    let row = connection.query_one_raw(statement).await.unwrap().unwrap();
    row.try_get("", "open").unwrap()
}
