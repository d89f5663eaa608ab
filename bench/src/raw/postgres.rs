//! PostgreSQL without the service: a pool, prepared statements, one transaction an act, READ COMMITTED.

use sea_orm::sqlx::{
    Column, Error, Executor, PgPool, Row, TypeInfo, ValueRef,
    postgres::{PgConnectOptions, PgPoolOptions, PgRow},
    query_with,
    types::{Uuid, chrono::NaiveDate},
};
use sea_query_sqlx::SqlxValues;
use serde_json::{Value, json};

use super::CONNECTIONS;
use crate::Failure;
use crate::rehearsal::{Script, Sent, Step};

/// The connections to one database.
#[derive(Clone)]
pub(crate) struct Connections(PgPool);

impl Connections {
    pub(super) async fn open(url: &str) -> Result<Self, Failure> {
        let options = url.parse::<PgConnectOptions>()?.statement_cache_capacity(256);
        let pool = PgPoolOptions::new().max_connections(CONNECTIONS).test_before_acquire(false);
        Ok(Self(pool.connect_with(options).await?))
    }

    /// Takes one step after the other: the rows as JSON.
    pub(super) async fn send(&self, script: Script) -> Result<Vec<u8>, Failure> {
        let mut rows = Vec::new();
        for step in script.0 {
            match step {
                Step::Read(sent) => {
                    rows.extend(query_with(sent.sql, SqlxValues(sent.values)).fetch_all(&self.0).await?);
                }
                Step::ReadInOneTransaction(statements) => {
                    let mut transaction = self.0.begin().await?;
                    for sent in statements {
                        let query = query_with(sent.sql, SqlxValues(sent.values));
                        rows.extend(query.fetch_all(&mut *transaction).await?);
                    }
                }
                Step::Write(statements) => self.write(statements).await?,
            }
        }
        Ok(serde_json::to_vec(&rows.iter().map(json_of).collect::<Result<Vec<_>, _>>()?)?)
    }

    async fn write(&self, statements: Vec<Sent>) -> Result<(), Error> {
        let mut transaction = self.0.begin().await?;
        for sent in statements {
            let answers_rows = sent.answers_rows();
            let query = query_with(sent.sql, SqlxValues(sent.values));
            if answers_rows {
                transaction.fetch_all(query).await?;
            } else {
                transaction.execute(query).await?;
            }
        }
        transaction.commit().await
    }
}

fn json_of(row: &PgRow) -> Result<Value, Error> {
    let cells = row.columns().iter().map(|column| Ok((column.name().to_owned(), cell(row, column.ordinal())?)));
    cells.collect::<Result<_, Error>>().map(Value::Object)
}

fn cell(row: &PgRow, column: usize) -> Result<Value, Error> {
    let value = row.try_get_raw(column)?;
    Ok(match value.type_info().name() {
        _ if value.is_null() => Value::Null,
        "INT8" => json!(row.try_get::<i64, _>(column)?),
        "INT4" => json!(row.try_get::<i32, _>(column)?),
        "BOOL" => json!(row.try_get::<bool, _>(column)?),
        "UUID" => json!(row.try_get::<Uuid, _>(column)?.to_string()),
        "DATE" => json!(row.try_get::<NaiveDate, _>(column)?.to_string()),
        "BYTEA" => json!(row.try_get::<&[u8], _>(column)?),
        _ => json!(row.try_get::<&str, _>(column)?),
    })
}
