//! A database of its own for every test, of either kind, already migrated.

mod migrated;
mod postgresql;
mod sqlite;

use std::any::Any;
use std::fmt;
use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;
use sea_orm::{ConnectOptions, Database, DatabaseConnection};

use crate::cluster::{Cluster, Durability};

/// The databases that the service runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The embedded one: a file in a folder of its own.
    Sqlite,
    /// The server: the tests' own, or the one that `TEST_DATABASE_URL` names.
    Postgres,
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if *self == Self::Sqlite { "SQLite" } else { "PostgreSQL" })
    }
}

/// A migrated database without rows, which nothing else uses and which is gone when this is dropped.
pub(crate) struct TestDatabase {
    kind: Kind,
    url: String,
    _home: Home,
}

/// What is removed with the database.
#[expect(dead_code, reason = "held for what dropping it removes")]
enum Home {
    Folder(tempfile::TempDir),
    Server(postgresql::Named),
}

impl TestDatabase {
    /// What the service takes as `DATABASE_URL`.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// A connection as any other program would make it, without the service's settings.
    pub(crate) async fn foreign_connection(&self) -> DatabaseConnection {
        let mut options = ConnectOptions::new(&self.url);
        options.max_connections(1).sqlx_logging(false);
        Database::connect(options).await.expect("the database is there")
    }

    /// Which of the two it is.
    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }
}

/// A fresh database; none when there is no PostgreSQL here, which is said on standard error. In CI that is a failure.
pub(crate) async fn fresh(kind: Kind) -> Option<TestDatabase> {
    of(kind, Durability::Fast).await
}

/// The same on a server that waits for the disk, for tests that kill things. SQLite always waits as the service tells it to.
pub(crate) async fn durable(kind: Kind) -> Option<TestDatabase> {
    of(kind, Durability::Durable).await
}

/// A database without a schema; none when there is no PostgreSQL here, as above.
pub(crate) async fn empty(kind: Kind) -> Option<TestDatabase> {
    match kind {
        Kind::Sqlite => Some(sqlite::empty()),
        Kind::Postgres => postgresql::empty().await,
    }
}

/// The server that the tests start for themselves; none when PostgreSQL is not installed, which is said as above.
pub(crate) fn own_server() -> Option<&'static Cluster> {
    postgresql::own_server()
}

async fn of(kind: Kind, durability: Durability) -> Option<TestDatabase> {
    match kind {
        Kind::Sqlite => Some(sqlite::fresh().await),
        Kind::Postgres => postgresql::fresh(durability).await,
    }
}

/// Whether the PostgreSQL half of the tests can run; the error says why not.
pub(crate) fn postgresql_server() -> Result<(), String> {
    postgresql::server(Durability::Fast).map(drop)
}

/// Runs a test on a fresh database of each kind, also on the second when it failed on the first, and says on which it failed.
pub(crate) async fn both(test: impl AsyncFn(TestDatabase)) {
    on_both(Durability::Fast, test).await;
}

/// The same on servers that wait for the disk.
pub(crate) async fn both_durable(test: impl AsyncFn(TestDatabase)) {
    on_both(Durability::Durable, test).await;
}

async fn on_both(durability: Durability, test: impl AsyncFn(TestDatabase)) {
    let mut failures = Vec::new();
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let Some(database) = of(kind, durability).await else { continue };
        if let Err(panic) = AssertUnwindSafe(test(database)).catch_unwind().await {
            failures.push(format!("on {kind}: {}", message(&*panic)));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("a panic without a message")
}
