//! How connections to the database are kept. A table that somebody else holds keeps a query busy for as long as it is
//! held; limits of time are told apart by which of two ends it.

use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, Statement, TransactionTrait};
use serde_json::{Value, json};

use super::program::{Program, answer};
use crate::databases::{Kind, TestDatabase, fresh};

/// How the log names the two limits.
const NO_CONNECTION: &str = "Connection pool timed out";
const NO_LOCK: &str = "lock timeout";
/// Reads the table that is held.
const SITES: &str = "{ sites { code } }";

#[tokio::test]
pub(super) async fn the_database_is_where_it_was_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("elsewhere.db");
    let program = Program::with(&[("DATABASE_URL", &format!("sqlite://{}", file.display()))]);
    assert_eq!(program.asks(SITES, json!({})).await.0, 200);
    assert!(file.exists());
}

#[tokio::test]
pub(super) async fn so_many_queries_hold_a_connection() {
    assert_second_of_two("1", "1", "20", NO_CONNECTION).await;
    // It waited for the table, as the first one did.
    assert_second_of_two("2", "1", "4", NO_LOCK).await;
}

#[tokio::test]
pub(super) async fn who_finds_no_connection_waits_so_long() {
    // Before the first one is over.
    assert_second_of_two("1", "1", "4", NO_CONNECTION).await;
    // It had the connection after the first one, and waited for the table itself.
    assert_second_of_two("1", "60", "2", NO_LOCK).await;
}

#[tokio::test]
pub(super) async fn a_statement_ends_by_its_own_limit() {
    assert_ended_by("statement timeout", "1", "4").await;
}

#[tokio::test]
pub(super) async fn a_wait_for_a_row_ends_by_its_own_limit() {
    assert_ended_by("lock timeout", "4", "1").await;
}

#[tokio::test]
pub(super) async fn a_query_is_cut_off_by_that_limit() {
    let Some(held) = Held::new().await else { return };
    let patient = [("LOTWISE_STATEMENT_TIMEOUT_SECONDS", "60"), ("LOTWISE_LOCK_TIMEOUT_SECONDS", "60")];
    let limit = ("LOTWISE_READ_TIME_LIMIT_SECONDS", "2");
    let program = Program::on(&held.database, &[&patient[..], &[limit]].concat());
    let (status, body) = program.asks(SITES, json!({})).await;
    assert_eq!((status, &body["errors"][0]["message"]), (503, &"the query took longer than 2 seconds".into()));
}

/// A database with a table that somebody holds.
struct Held {
    holder: DatabaseTransaction,
    observer: DatabaseConnection,
    database: TestDatabase,
}

impl Held {
    /// None where there is no PostgreSQL, which is said.
    async fn new() -> Option<Self> {
        let database = fresh(Kind::Postgres).await?;
        let holder = database.foreign_connection().await.begin().await.unwrap();
        holder.execute_unprepared("LOCK TABLE site IN ACCESS EXCLUSIVE MODE").await.unwrap();
        let observer = database.foreign_connection().await;
        Some(Self { holder, observer, database })
    }

    /// Waits until somebody waits for the table.
    async fn is_waited_for(&self) {
        let sql = "SELECT count(*) FROM pg_stat_activity \
                   WHERE datname = current_database() AND wait_event_type = 'Lock'";
        let waiting = || self.observer.query_one_raw(Statement::from_string(DbBackend::Postgres, sql));
        while waiting().await.unwrap().unwrap().try_get_by_index::<i64>(0).unwrap() == 0 {
            tokio::task::yield_now().await;
        }
    }

    async fn let_go(self) {
        self.holder.rollback().await.unwrap();
    }
}

/// Two queries want the table, with so many connections, so long a wait for one, and so long a wait for the table: the
/// second one ends so.
async fn assert_second_of_two(connections: &str, wait_seconds: &str, lock_seconds: &str, ends: &str) {
    let Some(held) = Held::new().await else { return };
    let settings = [
        ("LOTWISE_DATABASE_CONNECTIONS", connections),
        ("LOTWISE_DATABASE_WAIT_SECONDS", wait_seconds),
        ("LOTWISE_LOCK_TIMEOUT_SECONDS", lock_seconds),
        ("LOTWISE_STATEMENT_TIMEOUT_SECONDS", "60"),
        ("LOTWISE_READ_TIME_LIMIT_SECONDS", "60"),
    ];
    let program = Program::on(&held.database, &settings);

    let first = tokio::spawn(answer(program.request(SITES, json!({}))));
    held.is_waited_for().await;
    let (_, second) = program.asks(SITES, json!({})).await;

    held.let_go().await;
    first.await.unwrap();
    assert_eq!(code(&second), "UNAVAILABLE", "{connections} connections, {wait_seconds} s, {lock_seconds} s: {second}");
    program.logs(ends).await;
    let other = if ends == NO_LOCK { NO_CONNECTION } else { NO_LOCK };
    assert!(!program.service.logged().contains(other), "{connections} connections: {}", program.service.logged());
}

/// A query that waits for the table is ended by this one of the two limits.
async fn assert_ended_by(limit: &str, statement_seconds: &str, lock_seconds: &str) {
    let Some(held) = Held::new().await else { return };
    let settings = [
        ("LOTWISE_STATEMENT_TIMEOUT_SECONDS", statement_seconds),
        ("LOTWISE_LOCK_TIMEOUT_SECONDS", lock_seconds),
        ("LOTWISE_READ_TIME_LIMIT_SECONDS", "60"),
    ];
    let program = Program::on(&held.database, &settings);
    let (_, body) = program.asks(SITES, json!({})).await;
    assert_eq!(code(&body), "UNAVAILABLE");
    program.logs(limit).await;
}

fn code(body: &Value) -> String {
    body["errors"][0]["extensions"]["code"].as_str().unwrap_or_default().to_owned()
}
