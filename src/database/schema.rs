//! How far a database's schema is behind this program's, and the one line of the log that says it
//! was brought up.

use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DbErr};

/// How many steps the database lacks. Only reads.
pub(super) async fn pending_steps(connection: &impl ConnectionTrait) -> Result<usize, DbErr> {
    Ok(Migrator::get_pending_migrations_read_only(connection).await?.len())
}

/// Logs that the steps a database lacked are on disk; nothing, when it lacked none.
pub(super) fn log_steps_taken(lacked: usize) {
    if lacked == 0 {
        return;
    }

    let newest = Migrator::migrations().len();
    let before = newest.saturating_sub(lacked);
    tracing::info!("the schema was brought from step {before} to step {newest}");
}

/// Logs that rows which are older than facts are taken over as they were found; nothing, when there were none.
pub(super) fn log_taken_over(rows: Option<i64>) {
    if let Some(rows @ 1..) = rows {
        tracing::info!(rows, "rows from before facts were kept are taken over as they are found");
    }
}
