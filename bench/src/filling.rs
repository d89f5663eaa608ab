//! Making the clinic: products, lots and a history, by the operations themselves.

mod crowd;
mod history;
mod recalls;
mod stock;

use chrono::Utc;
use futures_util::{StreamExt, TryStreamExt, stream};
use lotwise::{config::MAX_COMPLEXITY, graphql};

use crate::Failure;
use crate::clinic::Clinic;
use crate::options::Options;
use crate::service::deployment;
use crate::workload::RECORD_USAGE;

/// How many calls fill the database at once.
const FILLERS: usize = 64;

/// Fills an empty database with a clinic.
pub(crate) async fn clinic(url: &str, options: &Options) -> Result<Clinic, Failure> {
    let deployment = deployment(url, None).await?;
    let stock::Stocked { site, products, lots } = stock::receive(&deployment, options.products, options.lots).await?;
    history::fill(&deployment, site, &products, options.demand_days).await?;
    let mut clinic = Clinic { site, lots, usages: options.usages, crowd: 0, recalls: vec![] };
    let schema = graphql::schema(deployment.clone(), MAX_COMPLEXITY);
    let calls = stream::iter((0..options.usages).map(|number| RECORD_USAGE.call(&clinic, number)));
    calls.map(|call| call.execute(&schema)).buffer_unordered(FILLERS).try_for_each(async |_| Ok(())).await?;
    if options.crowd > 0 {
        let now = Utc::now().timestamp_millis();
        clinic.crowd = crowd::fill(&deployment, clinic.lots.len(), options.crowd, now).await?;
        clinic.recalls = recalls::open(&schema, &products).await?;
    }
    drop(schema);
    deployment.database.close().await?;
    Ok(clinic)
}
