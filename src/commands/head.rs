//! The head of the books in a file, to be kept elsewhere, and the proof that the service makes of itself by the clock.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::FutureExt;

use super::CommandError;
use crate::config::AuditSettings;
use crate::error::{Error, Failure};
use crate::ledger::verify::{self, Head, Known, Report};
use crate::operations::Deployment;
use crate::server::Chore;

/// The head that a file has.
pub(super) fn read(file: &Path) -> Result<Head, CommandError> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let head = serde_json::from_str(&text);
    Ok(head.map_err(|error| format!("{} is no head of the books: {error}", file.display()))?)
}

/// Writes the head into its file every so often, where one was said.
pub(super) fn writing(deployment: &Deployment, settings: &AuditSettings) -> Option<Chore> {
    let file = Arc::new(settings.head_file.clone()?);
    let deployment = deployment.clone();
    let run = move |_| {
        let (deployment, file) = (deployment.clone(), file.clone());
        async move { write(&deployment, &file).await }.boxed()
    };
    let every = Duration::from_secs(u64::from(settings.head_minutes) * 60);
    Some(Chore { name: "write the head of the books", every, at_start: true, run: Box::new(run) })
}

/// Writes the head, unless the books do not go on from the one that is there: that one is the proof of it, and stays.
async fn write(deployment: &Deployment, file: &Path) -> Result<(), Error> {
    let reader = deployment.database.reader();
    let failed = |error: CommandError| Failure::Broken(format!("the head of the books: {error}"));
    if file.try_exists().map_err(|error| failed(error.into()))? {
        let kept = read(file).map_err(failed)?;
        if let Some(broken) = kept.broken_by(reader).await? {
            tracing::error!(
                file = %file.display(),
                broken,
                "the books do not go on from the head that was written before: it is left as it is"
            );
            return Ok(());
        }
    }

    let head = Head::read(reader).await?;
    replace(file, &head).map_err(failed)?;
    Ok(())
}

/// Nobody reads half a head.
fn replace(file: &Path, head: &Head) -> Result<(), CommandError> {
    let draft = file.with_extension("draft");
    fs::write(&draft, format!("{}\n", serde_json::to_string_pretty(head)?))?;
    Ok(fs::rename(&draft, file)?)
}

/// Proves the books every so often, where that was said.
pub(super) fn proving(deployment: &Deployment, settings: &AuditSettings) -> Option<Chore> {
    let every = Duration::from_secs(u64::from(settings.verify_hours?) * 3600);
    let deployment = deployment.clone();
    let last = Arc::new(Mutex::new(None));
    let run = move |_| {
        let (deployment, last) = (deployment.clone(), last.clone());
        async move { prove(&deployment, &last).await }.boxed()
    };
    Some(Chore { name: "prove the books", every, at_start: true, run: Box::new(run) })
}

/// Proves all of the books the first time, and then what came since the last time that they were right.
async fn prove(deployment: &Deployment, last: &Mutex<Option<Head>>) -> Result<(), Error> {
    let reader = deployment.database.reader().at_one_instant();
    let known = Known { keys: deployment.terms.books_key.as_ref(), progress: None };
    let since = last.lock().unwrap_or_else(PoisonError::into_inner).clone();

    let report = match &since {
        Some(head) => verify::since(&reader, head, known).await?,
        None => verify::books(&reader, known).await?,
    };
    tell(&report);
    if report.is_clean() {
        let head = Head::read(&reader).await?;
        *last.lock().unwrap_or_else(PoisonError::into_inner) = Some(head);
    }
    Ok(())
}

/// Logs the outcome. What is found may name patients: the command shows it, the log does not.
fn tell(report: &Report) {
    if report.is_clean() {
        tracing::info!(rows = report.rows, events = report.audit_events, "the books are proved: everything adds up");
        return;
    }
    tracing::error!(findings = report.count(), "the books do not add up: lotwise verify names what");
}
