//! Rows that a hash stands on or that a client was promised, in a form that people read: the ledger and its postings, the
//! audit log and its seals, the keys with their request hashes and kept answers.

use sea_orm::{DatabaseConnection, DbBackend, FromQueryResult, JsonValue, Statement};
use serde_json::{Map, Value};

/// A table whose rows are kept, with the columns that release 0.1.0 had.
pub(super) struct Table {
    /// Its name.
    pub(super) name: &'static str,
    /// What its rows are sorted by.
    order: &'static [&'static str],
    /// Columns that hold UUIDs.
    ids: &'static [&'static str],
    /// Columns that hold bytes.
    bytes: &'static [&'static str],
    /// Columns that hold text, days and numbers.
    plain: &'static [&'static str],
}

const ENTRY: Table = Table {
    name: "entry",
    order: &["stock_id", "sequence"],
    ids: &[
        "stock_id",
        "posting_id",
        "lot_id",
        "site_id",
        "container_id",
        "usage_line_id",
        "component_id",
        "sale_line_id",
        "reverses_stock_id",
    ],
    bytes: &["hash"],
    plain: &[
        "sequence",
        "account",
        "quantity",
        "balance_after",
        "value",
        "occurred_at",
        "occurred_on",
        "recorded_at",
        "waste_reason",
        "consumption_reason",
        "note",
        "receipt_basis",
        "reverses_sequence",
    ],
};

const POSTING: Table = Table {
    name: "posting",
    order: &["id"],
    ids: &["id", "site_id", "supplier_id", "authorization_id", "reverses_id"],
    bytes: &[],
    plain: &[
        "kind",
        "occurred_at",
        "recorded_at",
        "recorded_by",
        "recorded_through",
        "document",
        "reason",
        "witness_id",
        "disposal_route",
        "certificate",
    ],
};

const AUDIT_EVENT: Table = Table {
    name: "audit_event",
    order: &["id"],
    ids: &["id"],
    bytes: &[],
    plain: &["at", "subject", "client", "address", "request", "operation", "what", "outcome", "rows", "seal"],
};

const AUDIT_SEAL: Table = Table {
    name: "audit_seal",
    order: &["sequence"],
    ids: &[],
    bytes: &["hash"],
    plain: &["sequence", "sealed_at", "events"],
};

/// Keys, what they stood for, and what was answered.
pub(super) const IDEMPOTENCY: Table = Table {
    name: "idempotency",
    order: &["client", "key"],
    ids: &[],
    bytes: &["request_hash"],
    plain: &["client", "key", "operation", "answer", "recorded_at"],
};

/// Every table whose rows are kept.
pub(super) const TABLES: [Table; 5] = [ENTRY, POSTING, AUDIT_EVENT, AUDIT_SEAL, IDEMPOTENCY];

impl Table {
    /// Its rows in order: an object each, of strings, without the columns that are empty.
    pub(super) async fn read(&self, connection: &DatabaseConnection) -> Vec<Value> {
        let backend = connection.get_database_backend();
        let rows = JsonValue::find_by_statement(Statement::from_string(backend, self.select(backend)));
        let rows = rows.all(connection).await.expect("the columns of the release are there");
        let mut rows: Vec<Value> = rows.into_iter().map(without_empty_columns).collect();
        rows.sort_by_key(|row| self.order.iter().map(|column| sort_key(&row[*column])).collect::<Vec<_>>());
        rows
    }

    fn select(&self, backend: DbBackend) -> String {
        let sqlite = backend == DbBackend::Sqlite;
        let id = |column: &&str| if sqlite { hex(column) } else { format!("REPLACE(\"{column}\"::text, '-', '')") };
        let bytes = |column: &&str| if sqlite { hex(column) } else { format!("ENCODE(\"{column}\", 'hex')") };
        let plain = |column: &&str| format!("CAST(\"{column}\" AS TEXT)");
        let columns = (self.ids.iter().map(|column| (column, id(column))))
            .chain(self.bytes.iter().map(|column| (column, bytes(column))))
            .chain(self.plain.iter().map(|column| (column, plain(column))));
        let columns: Vec<_> = columns.map(|(column, value)| format!("{value} AS \"{column}\"")).collect();
        format!("SELECT {} FROM {}", columns.join(", "), self.name)
    }
}

/// Bytes of SQLite as digits; its own `HEX` makes an empty text of NULL.
fn hex(column: &str) -> String {
    format!("CASE WHEN \"{column}\" IS NOT NULL THEN LOWER(HEX(\"{column}\")) END")
}

fn without_empty_columns(row: Value) -> Value {
    let Value::Object(columns) = row else { panic!("a row is an object") };
    Value::Object(columns.into_iter().filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>())
}

/// Numbers by their size, and everything else by its letters.
fn sort_key(value: &Value) -> (i64, String) {
    let text = value.as_str().unwrap_or_default();
    (text.parse().unwrap_or_default(), text.to_owned())
}
