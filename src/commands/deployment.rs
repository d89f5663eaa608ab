//! From settings to a deployment: the database at the newest schema, and what operations are told of the clinic.

use std::{sync::Arc, time::Duration};

use chrono::TimeDelta;

use super::{CommandError, books_key};
use crate::config::{BooksKeySettings, ClinicSettings, PoolSettings};
use crate::database::{Database, DatabaseSettings};
use crate::facts::key::BooksKeys;
use crate::operations::{Deployment, Organisation, Terms, audit::seal, currency};

/// Opens the database of this URL, and brings it to the newest schema. Its amounts are in the clinic's currency.
///
/// Where seals are signed already, the key of the books is needed.
pub(super) async fn open(
    url: &str,
    pool: &PoolSettings,
    clinic: &ClinicSettings,
    books: &BooksKeySettings,
) -> Result<Deployment, CommandError> {
    let books_key = books_key::of_service(books, url)?;
    if books_key.is_none() {
        tracing::warn!("the audit log is sealed without a signature: LOTWISE_BOOKS_KEY is not set");
    }

    let database = Database::connect(&settings(url, pool)).await?;
    let deployment = Deployment { database, terms: Arc::new(terms(clinic, books_key)) };
    currency::check_at_start(&deployment, super::now()).await?;
    seal::check_at_start(&deployment).await?;
    Ok(deployment)
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

fn terms(clinic: &ClinicSettings, books_key: Option<BooksKeys>) -> Terms {
    Terms {
        currency: clinic.currency.clone(),
        clock_skew: TimeDelta::seconds(clinic.clock_skew_seconds.into()),
        patient_id_pattern: clinic.patient_id_pattern.clone(),
        books_key,
        organisation: Organisation {
            name: clinic.organisation_name.clone(),
            address: clinic.organisation_address.clone(),
        },
    }
}
