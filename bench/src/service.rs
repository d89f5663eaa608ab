//! The service's inside, without HTTP: a deployment on a database, and somebody who calls it.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{TimeDelta, Utc};
use lotwise::database::{Database, DatabaseSettings, StatementObserver};
use lotwise::operations::{Deployment, Organisation, Terms};
use lotwise::request::Request;
use lotwise::rules::rights::{Caller, Grant, Role, SiteScope};

use crate::Failure;

/// The service's inside on a database, with somebody who is told of every statement.
pub(crate) async fn deployment(url: &str, observer: Option<StatementObserver>) -> Result<Deployment, Failure> {
    let database = Database::connect_observed(&DatabaseSettings::patient(url, 16), observer).await?;
    let terms = Terms {
        currency: "USD".to_owned(),
        clock_skew: TimeDelta::minutes(1),
        patient_id_pattern: None,
        books_key: None,
        organisation: Organisation::default(),
    };
    Ok(Deployment { database, terms: Arc::new(terms) })
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
