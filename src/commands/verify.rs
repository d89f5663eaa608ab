//! `verify`: proves the books, says every row that breaks them, and fails when there is one.

use std::time::Duration;

use super::{CommandError, books_key, deployment, head, print, tell};
use crate::{
    config::Verify,
    database::{self, Database, DatabaseSettings},
    ledger::{
        demand,
        verify::{self, Known, Progress},
    },
    telemetry,
};

/// How long one statement of a proof may run: sums over all entries are read in one.
const LONGEST: Duration = Duration::from_secs(3600);

pub(super) async fn verify(settings: Verify) -> Result<(), CommandError> {
    telemetry::start(&settings.log)?;
    let database = &settings.database;
    let access =
        DatabaseSettings { statement_timeout: LONGEST, ..deployment::settings(&database.database_url, &database.pool) };
    if settings.rebuild_demand {
        let database = Database::connect(&access).await?;
        demand::rebuild(&database).await?;
        database.close().await?;
        print("The roll-up of demand was made anew from the ledger.")?;
    }
    let reader = database::reader(&access).await?;
    let keys = books_key::of_verify(&settings.books, &database.database_url)?;
    let tell_progress = |progress: Progress| tell(&progress.to_string());
    let known = Known { keys: keys.as_ref(), progress: Some(&tell_progress) };
    let report = match &settings.since {
        Some(file) => verify::since(&reader, &head::read(file)?, known).await?,
        None => verify::books(&reader, known).await?,
    };
    print(&report.signatures.to_string())?;
    print(&report.to_string())?;
    if settings.print_head && settings.since.is_none() {
        print(&format!("The head of all chains is {}.", report.head))?;
    }
    if report.is_clean() { Ok(()) } else { Err("the books do not add up".into()) }
}
