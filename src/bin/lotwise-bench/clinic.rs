//! The clinic that is measured: one site with products, lots and a history, made by the operations themselves.

mod crowd;
mod history;
mod recalls;
mod stock;

use std::collections::BTreeSet;
use std::sync::Arc;

use async_graphql::Variables;
use chrono::{TimeDelta, Utc};
use entity::id::{LotId, SiteId};
use futures_util::{StreamExt, TryStreamExt, stream};
use lotwise::database::{Database, DatabaseSettings, StatementObserver};
use lotwise::graphql::{self, Schema};
use lotwise::operations::{Deployment, Terms};
use lotwise::request::Request;
use lotwise::rules::rights::{Caller, Grant, Role, SiteScope};
use serde_json::Value;

use crate::Failure;
use crate::options::Options;
use crate::workload::{Call, RECORD_USAGE, treatment};

/// How many calls fill the database at once.
const FILLERS: usize = 64;

/// What a caller must know of the clinic.
pub(crate) struct Clinic {
    /// Its site.
    pub(crate) site: SiteId,
    /// The lots: neighbours are of different products.
    lots: Vec<Lot>,
    /// How many usages are in the books before anything is measured, made by calls.
    usages: usize,
    /// How many more, written by the database itself.
    crowd: usize,
    /// Recalls whose exposures are exported, the smallest first.
    pub(crate) recalls: Vec<Recall>,
}

/// A recall of so many lots.
pub(crate) struct Recall {
    pub(crate) id: String,
    pub(crate) lots: usize,
}

/// A lot with all that callers know it by.
pub(crate) struct Lot {
    pub(crate) id: LotId,
    /// The product's code.
    pub(crate) sku: String,
    /// The printed number.
    pub(crate) number: String,
    /// How much one usage takes.
    pub(crate) taken: &'static str,
    /// How much one sealed container holds.
    pub(crate) contents: i64,
}

impl Clinic {
    /// Fills an empty database.
    pub(crate) async fn fill(url: &str, options: &Options) -> Result<Self, Failure> {
        let deployment = deployment(url, None).await?;
        let stock::Stocked { site, products, lots } =
            stock::receive(&deployment, options.products, options.lots).await?;
        history::fill(&deployment, site, &products, options.demand_days).await?;
        let mut clinic = Self { site, lots, usages: options.usages, crowd: 0, recalls: vec![] };
        let schema = graphql::schema(deployment.clone());
        let calls = stream::iter((0..options.usages).map(|number| RECORD_USAGE.call(&clinic, number)));
        calls.map(|call| execute(&schema, call)).buffer_unordered(FILLERS).try_for_each(async |_| Ok(())).await?;
        if options.crowd > 0 {
            let now = Utc::now().timestamp_millis();
            clinic.crowd = crowd::fill(&deployment, clinic.lots.len(), options.crowd, now).await?;
            clinic.recalls = recalls::open(&schema, &products).await?;
        }
        drop(schema);
        deployment.database.close().await?;
        Ok(clinic)
    }

    /// The lot that the call of this number is about: neighbours don't wait for each other.
    pub(crate) fn lot(&self, number: usize) -> &Lot {
        &self.lots[number % self.lots.len()]
    }

    /// The number of the first call that was not made yet.
    pub(crate) fn next(&self) -> usize {
        self.usages
    }

    /// A treatment that is in the books, of the crowd where there is one: neighbours lie far from each other.
    pub(crate) fn treatment(&self, number: usize) -> String {
        if self.crowd == 0 { treatment(number % self.usages) } else { format!("C-{}", number * 7919 % self.crowd) }
    }
}

/// The service's inside on a database, with somebody who is told of every statement.
pub(crate) async fn deployment(url: &str, observer: Option<StatementObserver>) -> Result<Deployment, Failure> {
    let database = Database::connect_observed(&DatabaseSettings::patient(url, 16), observer).await?;
    let terms = Terms { currency: "USD".to_owned(), clock_skew: TimeDelta::minutes(1), patient_id_pattern: None };
    Ok(Deployment { database, terms: Arc::new(terms) })
}

/// Executes a call without HTTP, which must succeed.
pub(crate) async fn execute(schema: &Schema, call: Call) -> Result<Value, Failure> {
    let request = async_graphql::Request::new(call.document).variables(Variables::from_json(call.variables));
    let response = schema.execute(request.data(somebody())).await;
    let answer = serde_json::to_string(&response)?;
    if response.is_err() || answer.contains(r#""userErrors":[{"#) {
        return Err(answer.into());
    }
    Ok(response.data.into_json()?)
}

/// Somebody with the rights of the token that the benchmark shows over HTTP.
pub(crate) fn somebody() -> Request {
    let grant = |role| Grant { role, sites: SiteScope::All };
    let caller = Caller {
        subject: "benchmark".to_owned(),
        client: Some("benchmark".to_owned()),
        grants: [Role::Admin, Role::Manager, Role::Nurse, Role::MedicalDirector].map(grant).to_vec(),
        scopes: BTreeSet::new(),
    };
    Request { caller, at: Utc::now(), id: "benchmark".to_owned(), address: None }
}
