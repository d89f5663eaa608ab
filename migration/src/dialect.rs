//! One SQL text for two databases: words for what SQLite and PostgreSQL spell differently.
//!
//! | word | SQLite | PostgreSQL |
//! |---|---|---|
//! | `:id` | BLOB of 16 bytes | uuid |
//! | `:number` | INTEGER | bigint |
//! | `:int` | INTEGER | integer |
//! | `:text` | TEXT | text, ordered by bytes |
//! | `:flag` | INTEGER 0 or 1 | boolean |
//! | `:day` | TEXT, ISO 8601 | date |
//! | `:bytes` | BLOB | bytea |
//! | `:table` | STRICT | nothing |
//! | `:keyed` | STRICT, WITHOUT ROWID | nothing |

use crate::triggers::Trigger;
use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

const SQLITE: [(&str, &str); 9] = [
    (":id", "BLOB"),
    (":number", "INTEGER"),
    (":int", "INTEGER"),
    (":text", "TEXT"),
    (":flag", "INTEGER"),
    (":day", "TEXT"),
    (":bytes", "BLOB"),
    (":table", "STRICT"),
    (":keyed", "STRICT, WITHOUT ROWID"),
];
const POSTGRES: [(&str, &str); 9] = [
    (":id", "uuid"),
    (":number", "bigint"),
    (":int", "integer"),
    (":text", "text COLLATE \"C\""),
    (":flag", "boolean"),
    (":day", "date"),
    (":bytes", "bytea"),
    (":table", ""),
    (":keyed", ""),
];

/// Runs `script`, statement by statement, in the words of the connected database.
///
/// # Errors
/// Whatever the database says of a statement.
pub(crate) async fn run(manager: &SchemaManager<'_>, script: &str) -> Result<(), DbErr> {
    let words = if manager.get_database_backend() == DbBackend::Sqlite { SQLITE } else { POSTGRES };
    let script = words.iter().fold(script.to_owned(), |script, (word, meaning)| script.replace(word, meaning));
    for statement in script.split(";\n").map(str::trim).filter(|statement| !statement.is_empty()) {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}

/// Makes the rows of `table` appendable only: UPDATE, DELETE and, on PostgreSQL, TRUNCATE fail.
///
/// SQLite runs these triggers for `INSERT OR REPLACE` only with `recursive_triggers` on, which the connection sets.
///
/// # Errors
/// Whatever the database says.
pub(crate) async fn append_only(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    guard(manager, SQLITE_GUARD, POSTGRES_GUARD, table).await
}

/// The same, but for the column `seal`, which is set once and nothing else with it.
///
/// # Errors
/// Whatever the database says.
pub(crate) async fn sealed_once(manager: &SchemaManager<'_>, table: &str, columns: &[&str]) -> Result<(), DbErr> {
    let unless = |script: &str| script.replace("{sealing}", &sealing(columns));
    guard(manager, &unless(SQLITE_SEAL_GUARD), &unless(POSTGRES_SEAL_GUARD), table).await
}

/// When a change of a row is that it gets its seal.
fn sealing(columns: &[&str]) -> String {
    let stays = columns.iter().map(|column| format!(" AND OLD.{column} IS NOT DISTINCT FROM NEW.{column}"));
    format!("OLD.seal IS NULL AND NEW.seal IS NOT NULL{}", stays.collect::<String>())
}

/// The triggers of [`append_only`], as the database shows them.
pub(crate) fn append_only_triggers(backend: DbBackend, table: &str) -> Vec<Trigger> {
    if backend == DbBackend::Sqlite {
        return sqlite_triggers(SQLITE_GUARD, table);
    }
    vec![
        postgres_trigger(table, "changed", "BEFORE DELETE OR UPDATE", "FOR EACH ROW"),
        postgres_trigger(table, "truncated", "BEFORE TRUNCATE", "FOR EACH STATEMENT"),
    ]
}

/// The triggers of [`sealed_once`], as the database shows them.
pub(crate) fn sealed_once_triggers(backend: DbBackend, table: &str, columns: &[&str]) -> Vec<Trigger> {
    if backend == DbBackend::Sqlite {
        return sqlite_triggers(&SQLITE_SEAL_GUARD.replace("{sealing}", &sealing(columns)), table);
    }
    let stays = columns.iter().map(|column| format!(" AND NOT old.{column} IS DISTINCT FROM new.{column}"));
    let stays: String = stays.collect();
    let unless = format!("FOR EACH ROW WHEN (NOT (old.seal IS NULL AND new.seal IS NOT NULL{stays}))");
    vec![
        postgres_trigger(table, "changed", "BEFORE UPDATE", &unless),
        postgres_trigger(table, "deleted", "BEFORE DELETE", "FOR EACH ROW"),
        postgres_trigger(table, "truncated", "BEFORE TRUNCATE", "FOR EACH STATEMENT"),
    ]
}

/// SQLite keeps the statements as they were.
fn sqlite_triggers(script: &str, table: &str) -> Vec<Trigger> {
    let script = script.replace("{table}", table);
    let trigger = |statement: &str| {
        let name = statement.split(' ').nth(2).unwrap_or_default().to_owned();
        Trigger { table: table.to_owned(), name, definition: statement.to_owned() }
    };
    script.split("\n\n").map(trigger).collect()
}

/// PostgreSQL writes triggers down anew, in words of its own.
fn postgres_trigger(table: &str, never: &str, when: &str, how: &str) -> Trigger {
    let body = POSTGRES_GUARD.split("$$").nth(1).unwrap_or_default();
    let name = format!("{table}_is_never_{never}");
    let definition = format!("CREATE TRIGGER {name} {when} ON {table} {how} EXECUTE FUNCTION refuse_change()\n{body}");
    Trigger { table: table.to_owned(), name, definition }
}

/// Takes the guard of [`sealed_once`] off `table`, so that a step can put another one there.
///
/// # Errors
/// Whatever the database says.
pub(crate) async fn unguard_sealed(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    guard(manager, SQLITE_UNGUARD, POSTGRES_UNGUARD, table).await
}

async fn guard(manager: &SchemaManager<'_>, sqlite: &str, postgres: &str, table: &str) -> Result<(), DbErr> {
    let script = if manager.get_database_backend() == DbBackend::Sqlite { sqlite } else { postgres };
    for statement in script.replace("{table}", table).split("\n\n") {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}

const SQLITE_GUARD: &str = "\
CREATE TRIGGER {table}_is_never_updated BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END

CREATE TRIGGER {table}_is_never_deleted BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END";

const POSTGRES_GUARD: &str = "\
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$

CREATE TRIGGER {table}_is_never_changed BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION refuse_change()

CREATE TRIGGER {table}_is_never_truncated BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()";

const SQLITE_SEAL_GUARD: &str = "\
CREATE TRIGGER {table}_is_never_updated BEFORE UPDATE ON {table} WHEN NOT ({sealing})
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END

CREATE TRIGGER {table}_is_never_deleted BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END";

const POSTGRES_SEAL_GUARD: &str = "\
CREATE TRIGGER {table}_is_never_changed BEFORE UPDATE ON {table}
FOR EACH ROW WHEN (NOT ({sealing})) EXECUTE FUNCTION refuse_change()

CREATE TRIGGER {table}_is_never_deleted BEFORE DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION refuse_change()

CREATE TRIGGER {table}_is_never_truncated BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()";

const SQLITE_UNGUARD: &str = "\
DROP TRIGGER {table}_is_never_updated

DROP TRIGGER {table}_is_never_deleted";

const POSTGRES_UNGUARD: &str = "\
DROP TRIGGER {table}_is_never_changed ON {table}

DROP TRIGGER {table}_is_never_deleted ON {table}

DROP TRIGGER {table}_is_never_truncated ON {table}";
