//! From settings to a deployment: the database at the newest schema, and what operations are told of the clinic.

use std::{sync::Arc, time::Duration};

use chrono::TimeDelta;

use crate::config::{ClinicSettings, PoolSettings};
use crate::database::{Database, DatabaseSettings};
use crate::error::Error;
use crate::operations::{Deployment, Organisation, Terms, currency};

/// Opens the database of this URL, and brings it to the newest schema. Its amounts are in the clinic's currency.
pub(super) async fn open(url: &str, pool: &PoolSettings, clinic: &ClinicSettings) -> Result<Deployment, Error> {
    let database = Database::connect(&settings(url, pool)).await?;
    currency::check_at_start(&database, &clinic.currency, super::now().into()).await?;
    Ok(Deployment { database, terms: Arc::new(terms(clinic)) })
}

/// How to reach the database.
pub(super) fn settings(url: &str, pool: &PoolSettings) -> DatabaseSettings {
    let seconds = |count: u32| Duration::from_secs(count.into());
    DatabaseSettings {
        url: url.to_owned(),
        connections: pool.database_connections,
        wait: seconds(pool.database_wait_seconds),
        statement_timeout: seconds(pool.statement_timeout_seconds),
        lock_timeout: seconds(pool.lock_timeout_seconds),
    }
}

fn terms(clinic: &ClinicSettings) -> Terms {
    Terms {
        currency: clinic.currency.clone(),
        clock_skew: TimeDelta::seconds(clinic.clock_skew_seconds.into()),
        patient_id_pattern: clinic.patient_id_pattern.clone(),
        organisation: Organisation {
            name: clinic.organisation_name.clone(),
            address: clinic.organisation_address.clone(),
        },
    }
}
