//! The database: connect, migrate, read, and the one door for writes. The only room that knows SQLite from
//! PostgreSQL.
//!
//! Every write passes [`Database::write`] as a closure over a transaction that it neither begins nor ends. That is what
//! makes three promises possible, once for all operations: a client that hangs up cancels nothing (the write runs in a
//! task of its own), a serialization failure is tried again, and on SQLite many callers' writes share one sync to disk.
#![expect(
    clippy::disallowed_methods,
    reason = "here, and nowhere else, transactions begin and end, and it is measured how long somebody waits for one"
)]

mod group_commit;
mod passing;
mod postgres;
mod reader;
mod schema;
mod sqlite;
mod triggers;

pub use passing::passes;
pub use reader::Reader;
pub(crate) use triggers::triggers;

use crate::error::{Error, Failure};
use futures_util::future::BoxFuture;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, EntityName, TransactionTrait, metric,
    sqlx,
};
use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

/// What an operation does inside a transaction. It may run more than once: a serialization failure starts it again.
pub trait Write<T>:
    for<'t> Fn(&'t DatabaseTransaction) -> BoxFuture<'t, Result<T, Error>> + Send + Sync + 'static
{
}
impl<T, F> Write<T> for F where
    F: for<'t> Fn(&'t DatabaseTransaction) -> BoxFuture<'t, Result<T, Error>> + Send + Sync + 'static
{
}

/// How to reach the database.
#[derive(Clone, Debug)]
pub struct DatabaseSettings {
    /// `sqlite://FILE` or `postgres://…`.
    pub url: String,
    /// Connections kept for reads, and half as many for what mutations answer; on PostgreSQL as many are kept for writes.
    pub connections: u32,
    /// How long a write, or a read on a full pool, waits for its turn.
    pub wait: Duration,
    /// How long PostgreSQL lets a statement run, and a transaction idle.
    pub statement_timeout: Duration,
    /// How long PostgreSQL lets a statement wait for a lock.
    pub lock_timeout: Duration,
}

impl DatabaseSettings {
    /// The database of this URL with so many connections, and half a minute for everything that can be waited for.
    pub fn patient(url: &str, connections: u32) -> Self {
        let wait = Duration::from_secs(30);
        Self { url: url.to_owned(), connections, wait, statement_timeout: wait, lock_timeout: wait }
    }

    /// The same for the connections that read what mutations answer: half as many.
    fn of_answers(&self) -> Self {
        Self { connections: self.connections.div_ceil(2), ..self.clone() }
    }
}

/// The database, as the service uses it. Cheap to clone.
#[derive(Clone)]
pub struct Database {
    reader: Reader,
    /// Reads what mutations answer: no query can take its connections.
    answers: Reader,
    writer: Writer,
    /// Whether it was seen that its amounts are in the currency that was configured; then it stays so.
    knows_currency: Arc<AtomicBool>,
}

#[derive(Clone)]
enum Writer {
    Sqlite(group_commit::Queue, DatabaseConnection),
    Postgres(DatabaseConnection),
}

/// Told of every statement that is sent: tests and the benchmark count round trips with it.
pub type StatementObserver = Arc<dyn Fn(&metric::Info<'_>) + Send + Sync>;

impl Database {
    /// Connects, and brings the schema to the newest step.
    ///
    /// # Errors
    /// [`Failure::Database`] when there is no such database, or a step fails.
    pub async fn connect(settings: &DatabaseSettings) -> Result<Self, Failure> {
        Self::connect_observed(settings, None).await
    }

    /// [`connect`](Self::connect), with somebody who is told of every statement.
    ///
    /// # Errors
    /// As [`connect`](Self::connect).
    pub async fn connect_observed(
        settings: &DatabaseSettings,
        observer: Option<StatementObserver>,
    ) -> Result<Self, Failure> {
        if is_sqlite(&settings.url) {
            let writer = observed(sqlite::writer(settings).await?, observer.as_ref());
            sqlite::migrate(&writer).await?;
            let readers = observed(sqlite::readers(settings).await?, observer.as_ref());
            let answers = observed(sqlite::readers(&settings.of_answers()).await?, observer.as_ref());
            let queue = group_commit::Queue::start(writer.clone(), settings.wait);
            Ok(Self::of(readers, answers, Writer::Sqlite(queue, writer)))
        } else {
            let writers = observed(postgres::writers(settings).await?, observer.as_ref());
            postgres::migrate(&writers).await?;
            let readers = observed(postgres::readers(settings).await?, observer.as_ref());
            let answers = observed(postgres::readers(&settings.of_answers()).await?, observer.as_ref());
            Ok(Self::of(readers, answers, Writer::Postgres(writers)))
        }
    }

    fn of(readers: DatabaseConnection, answers: DatabaseConnection, writer: Writer) -> Self {
        let (reader, answers) = (Reader::new(readers), Reader::new(answers));
        Self { reader, answers, writer, knows_currency: Arc::default() }
    }

    /// Whether it was seen that its amounts are in the currency that was configured.
    pub(crate) fn knows_its_currency(&self) -> bool {
        self.knows_currency.load(Ordering::Relaxed)
    }

    /// It was seen that its amounts are in the currency that was configured: nobody has to look again.
    pub(crate) fn remember_currency(&self) {
        self.knows_currency.store(true, Ordering::Relaxed);
    }

    /// Where reads go. What is read here may be older than what a write sees.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// The same database, whose reads all see one instant: see [`Reader::at_one_instant`].
    #[must_use]
    pub fn at_one_instant(&self) -> Self {
        Self { reader: self.reader.at_one_instant(), ..self.clone() }
    }

    /// The same database for a mutation: what it reads, it reads on connections that queries cannot take. So whoever
    /// wrote something is answered, however many queries wait.
    #[must_use]
    pub fn for_mutations(&self) -> Self {
        Self { reader: self.answers.clone(), ..self.clone() }
    }

    /// Runs `write` in one transaction and commits it; nothing of it stays when it answers an error.
    ///
    /// # Errors
    /// What `write` answers; [`Failure::Unavailable`] when it did not get its turn in time (nothing was begun);
    /// [`Failure::Database`] when the database fails.
    pub async fn write<T: Send + 'static>(&self, write: impl Write<T>) -> Result<T, Error> {
        match &self.writer {
            Writer::Sqlite(queue, _) => queue.write(write).await,
            Writer::Postgres(pool) => postgres::write(pool.clone(), write).await,
        }
    }

    /// How many writes may wait at once so that they are still done in the order in which they were asked for.
    pub fn writes_in_order(&self) -> usize {
        match &self.writer {
            Writer::Sqlite(..) => group_commit::GROUP,
            Writer::Postgres(_) => 1,
        }
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`Failure::Database`] when it does not.
    pub async fn ping(&self) -> Result<(), Failure> {
        Ok(self.reader.ping().await?)
    }

    /// Closes every connection, once what runs on them has ended; on SQLite the last one folds the write-ahead log into
    /// the file.
    ///
    /// # Errors
    /// [`Failure::Database`] when the database fails.
    pub async fn close(self) -> Result<(), Failure> {
        self.reader.close().await?;
        self.answers.close().await?;
        match self.writer {
            Writer::Sqlite(_, writer) => Ok(writer.close().await?),
            Writer::Postgres(writers) => Ok(writers.close().await?),
        }
    }
}

/// Connects for reading only: creates no file, brings no schema up to date, can write nothing.
///
/// # Errors
/// [`Failure::Database`] when there is no such database.
pub async fn reader(settings: &DatabaseSettings) -> Result<Reader, Failure> {
    Ok(Reader::new(if is_sqlite(&settings.url) {
        sqlite::readers(settings).await?
    } else {
        postgres::readers(settings).await?
    }))
}

/// The files that the database of this URL is in, whether they are there or not; none, when a server keeps it.
///
/// # Errors
/// [`Failure::Database`] when the URL cannot be read.
pub fn files(url: &str) -> Result<Vec<PathBuf>, Failure> {
    if is_sqlite(url) { sqlite::files(url) } else { Ok(vec![]) }
}

fn is_sqlite(url: &str) -> bool {
    url.starts_with("sqlite:")
}

/// A savepoint inside a transaction, for what may be undone without the rest of it. [`end`] ends it.
///
/// # Errors
/// When the database fails.
pub async fn savepoint(transaction: &DatabaseTransaction) -> Result<DatabaseTransaction, DbErr> {
    transaction.begin().await
}

/// Ends a savepoint: what was written in it is kept, or undone.
///
/// # Errors
/// When the database fails.
pub async fn end(savepoint: DatabaseTransaction, keep: bool) -> Result<(), DbErr> {
    if keep { savepoint.commit().await } else { savepoint.rollback().await }
}

/// Whether rows that a plan rests on must be locked by name: SQLite has one writer at a time and no such locks.
pub fn has_row_locks(backend: DbBackend) -> bool {
    backend == DbBackend::Postgres
}

/// Makes writes that decide by what `table` holds as a whole wait for each other: what this one reads there stays true
/// until it ends. For tables that change seldom; SQLite has one writer at a time.
///
/// # Errors
/// When the database fails.
pub async fn take_turns(transaction: &DatabaseTransaction, table: &impl EntityName) -> Result<(), DbErr> {
    if has_row_locks(transaction.get_database_backend()) {
        let statement = format!("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE", table.table_name());
        transaction.execute_unprepared(&statement).await?;
    }
    Ok(())
}

/// Whether the database itself answered one of these codes of its own.
fn has_code(cause: &sqlx::Error, codes: &[&str]) -> bool {
    cause.as_database_error().and_then(|error| error.code()).is_some_and(|code| codes.contains(&code.as_ref()))
}

fn observed(mut connection: DatabaseConnection, observer: Option<&StatementObserver>) -> DatabaseConnection {
    if let Some(observer) = observer.cloned() {
        connection.set_metric_callback(move |info| observer(info));
    }
    connection
}
