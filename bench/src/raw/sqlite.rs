//! SQLite without the service: one connection that writes, up to 64 acts a commit, and a pool that reads.

use std::str::FromStr;

use sea_orm::sqlx::{
    Acquire, Column, Connection, Error, Executor, Row, SqliteConnection, SqlitePool, TypeInfo, ValueRef, query_with,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous},
};
use sea_query_sqlx::SqlxValues;
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};

use super::CONNECTIONS;
use crate::Failure;
use crate::rehearsal::{Script, Sent, Step};

/// How many acts share a commit at most, as in the service.
const GROUP: usize = 64;

/// The connections to one file.
#[derive(Clone)]
pub(crate) struct Connections {
    acts: mpsc::Sender<Act>,
    readers: SqlitePool,
}

/// What is to be written together, and who waits for it.
type Act = (Vec<Sent>, oneshot::Sender<()>);

impl Connections {
    pub(super) async fn open(url: &str) -> Result<Self, Failure> {
        let options = SqliteConnectOptions::from_str(url)?
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .pragma("recursive_triggers", "ON")
            .pragma("cache_size", "-65536")
            .statement_cache_capacity(256);
        let writer = SqliteConnection::connect_with(&options).await?;
        let readers = SqlitePoolOptions::new().max_connections(CONNECTIONS).test_before_acquire(false);
        let readers = readers.connect_with(options.pragma("cache_size", "-16384").read_only(true)).await?;
        let (acts, waiting) = mpsc::channel(4096);
        tokio::spawn(write(writer, waiting));
        Ok(Self { acts, readers })
    }

    /// Takes one step after the other: the rows as JSON.
    pub(super) async fn send(&self, script: Script) -> Result<Vec<u8>, Failure> {
        let mut rows = Vec::new();
        for step in script.0 {
            match step {
                Step::Read(sent) => {
                    rows.extend(query_with(sent.sql, SqlxValues(sent.values)).fetch_all(&self.readers).await?);
                }
                Step::ReadInOneTransaction(statements) => {
                    let mut transaction = self.readers.begin().await?;
                    for sent in statements {
                        let query = query_with(sent.sql, SqlxValues(sent.values));
                        rows.extend(query.fetch_all(&mut *transaction).await?);
                    }
                }
                Step::Write(statements) => {
                    let (done, written) = oneshot::channel();
                    self.acts.send((statements, done)).await?;
                    written.await?;
                }
            }
        }
        Ok(serde_json::to_vec(&rows.iter().map(json_of).collect::<Result<Vec<_>, _>>()?)?)
    }
}

/// Ends at the first error, which whoever waits learns by not being answered.
async fn write(mut connection: SqliteConnection, mut waiting: mpsc::Receiver<Act>) -> Result<(), Error> {
    let mut group = Vec::with_capacity(GROUP);
    while waiting.recv_many(&mut group, GROUP).await > 0 {
        commit(&mut connection, group.drain(..)).await?;
    }
    Ok(())
}

async fn commit(connection: &mut SqliteConnection, acts: impl ExactSizeIterator<Item = Act>) -> Result<(), Error> {
    let alone = acts.len() == 1;
    let mut answers = Vec::with_capacity(acts.len());
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    for (statements, answer) in acts {
        if alone {
            run(&mut transaction, statements).await?;
        } else {
            let mut savepoint = transaction.begin().await?;
            run(&mut savepoint, statements).await?;
            savepoint.commit().await?;
        }
        answers.push(answer);
    }
    transaction.commit().await?;
    // Whoever no longer waits does not want to know.
    answers.into_iter().for_each(|answer| {
        let _ = answer.send(());
    });
    Ok(())
}

async fn run(connection: &mut SqliteConnection, statements: Vec<Sent>) -> Result<(), Error> {
    for sent in statements {
        let answers_rows = sent.answers_rows();
        let query = query_with(sent.sql, SqlxValues(sent.values));
        if answers_rows {
            connection.fetch_all(query).await?;
        } else {
            connection.execute(query).await?;
        }
    }
    Ok(())
}

fn json_of(row: &SqliteRow) -> Result<Value, Error> {
    let cells = row.columns().iter().map(|column| Ok((column.name().to_owned(), cell(row, column.ordinal())?)));
    cells.collect::<Result<_, Error>>().map(Value::Object)
}

fn cell(row: &SqliteRow, column: usize) -> Result<Value, Error> {
    let value = row.try_get_raw(column)?;
    Ok(match value.type_info().name() {
        _ if value.is_null() => Value::Null,
        "INTEGER" => json!(row.try_get::<i64, _>(column)?),
        "BLOB" => json!(row.try_get::<&[u8], _>(column)?),
        _ => json!(row.try_get::<&str, _>(column)?),
    })
}
