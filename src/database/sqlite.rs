//! The embedded database: one connection that writes and a pool that reads, on a WAL file that syncs each commit.

use super::{DatabaseSettings, has_code, schema};
use crate::{error::Failure, facts::baseline};
use migration::{Migrator, MigratorTrait};
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode, SqlxSqliteConnector, TransactionOptions,
    TransactionTrait,
    sqlx::{
        self, Connection,
        sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
    },
};
use std::{path::PathBuf, str::FromStr, time::Duration};
use tokio::time::{Instant, sleep};

/// What the writer keeps of the file in memory: 64 MiB, as SQLite counts it.
const WRITERS_CACHE: &str = "-65536";
/// What each reader keeps: 16 MiB, as there are many. The operating system keeps the rest once for all of them.
const READERS_CACHE: &str = "-16384";
/// How SQLite says that another connection has locked the file.
const SQLITE_BUSY: &str = "5";
/// What passes by itself, as the lowest byte of SQLite's number says it: busy (5), locked (6), no memory (7), the disk
/// failed (10) or is full (13).
const PASSING: [i32; 5] = [5, 6, 7, 10, 13];
/// How soon a file is opened again that was locked.
const AFTER_A_LOCK: Duration = Duration::from_millis(10);

/// What the names of the files that SQLite keeps beside a database end in: the write-ahead log with its index, and the
/// journal of a file that was not yet switched to one.
const FILES_BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// The file of this database, and what SQLite keeps beside it, whether it is there or not.
pub(super) fn files(url: &str) -> Result<Vec<PathBuf>, Failure> {
    let database = SqliteConnectOptions::from_str(url)?.get_filename().to_owned();

    let beside = FILES_BESIDE.map(|ending| {
        let mut name = database.clone().into_os_string();
        name.push(ending);
        PathBuf::from(name)
    });

    Ok([database].into_iter().chain(beside).collect())
}

/// The one connection that writes. It creates the file, and closes append-only tables to `INSERT OR REPLACE` by
/// `recursive_triggers`.
pub(super) async fn writer(settings: &DatabaseSettings) -> Result<DatabaseConnection, Failure> {
    let options = options(settings, WRITERS_CACHE)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .pragma("recursive_triggers", "ON");
    let until = Instant::now() + settings.wait;
    loop {
        match pool(options.clone(), 1, settings.wait).await {
            // Of several programs that make one file, one switches it to a write-ahead log. It alone waits for nobody, and
            // nobody for it.
            Err(cause) if has_code(&cause, &[SQLITE_BUSY]) && Instant::now() < until => sleep(AFTER_A_LOCK).await,
            connected => return Ok(connected?),
        }
    }
}

/// The connections that read.
pub(super) async fn readers(settings: &DatabaseSettings) -> Result<DatabaseConnection, Failure> {
    let options = options(settings, READERS_CACHE)?.read_only(true);
    Ok(pool(options, settings.connections.max(1), settings.wait).await?)
}

/// Brings the schema up to date, in one transaction: of several programs that start at once, the others wait for it. A file
/// that is up to date is only read, as somebody may be writing to it for long.
pub(super) async fn migrate(writer: &DatabaseConnection) -> Result<(), Failure> {
    if schema::pending_steps(writer).await? == 0 {
        return Ok(());
    }
    let transaction = begin_to_write(writer).await?;

    // Another program may have brought it up while this one waited for its turn.
    let lacked = schema::pending_steps(&transaction).await?;
    Migrator::up(&transaction, None).await?;
    let taken_over = baseline::take_over(&transaction).await?;
    transaction.commit().await?;

    schema::log_steps_taken(lacked);
    schema::log_taken_over(taken_over);
    Ok(())
}

/// Whether what this number of SQLite says passes by itself.
pub(super) fn is_passing(code: &str) -> bool {
    code.parse::<i32>().is_ok_and(|code| PASSING.contains(&(code & 0xff)))
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
async fn pool(
    options: SqliteConnectOptions,
    connections: u32,
    wait: Duration,
) -> Result<DatabaseConnection, sqlx::Error> {
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
