//! Step 13: the books' tables for all that is planned of value, counts and transfers.
//!
//! An entry may move value without a quantity, and says how much of its quantity is of unknown cost; a posting may be
//! accounted on another day than it happened; the lists of accounts and kinds are complete. Known and unknown cost of a
//! balance stand apart; what an older release counted as unknown stays so until it is used up. The database knows the
//! currency of its amounts.
//!
//! No row of the ledger is written again, however many there are. PostgreSQL replaces the constraints, which reads the
//! two tables once. SQLite cannot alter a CHECK, and building the tables anew would write every row and every index a
//! second time: its own documentation allows to widen a constraint in the text of the schema instead, as that changes
//! nothing of what is on the disk; adding a column to a strict table reads it once. Either way it is one transaction, so that it happens whole or not at all.

use crate::dialect;
use sea_orm_migration::{
    prelude::*,
    sea_orm::{DbBackend, Statement},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, LEDGER_COLUMNS).await?;
        if manager.get_database_backend() == DbBackend::Sqlite {
            widen_in_the_schema_text(manager).await?;
        } else {
            dialect::run(manager, &replaced_constraints()).await?;
        }
        dialect::run(manager, BALANCES).await?;
        dialect::append_only(manager, "book_currency").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// A constraint of a column that allows more than it did.
struct Widened {
    table: &'static str,
    /// What PostgreSQL calls it.
    name: &'static str,
    before: &'static str,
    after: &'static str,
}

const WIDENED: [Widened; 3] = [
    Widened {
        table: "posting",
        name: "posting_kind_check",
        before: "CHECK (kind IN ('RECEIPT', 'OPENING_STOCK', 'USAGE', 'CONSUMPTION', 'WASTE', 'SALE', 'SALE_RETURN', 'ADJUSTMENT', 'COUNT', 'TRANSFER_OUT', 'TRANSFER_IN', 'SUPPLIER_RETURN', 'DESTRUCTION', 'LOT_CORRECTION', 'REVERSAL'))",
        after: "CHECK (kind IN ('RECEIPT', 'OPENING_STOCK', 'USAGE', 'CONSUMPTION', 'WASTE', 'SALE', 'SALE_RETURN', 'ADJUSTMENT', 'COUNT', 'OBSERVATION', 'TRANSFER_OUT', 'TRANSFER_IN', 'TRANSFER_BACK', 'TRANSFER_LOSS', 'SUPPLIER_RETURN', 'SUPPLIER_CREDIT', 'LATE_COST', 'DESTRUCTION', 'LOT_CORRECTION', 'REVERSAL'))",
    },
    Widened {
        table: "entry",
        name: "entry_account_check",
        before: "CHECK (account IN ('SUPPLIER', 'SUPPLIER_RETURN', 'OPENING', 'TREATMENT', 'CONSUMPTION', 'SALE', 'WASTE', 'DESTRUCTION', 'TRANSIT', 'ADJUSTMENT', 'COUNT', 'LOT_CORRECTION'))",
        after: "CHECK (account IN ('SUPPLIER', 'SUPPLIER_RETURN', 'OPENING', 'TREATMENT', 'CONSUMPTION', 'SALE', 'WASTE', 'DESTRUCTION', 'TRANSIT', 'ADJUSTMENT', 'COUNT', 'LOT_CORRECTION', 'COST_VARIANCE'))",
    },
    Widened {
        table: "entry",
        name: "entry_quantity_check",
        before: "CHECK (quantity <> 0)",
        after: "CHECK (quantity <> 0 OR coalesce(value, 0) <> 0 OR coalesce(cost_unknown, 0) <> 0)",
    },
];

/// Of an entry: how much of its quantity is of unknown cost, signed like it, where that is a part; without a value it is
/// all of it.
const LEDGER_COLUMNS: &str = "\
ALTER TABLE entry ADD COLUMN cost_unknown :number;
ALTER TABLE posting ADD COLUMN accounted_on :day;
";

/// `value` is of what is of known cost from now on, and is never empty; `older_valuation_through` is the number of the
/// last entry that a release before this one counted.
const BALANCES: &str = "\
ALTER TABLE stock ADD COLUMN cost_unknown :number NOT NULL DEFAULT 0 CHECK (cost_unknown >= 0 AND cost_unknown <= on_hand);
ALTER TABLE stock ADD COLUMN older_valuation_through :number NOT NULL DEFAULT 0;
UPDATE stock SET cost_unknown = CASE WHEN value IS NULL THEN on_hand ELSE 0 END, value = coalesce(value, 0), older_valuation_through = sequence;
ALTER TABLE sale_line ADD COLUMN cost_unknown :number CHECK (cost_unknown > 0 AND cost_unknown <= quantity);
ALTER TABLE sale_return_line ADD COLUMN cost_unknown :number CHECK (cost_unknown > 0 AND cost_unknown <= quantity);
CREATE TABLE book_currency (
    id :number PRIMARY KEY CHECK (id = 1),
    code :text NOT NULL CHECK (length(code) = 3),
    bound_at :number NOT NULL
) :table;
";

fn replaced_constraints() -> String {
    let replaced = WIDENED.iter().map(|Widened { table, name, after, .. }| {
        format!("ALTER TABLE {table} DROP CONSTRAINT {name}, ADD CONSTRAINT {name} {after};\n")
    });
    replaced.collect()
}

/// Widens the constraints where SQLite keeps the text of its tables, as its page on ALTER TABLE describes. The number of
/// the schema grows, so that every connection reads the text again.
async fn widen_in_the_schema_text(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    connection.execute_unprepared("PRAGMA writable_schema = ON").await?;
    for Widened { table, name, before, after } in &WIDENED {
        let sql = format!(
            "UPDATE sqlite_schema SET sql = replace(sql, '{}', '{}') \
             WHERE type = 'table' AND name = '{table}' AND instr(sql, '{}') > 0",
            quoted(before),
            quoted(after),
            quoted(before),
        );
        let widened = connection.execute_unprepared(&sql).await?.rows_affected();
        if widened != 1 {
            return Err(DbErr::Migration(format!("{name} of {table} is not as its step made it")));
        }
    }

    let asked = Statement::from_string(DbBackend::Sqlite, "PRAGMA schema_version");
    let row = connection.query_one_raw(asked).await?;
    let row = row.ok_or_else(|| DbErr::Migration("the schema has no number".to_owned()))?;
    let version: i32 = row.try_get_by_index(0)?;
    connection.execute_unprepared(&format!("PRAGMA schema_version = {}", version + 1)).await?;
    connection.execute_unprepared("PRAGMA writable_schema = OFF").await?;
    Ok(())
}

/// Inside a text of SQL.
fn quoted(text: &str) -> String {
    text.replace('\'', "''")
}
