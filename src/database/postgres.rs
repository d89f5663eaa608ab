//! The shared database: a pool that writes in READ COMMITTED and one that reads, with the database's own time limits.
//!
//! They are two, because a query that holds a connection may have to write that a patient's record was read: from one pool,
//! queries that hold all of it would wait for each other.

use super::{DatabaseSettings, Write, has_code, passing, schema};
use crate::{
    error::{Error, Failure},
    facts::baseline,
};
use migration::{Migrator, MigratorTrait};
use rand::RngExt;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, SqlxPostgresConnector, TransactionTrait,
    sqlx::{
        self, Connection,
        postgres::{PgConnectOptions, PgPoolOptions},
    },
};
use std::{str::FromStr, time::Duration};

/// How often a write that lost a serialization race or a deadlock starts again.
const ATTEMPTS: u32 = 10;
/// For how long a connection that nobody used is believed to be still there.
const TRUSTED: Duration = Duration::from_secs(1);
/// Steps over large tables, and rows that are taken over, may last longer than a statement of a request may; others that
/// start wait for it.
const WITHOUT_LIMITS: &str =
    "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0";
/// Taken while the schema is brought up to date: several copies may start at once.
const MIGRATION_LOCK: &str = "SELECT pg_advisory_xact_lock(5480631)";

/// The connections that write: two at least, since [`migrate`] holds one with its lock.
pub(super) async fn writers(settings: &DatabaseSettings) -> Result<DatabaseConnection, Failure> {
    pool(options(settings)?, settings.connections.max(2), settings.wait).await
}

/// The connections that read: they can't write, and a transaction sees what was committed when it first read.
pub(super) async fn readers(settings: &DatabaseSettings) -> Result<DatabaseConnection, Failure> {
    let options = options(settings)?
        .options([("default_transaction_read_only", "on"), ("default_transaction_isolation", "repeatable read")]);
    pool(options, settings.connections.max(1), settings.wait).await
}

fn options(settings: &DatabaseSettings) -> Result<PgConnectOptions, Failure> {
    let statement = format!("{}ms", settings.statement_timeout.as_millis());
    let lock = format!("{}ms", settings.lock_timeout.as_millis());
    // A query waits inside its transaction while the audit log hears of it.
    let idle = format!("{}ms", (settings.statement_timeout + settings.wait).as_millis());
    Ok(PgConnectOptions::from_str(&settings.url)?.statement_cache_capacity(256).options([
        ("statement_timeout", statement.as_str()),
        ("lock_timeout", lock.as_str()),
        ("idle_in_transaction_session_timeout", idle.as_str()),
    ]))
}

async fn pool(options: PgConnectOptions, connections: u32, wait: Duration) -> Result<DatabaseConnection, Failure> {
    let pool = PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(wait)
        .test_before_acquire(false)
        .before_acquire(|connection, since| Box::pin(is_there(connection, since.idle_for)))
        .connect_with(options)
        .await?;
    Ok(SqlxPostgresConnector::from_sqlx_postgres_pool(pool))
}

/// Whether a connection of the pool is still there; one that does not answer is thrown away. The pool tested it when it was
/// given back: it is asked again only after a while, since each time costs a round trip.
async fn is_there(connection: &mut sqlx::PgConnection, idle: Duration) -> Result<bool, sqlx::Error> {
    if idle > TRUSTED {
        connection.ping().await?;
    }
    Ok(true)
}

pub(super) async fn migrate(pool: &DatabaseConnection) -> Result<(), Failure> {
    let transaction = pool.begin().await?;
    transaction.execute_unprepared(WITHOUT_LIMITS).await?;
    transaction.execute_unprepared(MIGRATION_LOCK).await?;

    let lacked = schema::pending_steps(&transaction).await?;
    if lacked > 0 {
        Migrator::up(pool, None).await?;
    }
    let taken_over = baseline::take_over(&transaction).await?;
    transaction.commit().await?;

    schema::log_steps_taken(lacked);
    schema::log_taken_over(taken_over);
    Ok(())
}

/// Runs `write` in a task of its own, so that nobody who stops waiting can cancel it.
pub(super) async fn write<T: Send + 'static>(pool: DatabaseConnection, write: impl Write<T>) -> Result<T, Error> {
    let task = tokio::spawn(async move {
        let mut attempt = 1;
        loop {
            match once(&pool, &write).await {
                Err(Error::Failed(failure)) if attempt < ATTEMPTS && lost_a_race(&failure) => wait(attempt).await,
                answer => return answer,
            }
            attempt += 1;
        }
    });
    task.await.map_err(|panic| Failure::Broken(format!("a write ended early: {panic}")))?
}

async fn once<T>(pool: &DatabaseConnection, write: &impl Write<T>) -> Result<T, Error> {
    let transaction = pool.begin().await.map_err(Failure::from)?;
    match write(&transaction).await {
        Ok(answer) => {
            transaction.commit().await.map_err(Failure::from)?;
            Ok(answer)
        }
        Err(error) => {
            // Where not even this can be said, the connection is lost, and the server undoes it by itself: what the
            // write answered says more.
            drop(transaction.rollback().await);
            Err(error)
        }
    }
}

/// 40001 serialization failure, 40P01 deadlock; or what was resolved before the lock changed.
fn lost_a_race(failure: &Failure) -> bool {
    if matches!(failure, Failure::ChangedMeanwhile) {
        return true;
    }
    let Failure::Database(cause) = failure else { return false };
    passing::of_driver(cause).is_some_and(|cause| has_code(cause, &["40001", "40P01"]))
}

/// Whether what this code of PostgreSQL says passes by itself: appendix A of its manual.
pub(super) fn is_passing(code: &str) -> bool {
    const CLASSES: [&str; 2] = [
        "08", // the connection
        "53", // resources: disk, memory, connections
    ];
    const CODES: [&str; 12] = [
        "25P03", // idle in a transaction for too long
        "25P04", // a transaction that took too long
        "40001", // a lost race
        "40003", // nobody knows whether it was done
        "40P01", // a deadlock
        "55P03", // a lock that was not to be had in time
        "57014", // cancelled, by a limit of time or by an operator
        "57P01", // the server is stopped, or the connection was ended
        "57P02", // the server crashed
        "57P03", // the server is not ready yet
        "57P05", // idle for too long
        "58030", // the disk failed
    ];
    CLASSES.iter().any(|class| code.starts_with(class)) || CODES.contains(&code)
}

async fn wait(attempt: u32) {
    let milliseconds = rand::rng().random_range(1..=5 * u64::from(attempt));
    tokio::time::sleep(Duration::from_millis(milliseconds)).await;
}
