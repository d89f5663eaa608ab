//! `recalls import`: takes in recall notices, and the same on a schedule while the service serves.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use futures_util::FutureExt;

use super::{CommandError, deployment, now, print};
use crate::config::{FeedSettings, ImportRecalls, Recalls};
use crate::openfda::{self, Done};
use crate::operations::Deployment;
use crate::server::Chore;
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
    let deployment =
        deployment::open(&database.database_url, &database.pool, &settings.clinic, &settings.books).await?;
    let outcome = openfda::import(&deployment, &settings.source, &settings.person, now()).await;
    deployment.database.close().await?;
    let Done { imported, passed_over } = outcome?;
    let (new, updated, unchanged) = (imported.new, imported.updated, imported.unchanged);
    let proposed = imported.proposed;
    print(&format!("{new} notices are new, {updated} were updated, {unchanged} were known as they are."))?;
    print(&format!("For {proposed} of the new and updated ones something of ours is proposed."))?;
    if passed_over > 0 {
        print(&format!("{passed_over} results are no recall records and were passed over."))?;
    }
    Ok(())
}

/// Takes in the configured feeds, at the start and on their schedule; nothing, where none is configured.
pub(super) fn chore(deployment: &Deployment, settings: &FeedSettings) -> Option<Chore> {
    if settings.recall_feeds.is_empty() {
        return None;
    }
    let (deployment, feeds) = (deployment.clone(), Arc::new(settings.recall_feeds.clone()));
    let run = move |now| {
        let (deployment, feeds) = (deployment.clone(), feeds.clone());
        async move {
            for feed in feeds.iter() {
                take_in(&deployment, feed, now).await;
            }
            Ok(())
        }
        .boxed()
    };
    let every = Duration::from_secs(u64::from(settings.recall_feed_hours) * 3600);
    Some(Chore { name: "take in recall notices", every, at_start: true, run: Box::new(run) })
}

/// A feed that fails is tried again the next time.
async fn take_in(deployment: &Deployment, feed: &str, now: DateTime<Utc>) {
    match openfda::import(deployment, feed, SCHEDULE, now).await {
        Ok(Done { imported, .. }) => tracing::info!(
            feed,
            new = imported.new,
            updated = imported.updated,
            unchanged = imported.unchanged,
            proposed = imported.proposed,
            "recall notices were taken in"
        ),
        Err(error) => {
            tracing::warn!(feed, error = &error as &dyn std::error::Error, "recall notices could not be taken in");
        }
    }
}
