//! The embedded database: one connection that writes and a pool that reads, on a WAL file that syncs each commit.

use super::DatabaseSettings;
use crate::error::Failure;
use migration::{Migrator, MigratorTrait};
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode, SqlxSqliteConnector, TransactionOptions,
    TransactionTrait,
    sqlx::{
        Connection,
        sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
    },
};
use std::{str::FromStr, time::Duration};

/// What the writer keeps of the file in memory: 64 MiB, as SQLite counts it.
const WRITERS_CACHE: &str = "-65536";
/// What each reader keeps: 16 MiB, as there are many. The operating system keeps the rest once for all of them.
const READERS_CACHE: &str = "-16384";

/// The one connection that writes. It creates the file, and closes append-only tables to `INSERT OR REPLACE` by
/// `recursive_triggers`.
pub(super) async fn writer(settings: &DatabaseSettings) -> Result<DatabaseConnection, Failure> {
    let options = options(settings, WRITERS_CACHE)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .pragma("recursive_triggers", "ON");
    pool(options, 1, settings.wait).await
}

/// The connections that read.
pub(super) async fn readers(settings: &DatabaseSettings) -> Result<DatabaseConnection, Failure> {
    pool(options(settings, READERS_CACHE)?.read_only(true), settings.connections.max(1), settings.wait).await
}

/// Brings the schema up to date, in one transaction: of several programs that start at once, the others wait for it.
pub(super) async fn migrate(writer: &DatabaseConnection) -> Result<(), Failure> {
    let transaction = begin_to_write(writer).await?;
    Migrator::up(&transaction, None).await?;
    Ok(transaction.commit().await?)
}

/// A transaction that nobody else writes beside from its beginning, so that it never has to give up in its middle.
pub(super) async fn begin_to_write(writer: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let immediate =
        TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..Default::default() };
    writer.begin_with_options(immediate).await
}

fn options(settings: &DatabaseSettings, cache: &'static str) -> Result<SqliteConnectOptions, Failure> {
    Ok(SqliteConnectOptions::from_str(&settings.url)?
        .busy_timeout(Duration::from_secs(10))
        .statement_cache_capacity(256)
        .pragma("cache_size", cache))
}

/// A connection that is given back inside a transaction is not used again. SQLite ends one by itself when the disk fails;
/// the driver does not hear of it, and would begin each later one inside it and leave it open: reads would stand still.
async fn pool(options: SqliteConnectOptions, connections: u32, wait: Duration) -> Result<DatabaseConnection, Failure> {
    let pool = SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(wait)
        .idle_timeout(None)
        .max_lifetime(None)
        // A file does not hang up.
        .test_before_acquire(false)
        .before_acquire(|connection, _| Box::pin(async { Ok(!connection.is_in_transaction()) }))
        .connect_with(options)
        .await?;
    Ok(SqlxSqliteConnector::from_sqlx_sqlite_pool(pool))
}
