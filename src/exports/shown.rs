//! Whom an export shows: each part that names patients or customers is in the audit log before it is sent.

use super::{Broken, Export};
use crate::{
    error::Failure,
    operations::{Deployment, audit},
    request::Request,
    rules::people::People,
};

/// The audit log, as one export writes to it.
pub(super) struct Shown<'a> {
    deployment: &'a Deployment,
    request: &'a Request,
    operation: &'static str,
    what: String,
}

impl<'a> Shown<'a> {
    /// The log of this export.
    pub(super) fn new(export: &Export, deployment: &'a Deployment, request: &'a Request) -> Result<Self, Failure> {
        let what = serde_json::to_string(export)
            .map_err(|cause| Failure::Broken(format!("an export cannot be written down: {cause}")))?;
        Ok(Self { deployment, request, operation: export.name(), what })
    }

    /// Logs that a part of so many rows shows these people.
    ///
    /// # Errors
    /// When it cannot be logged: then the part is not sent.
    pub(super) async fn people(&self, rows: usize, people: People) -> Result<(), Broken> {
        if people.is_empty() {
            return Ok(());
        }
        let read = audit::Read {
            operation: self.operation,
            what: self.what.clone(),
            outcome: "SHOWN",
            rows: i64::try_from(rows).ok(),
            people,
        };
        Ok(audit::read(self.deployment, self.request, read).await?)
    }
}
