//! The audit log: what was done, in its own transaction; what was refused, after it rolled back; which patient links were
//! read, before they are answered.

pub mod seal;

use super::{Answer, Deployment, Terms};
use crate::{
    error::{Error, Failure},
    facts::{Written, key::BooksKeys},
    request::Request,
    rules::audit_seal,
};
use entity::{audit_event, id::AuditEventId};
use futures_util::{FutureExt, TryFutureExt};
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};
use serde::Serialize;

/// Writes that `operation` was done, with the ids of what came of it.
pub(super) async fn done(
    connection: &impl ConnectionTrait,
    request: &Request,
    terms: &Terms,
    operation: &str,
    done: &impl Serialize,
    written: Written,
) -> Result<(), Failure> {
    let what = serde_json::to_string(done).unwrap_or_default();
    insert(connection, terms, act(event(request, operation, what, "OK".to_owned(), None), written)).await
}

/// Writes that `count` of `operation` were done together from `what`.
pub(super) async fn many(
    connection: &impl ConnectionTrait,
    request: &Request,
    terms: &Terms,
    operation: &str,
    what: &str,
    count: i64,
    written: Written,
) -> Result<(), Failure> {
    let event = event(request, operation, what.to_owned(), "OK".to_owned(), Some(count));
    insert(connection, terms, act(event, written)).await
}

/// The event of an act that wrote these facts, which name it.
fn act(event: audit_event::Model, written: Written) -> audit_event::Model {
    let Written { act_id, count, digest } = written;
    audit_event::Model { id: act_id, facts: Some(count), facts_digest: Some(digest), ..event }
}

/// Writes that `operation` was answered with a refusal, a missing right or a repetition; what was done is written
/// already, and a failure is in the service's log.
pub(super) async fn outcome<Done: Serialize>(
    deployment: &Deployment,
    request: &Request,
    operation: &'static str,
    outcome: &Result<Answer<Done>, Error>,
) -> Result<(), Error> {
    let (what, word) = match outcome {
        Ok(answer) if answer.replayed => (serde_json::to_string(&answer.done).unwrap_or_default(), "REPLAYED"),
        Err(Error::Refused(refusals)) => {
            let mut fields: Vec<String> = refusals.iter().map(|refusal| refusal.field.join(".")).collect();
            fields.dedup();
            (fields.join(" "), refusals.first().map_or("REFUSED", |refusal| refusal.code().word()))
        }
        Err(Error::Forbidden { right, site }) => (format!("{right:?} {site}"), "FORBIDDEN"),
        Ok(_) | Err(Error::Failed(_)) => return Ok(()),
    };
    write(deployment, event(request, operation, what, word.to_owned(), None)).await
}

/// That patient links were read of `what`, or asked for without the right.
pub(crate) fn read(
    request: &Request,
    operation: &'static str,
    what: String,
    outcome: &str,
    rows: Option<i64>,
) -> audit_event::Model {
    event(request, operation, what, outcome.to_owned(), rows)
}

/// Writes one event in a transaction of its own.
///
/// # Errors
/// When the database fails.
pub(crate) async fn write(deployment: &Deployment, event: audit_event::Model) -> Result<(), Error> {
    let terms = deployment.terms.clone();
    let write = deployment.database.write(move |transaction| {
        let (terms, event) = (terms.clone(), event.clone());
        async move { insert(transaction, &terms, event).await }.map_err(Error::from).boxed()
    });
    write.await
}

/// Writes that an export was begun, in the transaction that opens its link.
///
/// # Errors
/// When the database fails.
pub(crate) async fn export(
    connection: &impl ConnectionTrait,
    request: &Request,
    terms: &Terms,
    operation: &str,
    what: &str,
    outcome: &str,
    rows: Option<i64>,
) -> Result<(), Failure> {
    insert(connection, terms, event(request, operation, what.to_owned(), outcome.to_owned(), rows)).await
}

/// Writes how an export ended, and how many rows it had.
///
/// # Errors
/// When the database fails.
pub(crate) async fn ended(
    deployment: &Deployment,
    request: &Request,
    operation: &str,
    what: String,
    outcome: &str,
    rows: i64,
) -> Result<(), Error> {
    write(deployment, event(request, operation, what, outcome.to_owned(), Some(rows))).await
}

fn event(request: &Request, operation: &str, what: String, outcome: String, rows: Option<i64>) -> audit_event::Model {
    audit_event::Model {
        id: AuditEventId::new(),
        at: request.at.into(),
        subject: request.caller.subject.clone(),
        client: request.caller.client.clone(),
        address: request.address.clone(),
        request: request.id.clone(),
        operation: operation.to_owned(),
        what,
        outcome,
        rows,
        seal: None,
        facts: None,
        facts_digest: None,
        mac: None,
    }
}

/// Writes an event, marked with the key of the books: the sealer signs no other.
async fn insert(connection: &impl ConnectionTrait, terms: &Terms, event: audit_event::Model) -> Result<(), Failure> {
    let mark = |keys: &BooksKeys| keys.mark(&audit_seal::hash_event(&event));
    let mac = terms.books_key.as_ref().and_then(mark);
    let event = audit_event::Model { mac, ..event };
    audit_event::Entity::insert(event.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}
