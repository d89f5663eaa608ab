//! Recall records of openFDA: enforcement reports of drugs, devices and food, and recalls of devices, from a file or a
//! URL, as one document or one object a line.

mod record;
mod source;

pub use record::{Records, records};
pub use source::{FeedError, read};

use crate::{
    error::Error,
    operations::{
        Deployment,
        import_recall_notices::{Imported, import_recall_notices},
    },
    request::Request,
    rules::rights::{Caller, Grant, Role, SiteScope},
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Why notices were not imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The source could not be read.
    #[error(transparent)]
    Feed(#[from] FeedError),
    /// What was read could not be kept.
    #[error("the notices could not be kept")]
    Keep(#[source] Error),
    /// There is nothing in it.
    #[error("{0} has no recall record: a record has a product_description or a code_info")]
    NoRecord(String),
}

/// What came of an import.
#[derive(Clone, Copy, Debug)]
pub struct Done {
    /// What came of the records.
    pub imported: Imported,
    /// Objects in the list of results that are no records.
    pub passed_over: usize,
}

/// Imports what a file or a URL has, for `person`.
///
/// # Errors
/// When it cannot be read or kept, or has no record.
pub async fn import(
    deployment: &Deployment,
    source: &str,
    person: &str,
    at: DateTime<Utc>,
) -> Result<Done, ImportError> {
    let documents = read(source).await?;
    let Records { notices, passed_over, is_empty_list } = records(&documents, at.date_naive());
    // An empty list of results says that there is no recall: that is an answer.
    if notices.is_empty() && !documents.is_empty() && !(is_empty_list && passed_over == 0) {
        return Err(ImportError::NoRecord(source.to_owned()));
    }
    let request = request(person, at);
    let imported = import_recall_notices(deployment, &request, source, notices).await.map_err(ImportError::Keep)?;
    Ok(Done { imported, passed_over })
}

/// Whoever may configure or run this has the database, and so the rights of a medical director.
#[expect(clippy::disallowed_methods, reason = "the id of a request that no client sent")]
fn request(person: &str, at: DateTime<Utc>) -> Request {
    let grants = vec![Grant { role: Role::MedicalDirector, sites: SiteScope::All }];
    let client = Some("lotwise recalls import".to_owned());
    let caller = Caller { subject: person.to_owned(), client, grants, scopes: [].into() };
    Request { caller, at, id: Uuid::now_v7().to_string(), address: None }
}
