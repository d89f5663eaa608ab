//! Rows as the database holds them, whatever they say: read value by value, so that one that no
//! program of ours would have written is still a row that can be named.

use sea_orm::{
    ConnectionTrait, DbErr, ExprTrait, QueryResult, TryGetable, Value,
    prelude::{Date, Uuid},
    sea_query::{Alias, Condition, Expr, Order, Query, SelectStatement},
};

use super::{
    content::{self, Content},
    table::{Column, Holds, Table},
};

/// A row of a table that has facts.
pub struct Stored {
    /// Its primary key, in bytes that sort as the databases sort it.
    pub key: Vec<u8>,
    /// What it says.
    pub content: Content,
    /// The primary key, as the database takes it.
    pub(super) place: Vec<Value>,
}

/// The next rows of `table` behind a key, in the order of the keys; from the first without one.
///
/// # Errors
/// When the database fails.
pub(super) async fn page(
    connection: &impl ConnectionTrait,
    table: &Table,
    after: Option<&[Value]>,
    rows: u64,
) -> Result<Vec<Stored>, DbErr> {
    let mut select = columns_of(table);
    select.limit(rows);
    for key in table.key_columns() {
        select.order_by(Alias::new(key.name), Order::Asc);
    }
    if let Some(after) = after {
        select.cond_where(behind(table, after));
    }

    read_all(connection, table, &select).await
}

/// The rows of `table` that have one of these keys.
///
/// # Errors
/// When the database fails.
pub(super) async fn of_keys(
    connection: &impl ConnectionTrait,
    table: &Table,
    keys: impl Iterator<Item = &Vec<u8>>,
) -> Result<Vec<Stored>, DbErr> {
    let columns = key_expressions(table);
    let is_key = |key: &Vec<u8>| {
        let place = table.place_of(key).into_iter().map(Expr::value);
        columns.iter().cloned().zip(place).fold(Condition::all(), |all, (column, value)| all.add(column.eq(value)))
    };
    let one_of_them = keys.map(is_key).fold(Condition::any(), Condition::add);

    let mut select = columns_of(table);
    select.cond_where(one_of_them);
    read_all(connection, table, &select).await
}

fn columns_of(table: &Table) -> SelectStatement {
    let mut select = Query::select();
    select.from(Alias::new(table.name));
    select.columns(table.columns.iter().map(|column| Alias::new(column.name)));
    select
}

async fn read_all(
    connection: &impl ConnectionTrait,
    table: &Table,
    select: &SelectStatement,
) -> Result<Vec<Stored>, DbErr> {
    let rows = connection.query_all(select).await?;
    Ok(rows.iter().map(|row| read(table, row)).collect())
}

fn key_expressions(table: &Table) -> Vec<Expr> {
    table.key_columns().map(|column| Expr::col(Alias::new(column.name))).collect()
}

fn behind(table: &Table, after: &[Value]) -> Condition {
    let columns = key_expressions(table);
    let condition = match (&columns[..], after) {
        ([column], [value]) => column.clone().gt(value.clone()),
        _ => Expr::tuple(columns).gt(Expr::tuple(after.iter().cloned().map(Expr::value))),
    };
    Condition::all().add(condition)
}

fn read(table: &Table, row: &QueryResult) -> Stored {
    let values: Vec<Value> = table.columns.iter().enumerate().map(|(at, column)| value(row, at, *column)).collect();
    let place: Vec<Value> = table.key.iter().filter_map(|at| values.get(*at).cloned()).collect();

    let names = table.columns.iter().map(|column| column.name);
    Stored { key: content::key_of(&place), content: content::content_of(table.name, names.zip(values)), place }
}

/// The value of a column, as the database holds it. SQLite has fewer types than our rows: what the
/// column should hold is tried in its plainest form first, so that no reading makes two values one.
fn value(row: &QueryResult, at: usize, column: Column) -> Value {
    let value = match column.holds {
        Holds::Text => get::<String>(row, at),
        Holds::Bytes => get::<Vec<u8>>(row, at),
        Holds::Number => get::<i64>(row, at),
        Holds::Int => get::<i64>(row, at).or_else(|| get::<i32>(row, at)),
        Holds::Id => get::<Uuid>(row, at).or_else(|| get::<Vec<u8>>(row, at)),
        Holds::Day => get::<String>(row, at).or_else(|| get::<Date>(row, at)),
        Holds::Flag => match get::<i64>(row, at) {
            Some(number) => flag(number),
            None => get::<bool>(row, at),
        },
    };
    // No text that we write has a NUL: this is none of the values that there can be.
    value.unwrap_or_else(|| Value::from("\0unreadable"))
}

fn get<T: TryGetable>(row: &QueryResult, at: usize) -> Option<Value>
where
    Option<T>: Into<Value>,
{
    row.try_get_by::<Option<T>, usize>(at).ok().map(Into::into)
}

/// A flag that is kept as a number is 0 or 1.
fn flag(number: Value) -> Option<Value> {
    match number {
        Value::BigInt(Some(0)) => Some(Value::from(false)),
        Value::BigInt(Some(1)) => Some(Value::from(true)),
        Value::BigInt(None) => Some(Value::Bool(None)),
        _ => None,
    }
}
