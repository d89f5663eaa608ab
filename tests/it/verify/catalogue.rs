//! The tables of a database, as its own catalogue describes them, and the words for changing any of
//! their columns.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};

use crate::databases::{Kind, TestDatabase};

const ON_SQLITE: &str = "\
SELECT made.name AS table_name, info.name AS column_name, info.type AS kind, CAST(info.pk AS INTEGER) AS place \
FROM sqlite_master made JOIN pragma_table_info(made.name) info \
WHERE made.type = 'table' AND made.name NOT LIKE 'sqlite_%' AND made.name NOT LIKE 'kept_%' ORDER BY 1, info.cid";

const ON_POSTGRES: &str = "\
SELECT class.relname::text AS table_name, attribute.attname::text AS column_name, \
format_type(attribute.atttypid, NULL) AS kind, \
coalesce(array_position(key.indkey::int2[], attribute.attnum) + 1, 0)::bigint AS place \
FROM pg_class class JOIN pg_attribute attribute ON attribute.attrelid = class.oid \
LEFT JOIN pg_index key ON key.indrelid = class.oid AND key.indisprimary \
WHERE class.relkind = 'r' AND class.relnamespace = 'public'::regnamespace AND attribute.attnum > 0 \
AND NOT attribute.attisdropped AND class.relname NOT LIKE 'kept_%' ORDER BY 1, attribute.attnum";

/// A table of a database.
#[derive(Clone, Debug)]
pub(super) struct TableInfo {
    pub(super) name: String,
    pub(super) columns: Vec<ColumnInfo>,
    /// The names of the columns of its key, in their order.
    pub(super) key: Vec<String>,
    kind: Kind,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub(super) struct ColumnInfo {
    pub(super) name: String,
    kind: String,
}

/// One row of a table.
#[derive(Clone, Debug)]
pub(super) struct RowInfo {
    /// What finds it.
    pub(super) condition: String,
    /// Its key, as a finding shows it, without the hyphens of ids.
    pub(super) key: String,
}

/// Every table of the database.
pub(super) async fn tables(database: &TestDatabase) -> Vec<TableInfo> {
    let connection = database.foreign_connection().await;
    let query = if database.kind() == Kind::Sqlite { ON_SQLITE } else { ON_POSTGRES };
    let statement = Statement::from_string(connection.get_database_backend(), query);

    let mut tables: BTreeMap<String, (TableInfo, BTreeMap<i64, String>)> = BTreeMap::new();
    for row in connection.query_all_raw(statement).await.unwrap() {
        let name: String = row.try_get("", "table_name").unwrap();
        let column =
            ColumnInfo { name: row.try_get("", "column_name").unwrap(), kind: row.try_get("", "kind").unwrap() };
        let empty = TableInfo { name: name.clone(), columns: vec![], key: vec![], kind: database.kind() };
        let (table, key) = tables.entry(name).or_insert((empty, BTreeMap::new()));
        let place: i64 = row.try_get("", "place").unwrap();
        if place > 0 {
            key.insert(place, column.name.clone());
        }
        table.columns.push(column);
    }
    let whole =
        |(table, key): (TableInfo, BTreeMap<i64, String>)| TableInfo { key: key.into_values().collect(), ..table };
    tables.into_values().map(whole).collect()
}

impl TableInfo {
    /// The columns that are not of the key.
    pub(super) fn said(&self) -> Vec<&ColumnInfo> {
        self.columns.iter().filter(|column| !self.key.contains(&column.name)).collect()
    }

    /// The column of this name.
    pub(super) fn column(&self, name: &str) -> &ColumnInfo {
        self.columns.iter().find(|column| column.name == name).unwrap()
    }

    /// The rows, the first first.
    pub(super) async fn rows(&self, connection: &DatabaseConnection) -> Vec<RowInfo> {
        let keys = self.key.iter().map(|name| self.column(name));
        let words: Vec<String> = keys.clone().map(|column| column.in_words(self.kind)).collect();
        let conditions: Vec<String> = keys.map(|column| column.is_itself(self.kind)).collect();
        let order: Vec<String> = self.key.iter().map(|name| format!("\"{name}\"")).collect();
        let query = format!(
            "SELECT {} AS key, {} AS condition FROM \"{}\" ORDER BY {}",
            words.join(" || ' ' || "),
            conditions.join(" || ' AND ' || "),
            self.name,
            order.join(", "),
        );
        let statement = Statement::from_string(connection.get_database_backend(), query);
        let rows = connection.query_all_raw(statement).await.unwrap();
        let row = |row: sea_orm::QueryResult| RowInfo {
            condition: row.try_get("", "condition").unwrap(),
            key: row.try_get("", "key").unwrap(),
        };
        rows.into_iter().map(row).collect()
    }

    /// Another value of a column than it has.
    pub(super) fn other(&self, column: &ColumnInfo) -> String {
        let name = format!("\"{}\"", column.name);
        match (self.kind, column.kind.as_str()) {
            (_, "bigint" | "integer" | "INTEGER") => format!("coalesce({name}, 0) + 1"),
            (_, "text" | "TEXT" | "character varying" | "varchar") => format!("coalesce({name}, '') || 'x'"),
            (_, "boolean") => format!("NOT coalesce({name}, FALSE)"),
            (_, "date") => format!("coalesce({name}, '2020-01-01') + 1"),
            (_, "uuid") => "gen_random_uuid()".to_owned(),
            (_, "bytea") => format!("coalesce({name}, '') || '\\x41'::bytea"),
            (Kind::Sqlite, "BLOB") => format!("CAST(coalesce({name}, x'') || x'41' AS BLOB)"),
            (_, other) => panic!("{}.{} is {other}", self.name, column.name),
        }
    }

    /// Changes a column of a row.
    pub(super) fn change(&self, column: &ColumnInfo, row: &RowInfo) -> String {
        let other = self.other(column);
        format!("UPDATE \"{}\" SET \"{}\" = {other} WHERE {}", self.name, column.name, row.condition)
    }

    /// Adds a row that is another one only by its key.
    pub(super) fn double(&self, row: &RowInfo) -> String {
        let first = self.key.first().unwrap();
        let value = |column: &ColumnInfo| {
            if column.name == *first { self.other(column) } else { format!("\"{}\"", column.name) }
        };
        let values: Vec<String> = self.columns.iter().map(value).collect();
        format!("INSERT INTO \"{0}\" SELECT {1} FROM \"{0}\" WHERE {2}", self.name, values.join(", "), row.condition)
    }
}

impl ColumnInfo {
    /// The expression that says its value as a finding does.
    fn in_words(&self, kind: Kind) -> String {
        match (kind, self.kind.as_str()) {
            (Kind::Sqlite, "BLOB") => format!("lower(hex(\"{}\"))", self.name),
            (Kind::Sqlite, _) => format!("CAST(\"{}\" AS TEXT)", self.name),
            (Kind::Postgres, "uuid") => format!("replace(\"{}\"::text, '-', '')", self.name),
            (Kind::Postgres, _) => format!("\"{}\"::text", self.name),
        }
    }

    /// The expression that says the condition by which it has the value it has.
    fn is_itself(&self, kind: Kind) -> String {
        let quoted = if kind == Kind::Sqlite { "quote" } else { "quote_literal" };
        format!("'\"{0}\" = ' || {quoted}(\"{0}\")", self.name)
    }
}
