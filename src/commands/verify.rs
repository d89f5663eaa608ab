//! `verify`: proves the books, says every row that breaks them, and fails when there is one.

use super::{CommandError, deployment, print};
use crate::{
    config::Verify,
    database::{self, Database},
    ledger::{demand, verify},
    telemetry,
};

pub(super) async fn verify(settings: Verify) -> Result<(), CommandError> {
    telemetry::start(&settings.log)?;
    let database = &settings.database;
    let access = deployment::settings(&database.database_url, &database.pool);
    if settings.rebuild_demand {
        let database = Database::connect(&access).await?;
        demand::rebuild(&database).await?;
        database.close().await?;
        print("The roll-up of demand was made anew from the ledger.")?;
    }
    let reader = database::reader(&access).await?;
    let report = verify::books(&reader).await?;
    print(&report.to_string())?;
    if settings.print_head {
        print(&format!("The head of all chains is {}.", report.head))?;
    }
    if report.is_clean() { Ok(()) } else { Err("the books do not add up".into()) }
}
