//! The audit log: what was done, in its own transaction; what was refused, after it rolled back; which patient links were
//! read, before they are answered.

pub mod seal;

use super::{Answer, Deployment, approvals::Signed};
use crate::{
    database::Database,
    error::{Error, Failure},
    facts::Written,
    request::Request,
    rules::refusal::{Reason, Refusal},
};
use entity::{
    audit_event,
    id::{ApprovalId, AuditEventId},
};
use futures_util::{FutureExt, TryFutureExt};
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};
use serde::Serialize;
use serde_json::Value;

/// Writes that `operation` was done, with the ids of what came of it, and who signed it where somebody did.
pub(super) async fn done(
    connection: &impl ConnectionTrait,
    request: &Request,
    operation: &str,
    done: &impl Serialize,
    signed: Option<&Signed>,
    written: Written,
) -> Result<(), Failure> {
    let what = match signed {
        Some(signed) => with_signatures(serde_json::to_value(done).unwrap_or_default(), signed).to_string(),
        None => serde_json::to_string(done).unwrap_or_default(),
    };
    insert(connection, act(event(request, operation, what, "OK".to_owned(), None), written)).await
}

/// What came of an act, and beside it who signed.
fn with_signatures(mut done: Value, signed: &Signed) -> Value {
    if let Some(done) = done.as_object_mut() {
        done.insert("approvalId".to_owned(), signed.approval_id.to_string().into());
        done.insert("signedBy".to_owned(), signed.by.clone().into());
    }
    done
}

/// Writes that `count` of `operation` were done together from `what`.
pub(super) async fn many(
    connection: &impl ConnectionTrait,
    request: &Request,
    operation: &str,
    what: &str,
    count: i64,
    written: Written,
) -> Result<(), Failure> {
    let event = event(request, operation, what.to_owned(), "OK".to_owned(), Some(count));
    insert(connection, act(event, written)).await
}

/// Writes that `operation` waits for the signature that `approval` asks for.
pub(super) async fn awaits_approval(
    connection: &impl ConnectionTrait,
    request: &Request,
    operation: &str,
    refusal: &Refusal,
    approval: ApprovalId,
    written: Written,
) -> Result<(), Failure> {
    let what = format!("{} {approval}", refusal.field.join("."));
    let event = event(request, operation, what, refusal.code().word().to_owned(), None);
    insert(connection, act(event, written)).await
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
            if refusals.iter().any(|refusal| matches!(refusal.reason, Reason::NeedsApproval { .. })) {
                // Written with the request that is kept: see `awaits_approval`.
                return Ok(());
            }
            let mut fields: Vec<String> = refusals.iter().map(|refusal| refusal.field.join(".")).collect();
            fields.dedup();
            (fields.join(" "), refusals.first().map_or("REFUSED", |refusal| refusal.code().word()))
        }
        Err(Error::Forbidden { right, site }) => (format!("{right:?} {site}"), "FORBIDDEN"),
        Ok(_) | Err(Error::Failed(_) | Error::AwaitsApproval(_)) => return Ok(()),
    };
    write(&deployment.database, event(request, operation, what, word.to_owned(), None)).await
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
pub(crate) async fn write(database: &Database, event: audit_event::Model) -> Result<(), Error> {
    database.write(move |transaction| insert(transaction, event.clone()).map_err(Error::from).boxed()).await
}

/// Writes that an export was begun, in the transaction that opens its link.
///
/// # Errors
/// When the database fails.
pub(crate) async fn export(
    connection: &impl ConnectionTrait,
    request: &Request,
    operation: &str,
    what: &str,
    outcome: &str,
    rows: Option<i64>,
) -> Result<(), Failure> {
    insert(connection, event(request, operation, what.to_owned(), outcome.to_owned(), rows)).await
}

/// Writes how an export ended, and how many rows it had.
///
/// # Errors
/// When the database fails.
pub(crate) async fn ended(
    database: &Database,
    request: &Request,
    operation: &str,
    what: String,
    outcome: &str,
    rows: i64,
) -> Result<(), Error> {
    write(database, event(request, operation, what, outcome.to_owned(), Some(rows))).await
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

async fn insert(connection: &impl ConnectionTrait, event: audit_event::Model) -> Result<(), Failure> {
    audit_event::Entity::insert(event.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}
