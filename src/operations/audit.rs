//! The audit log: what was done, in its own transaction; what was refused, after it rolled back; which patient links were
//! read, before they are answered.

pub mod seal;

use super::{Answer, Deployment, Terms, approvals::Signed};
use crate::{
    error::{Error, Failure},
    facts::{Written, key::BooksKeys, rows},
    request::Request,
    rules::{
        audit_seal,
        people::People,
        refusal::{Reason, Refusal},
    },
};
use entity::{
    audit_event,
    audit_person::{self, PersonKind},
    id::{ApprovalId, AuditEventId},
};
use futures_util::{FutureExt, TryFutureExt};
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel};
use serde::Serialize;
use serde_json::Value;
use std::sync::Arc;

/// Writes that `operation` was done, with the ids of what came of it, and who signed it where somebody did.
pub(super) async fn done(
    connection: &impl ConnectionTrait,
    request: &Request,
    terms: &Terms,
    operation: &str,
    done: &impl Serialize,
    signed: Option<&Signed>,
    written: Written,
) -> Result<(), Failure> {
    let what = match signed {
        Some(signed) => with_signatures(serde_json::to_value(done).unwrap_or_default(), signed).to_string(),
        None => serde_json::to_string(done).unwrap_or_default(),
    };
    insert(connection, terms, act(event(request, operation, what, "OK".to_owned(), None), written)).await
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
    terms: &Terms,
    operation: &str,
    what: &str,
    count: i64,
    written: Written,
) -> Result<(), Failure> {
    let event = event(request, operation, what.to_owned(), "OK".to_owned(), Some(count));
    insert(connection, terms, act(event, written)).await
}

/// Writes that `operation` waits for the signature that `approval` asks for.
pub(super) async fn awaits_approval(
    connection: &impl ConnectionTrait,
    request: &Request,
    terms: &Terms,
    operation: &str,
    refusal: &Refusal,
    approval: ApprovalId,
    written: Written,
) -> Result<(), Failure> {
    let what = format!("{} {approval}", refusal.field.join("."));
    let event = event(request, operation, what, refusal.code().word().to_owned(), None);
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
    write(deployment, event(request, operation, what, word.to_owned(), None)).await
}

/// A read of patient links, or that they were asked for without the right.
pub(crate) struct Read {
    /// The read, as the log calls it.
    pub(crate) operation: &'static str,
    /// What was asked for: ids of records, and of somebody who was named.
    pub(crate) what: String,
    /// `OK`, `SHOWN` or `FORBIDDEN`.
    pub(crate) outcome: &'static str,
    /// How many links were read.
    pub(crate) rows: Option<i64>,
    /// Whose.
    pub(crate) people: People,
}

/// Writes a read, with whom it shows, in a transaction of its own.
///
/// # Errors
/// When the database fails.
pub(crate) async fn read(deployment: &Deployment, request: &Request, read: Read) -> Result<(), Error> {
    let Read { operation, what, outcome, rows, people } = read;
    let event = audit_event::Model {
        people: people_text(&people)?,
        ..event(request, operation, what, outcome.to_owned(), rows)
    };
    let shown = Arc::new(index_of(&event, people));
    let terms = deployment.terms.clone();
    let write = deployment.database.write(move |transaction| {
        let (terms, event, shown) = (terms.clone(), event.clone(), shown.clone());
        let run = async move {
            insert(transaction, &terms, event).await?;
            rows::insert(transaction, shown.as_slice()).await?;
            Ok(())
        };
        run.boxed()
    });
    write.await
}

/// People as an event keeps them; nothing for nobody.
fn people_text(people: &People) -> Result<Option<String>, Failure> {
    if people.is_empty() {
        return Ok(None);
    }
    let text = serde_json::to_string(people);
    text.map(Some).map_err(|cause| Failure::Broken(format!("people cannot be written down: {cause}")))
}

/// The rows by which an event is found from the people whom it shows.
fn index_of(event: &audit_event::Model, people: People) -> Vec<audit_person::Model> {
    let row = |kind, person_id| audit_person::Model { kind, person_id, event_id: event.id };
    let patients = people.patients.into_iter().map(|id| row(PersonKind::Patient, id));
    let customers = people.customers.into_iter().map(|id| row(PersonKind::Customer, id));
    patients.chain(customers).collect()
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
        people: None,
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
