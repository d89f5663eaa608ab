//! `verify`: proves the books, says every row that breaks them, and fails when there is one.

use super::{CommandError, deployment, print};
use crate::{config::Verify, database, ledger::verify, telemetry};

pub(super) async fn verify(settings: Verify) -> Result<(), CommandError> {
    telemetry::start(&settings.log)?;
    let database = &settings.database;
    let reader = database::reader(&deployment::settings(&database.database_url, &database.pool)).await?;
    let report = verify::books(&reader).await?;
    print(&report.to_string())?;
    if settings.print_head {
        print(&format!("The head of all chains is {}.", report.head))?;
    }
    if report.is_clean() { Ok(()) } else { Err("the books do not add up".into()) }
}
