//! The triggers that a database has, as it shows them.

use migration::triggers::Trigger;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};

/// A trigger that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundTrigger {
    /// What it is.
    pub trigger: Trigger,
    /// Whether it runs: PostgreSQL can switch one off and leave it there.
    pub is_enabled: bool,
}

const ON_SQLITE: &str = "\
SELECT tbl_name AS table_name, name, sql AS definition, 'O' AS enabled
FROM sqlite_master WHERE type = 'trigger'";

const ON_POSTGRES: &str = "\
SELECT class.relname::text AS table_name, made.tgname::text AS name, \
pg_get_triggerdef(made.oid, true) || chr(10) || proc.prosrc AS definition, \
made.tgenabled::text AS enabled
FROM pg_trigger made
JOIN pg_class class ON class.oid = made.tgrelid
JOIN pg_proc proc ON proc.oid = made.tgfoid
WHERE NOT made.tgisinternal AND class.relnamespace = current_schema()::regnamespace";

/// Reads every trigger of the schema.
pub(crate) async fn triggers(connection: &impl ConnectionTrait) -> Result<Vec<FoundTrigger>, DbErr> {
    let backend = connection.get_database_backend();
    let query = if backend == DbBackend::Sqlite { ON_SQLITE } else { ON_POSTGRES };
    let rows = connection.query_all_raw(Statement::from_string(backend, query)).await?;

    let found = |row: sea_orm::QueryResult| {
        let trigger = Trigger {
            table: row.try_get("", "table_name")?,
            name: row.try_get("", "name")?,
            definition: row.try_get("", "definition")?,
        };
        // `O`: as it is made; `A`: even while rows are copied in from elsewhere.
        let enabled: String = row.try_get("", "enabled")?;
        Ok(FoundTrigger { trigger, is_enabled: ["O", "A"].contains(&enabled.as_str()) })
    };
    rows.into_iter().map(found).collect()
}
