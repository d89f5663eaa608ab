//! `recalls import`: takes in recall notices, and the same on a schedule while the service serves.

use std::convert::Infallible;
use std::time::Duration;

use chrono::Utc;

use super::{CommandError, deployment, print};
use crate::config::{FeedSettings, ImportRecalls, Recalls};
use crate::openfda::{self, Done};
use crate::operations::Deployment;
use crate::telemetry;

/// Who takes in what is taken in on a schedule.
const SCHEDULE: &str = "schedule";

pub(super) async fn recalls(command: Recalls) -> Result<(), CommandError> {
    match command {
        Recalls::Import(settings) => import(settings).await,
    }
}

async fn import(settings: ImportRecalls) -> Result<(), CommandError> {
    telemetry::start(&settings.log)?;
    let database = &settings.database;
    let deployment = deployment::open(&database.database_url, &database.pool, &settings.clinic).await?;
    let outcome = openfda::import(&deployment, &settings.source, &settings.person, Utc::now()).await;
    deployment.database.close().await?;
    let Done { imported, passed_over } = outcome?;
    let (new, updated, unchanged) = (imported.new, imported.updated, imported.unchanged);
    print(&format!("{new} notices are new, {updated} were updated, {unchanged} were known as they are."))?;
    if passed_over > 0 {
        print(&format!("{passed_over} results are no recall records and were passed over."))?;
    }
    Ok(())
}

/// Takes in the configured feeds, again and again; waits for ever when there is none.
pub(super) async fn keep_up(deployment: Deployment, settings: FeedSettings) -> Infallible {
    loop {
        for feed in &settings.recall_feeds {
            take_in(&deployment, feed).await;
        }
        if settings.recall_feeds.is_empty() {
            std::future::pending::<()>().await;
        }
        tokio::time::sleep(Duration::from_secs(u64::from(settings.recall_feed_hours) * 3600)).await;
    }
}

/// A feed that fails is tried again the next time.
async fn take_in(deployment: &Deployment, feed: &str) {
    match openfda::import(deployment, feed, SCHEDULE, Utc::now()).await {
        Ok(Done { imported, .. }) => tracing::info!(
            feed,
            new = imported.new,
            updated = imported.updated,
            unchanged = imported.unchanged,
            "recall notices were taken in"
        ),
        Err(error) => {
            tracing::warn!(feed, error = &error as &dyn std::error::Error, "recall notices could not be taken in");
        }
    }
}
