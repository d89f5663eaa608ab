//! The tests' own ground: that each has a database to itself, and that half a run is never taken for a whole one.

mod program;

use std::collections::BTreeSet;
use std::io::Write;
use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;
use futures_util::future::join_all;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};

use crate::databases::{Kind, TestDatabase, both, durable, fresh, postgresql_server};

#[test]
fn postgresql_is_available() {
    let Err(reason) = postgresql_server() else { return };
    assert!(std::env::var_os("CI").is_none(), "{reason}");
    writeln!(std::io::stderr(), "POSTGRESQL IS MISSING, half of every test is not run: {reason}").unwrap();
}

#[tokio::test]
async fn every_test_has_a_database_of_its_own() {
    both(async |mine| {
        let yours = fresh(mine.kind()).await.unwrap();
        let (mine, yours) = (connect(&mine).await, connect(&yours).await);
        mine.execute_unprepared("CREATE TABLE cupboard (id BIGINT)").await.unwrap();
        mine.execute_unprepared("SELECT id FROM cupboard").await.unwrap();
        yours.execute_unprepared("SELECT id FROM cupboard").await.unwrap_err();
    })
    .await;
}

#[tokio::test]
async fn many_tests_get_their_databases_at_once() {
    both(async |database| {
        let others = join_all((0..20).map(|_| fresh(database.kind()))).await;
        let databases: Vec<_> = others.into_iter().flatten().chain([database]).collect();
        let urls: BTreeSet<_> = databases.iter().map(TestDatabase::url).collect();
        assert_eq!(urls.len(), 21);
    })
    .await;
}

#[tokio::test]
async fn a_failure_names_the_database_that_it_happened_on() {
    let test = both(async |database| assert_ne!(database.kind(), Kind::Sqlite, "the cupboard is locked"));
    let panic = AssertUnwindSafe(test).catch_unwind().await.unwrap_err();
    let message = panic.downcast_ref::<String>().unwrap();
    assert!(message.starts_with("on SQLite: ") && message.contains("the cupboard is locked"), "{message}");
    assert!(!message.contains("on PostgreSQL"), "{message}");
}

#[tokio::test]
async fn a_fault_test_gets_a_server_that_waits_for_the_disk() {
    let Some(database) = durable(Kind::Postgres).await else { return };
    let row = connect(&database).await.query_one_raw(statement("SHOW fsync")).await.unwrap().unwrap();
    let fsync: String = row.try_get("", "fsync").unwrap();
    assert_eq!(fsync, "on", "tests of faults prove nothing on a server that does not wait for its disk");
}

async fn connect(database: &TestDatabase) -> DatabaseConnection {
    Database::connect(database.url()).await.unwrap()
}

fn statement(sql: &str) -> sea_orm::Statement {
    sea_orm::Statement::from_string(sea_orm::DbBackend::Postgres, sql)
}
