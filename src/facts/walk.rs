//! A table and its facts, side by side in the order of their keys, a page of each in hand: books of
//! any size at constant memory.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use entity::fact;
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Select, Value,
    sea_query::{Alias, Expr, Query},
};

use super::{
    stored::{self, Stored},
    table::Table,
};

/// How many rows, and how many facts, are in hand at once.
const PAGE: u64 = 1_000;

/// What there is of one key: a row, facts, or both.
pub struct Pair {
    /// The key, in bytes that sort as the databases sort it.
    pub key: Vec<u8>,
    /// The row as the database holds it.
    pub row: Option<Stored>,
    /// What acts wrote of it.
    pub history: Option<History>,
}

/// The facts of one row.
pub struct History {
    /// The newest version: what the row should say.
    pub newest: fact::Model,
    /// Whether the versions before it are all there, from 1 on.
    pub is_whole: bool,
}

/// The walk.
pub struct Walk<'a, C: ConnectionTrait> {
    connection: &'a C,
    table: &'a Table,
    rows: VecDeque<Stored>,
    last_row: Option<Vec<Value>>,
    last_key: Option<Vec<u8>>,
    has_more_rows: bool,
    versions: VecDeque<fact::Model>,
    last_version: Option<(Vec<u8>, i64)>,
    has_more_versions: bool,
}

impl<'a, C: ConnectionTrait> Walk<'a, C> {
    /// From the first key of `table` on.
    pub fn new(connection: &'a C, table: &'a Table) -> Self {
        Self {
            connection,
            table,
            rows: VecDeque::new(),
            last_row: None,
            last_key: None,
            has_more_rows: true,
            versions: VecDeque::new(),
            last_version: None,
            has_more_versions: true,
        }
    }

    /// What there is of the next key; `None` behind the last.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next(&mut self) -> Result<Option<Pair>, DbErr> {
        self.turn_rows().await?;
        self.turn_versions().await?;

        let row = self.rows.front().map(|row| row.key.clone());
        let fact = self.versions.front().map(|fact| fact.row_key.clone());
        let Some(key) = row.iter().chain(&fact).min().cloned() else { return Ok(None) };

        let row = if row.as_ref() == Some(&key) { self.rows.pop_front() } else { None };
        let history = if fact.as_ref() == Some(&key) { self.history(&key).await? } else { None };
        Ok(Some(Pair { key, row, history }))
    }

    /// Takes the facts of `key`, however many pages they fill.
    async fn history(&mut self, key: &[u8]) -> Result<Option<History>, DbErr> {
        let mut history: Option<History> = None;
        loop {
            self.turn_versions().await?;
            let next = self.versions.pop_front_if(|fact| fact.row_key == key);
            let Some(fact) = next else { return Ok(history) };

            let before = history.as_ref().map_or(0, |history| history.newest.version);
            let was_whole = history.as_ref().is_none_or(|history| history.is_whole);
            let is_whole = was_whole && fact.version == before + 1;
            history = Some(History { newest: fact, is_whole });
        }
    }

    /// Reads the next page of rows, when the last one is used up.
    async fn turn_rows(&mut self) -> Result<(), DbErr> {
        if !self.rows.is_empty() || !self.has_more_rows {
            return Ok(());
        }
        let page = stored::page(self.connection, self.table, self.last_row.as_deref(), PAGE).await?;
        // A key that cannot be read leads nowhere: better a row that is missed, which its fact
        // names, than a walk that never ends.
        let goes_on = page.iter().map(|row| &row.key).is_sorted_by(|before, after| before < after)
            && page.first().map(|row| &row.key) > self.last_key.as_ref();
        self.has_more_rows = page.len() as u64 == PAGE && goes_on;
        if let Some(last) = page.last() {
            self.last_row = Some(last.place.clone());
            self.last_key = Some(last.key.clone());
        }
        self.rows = page.into();
        Ok(())
    }

    /// Reads the next page of facts, when the last one is used up.
    async fn turn_versions(&mut self) -> Result<(), DbErr> {
        if !self.versions.is_empty() || !self.has_more_versions {
            return Ok(());
        }
        let mut select = fact::Entity::find()
            .filter(fact::COLUMN.table_name.eq(self.table.name))
            .order_by_asc(fact::Column::RowKey)
            .order_by_asc(fact::Column::Version)
            .limit(PAGE);
        if let Some((key, version)) = &self.last_version {
            let columns = [fact::Column::RowKey, fact::Column::Version].map(Expr::col);
            let place = [Expr::value(key.clone()), Expr::value(*version)];
            select = select.filter(Expr::tuple(columns).gt(Expr::tuple(place)));
        }

        let page = select.all(self.connection).await?;
        self.has_more_versions = page.len() as u64 == PAGE;
        if let Some(last) = page.last() {
            self.last_version = Some((last.row_key.clone(), last.version));
        }
        self.versions = page.into();
        Ok(())
    }
}

/// What there is of each of these keys of `table`: its row and its newest fact.
///
/// # Errors
/// When the database fails.
pub async fn pairs_of(
    connection: &impl ConnectionTrait,
    table: &Table,
    keys: BTreeSet<Vec<u8>>,
) -> Result<Vec<Pair>, DbErr> {
    let rows = stored::of_keys(connection, table, keys.iter()).await?;
    let mut rows: BTreeMap<_, _> = rows.into_iter().map(|row| (row.key.clone(), row)).collect();
    let newest = newest_of(table, &keys).all(connection).await?;
    let mut newest: BTreeMap<_, _> = newest.into_iter().map(|fact| (fact.row_key.clone(), fact)).collect();

    let pair = |key: Vec<u8>| {
        let history = newest.remove(&key).map(|newest| History { newest, is_whole: true });
        Pair { row: rows.remove(&key), history, key }
    };
    Ok(keys.into_iter().map(pair).collect())
}

/// The newest facts of these rows.
fn newest_of(table: &Table, keys: &BTreeSet<Vec<u8>>) -> Select<fact::Entity> {
    let newer = Alias::new("newer");
    let of_newer = |column: fact::Column| Expr::col((newer.clone(), column));
    let of_fact = |column: fact::Column| Expr::col((fact::Entity, column));
    let exists = Query::select()
        .expr(Expr::value(1))
        .from_as(fact::Entity, newer.clone())
        .and_where(of_newer(fact::Column::TableName).eq(of_fact(fact::Column::TableName)))
        .and_where(of_newer(fact::Column::RowKey).eq(of_fact(fact::Column::RowKey)))
        .and_where(of_newer(fact::Column::Version).gt(of_fact(fact::Column::Version)))
        .to_owned();
    fact::Entity::find()
        .filter(fact::COLUMN.table_name.eq(table.name))
        .filter(Expr::col((fact::Entity, fact::Column::RowKey)).is_in(keys.iter().cloned()))
        .filter(Expr::exists(exists).not())
}

/// The newest version of `fact`'s row, before it, that said what `digest` is of.
///
/// # Errors
/// When the database fails.
pub async fn older_version(
    connection: &impl ConnectionTrait,
    fact: &fact::Model,
    digest: &[u8],
) -> Result<Option<i64>, DbErr> {
    let older = fact::Entity::find()
        .filter(fact::COLUMN.table_name.eq(fact.table_name.as_str()))
        .filter(fact::COLUMN.row_key.eq(fact.row_key.clone()))
        .filter(fact::COLUMN.version.lt(fact.version))
        .filter(fact::COLUMN.digest.eq(digest.to_vec()))
        .order_by_desc(fact::Column::Version);
    Ok(older.one(connection).await?.map(|older| older.version))
}
