//! `migrate`: brings the database to this version's schema.

use super::{CommandError, deployment, print};
use crate::{config::Migrate, database::Database, telemetry};

pub(super) async fn migrate(settings: Migrate) -> Result<(), CommandError> {
    telemetry::start(&settings.log)?;
    let database = &settings.database;
    Database::connect(&deployment::settings(&database.database_url, &database.pool)).await?;
    Ok(print("The database has the newest schema.")?)
}
