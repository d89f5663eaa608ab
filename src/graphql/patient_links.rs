//! Who was treated with what, and who bought what: a right of its own, and every read of it is in the audit log before it
//! is answered.

use super::{
    loader::{Gate, failed, find, required, rows, through},
    object::patient::Patient,
    right,
};
use crate::{
    error::Error,
    operations::{Deployment, audit},
    queries::{
        audit_log,
        loaders::{NotLoaded, treatment_room::UsagesOf},
    },
    request::Request,
    rules::{people::People, rights::Right},
};
use async_graphql::{
    Context, Result,
    dataloader::{DataLoader, Loader, NoCache},
};
use entity::{
    audit_event, container,
    id::{AuditEventId, ContainerId, SaleId, UsageId},
    sale, site, usage, usage_line,
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

/// Logs that so many patient links were read of one thing, and whose.
///
/// # Errors
/// When it cannot be logged: then nothing is answered.
pub(super) async fn read(
    context: &Context<'_>,
    operation: &'static str,
    of: &str,
    rows: usize,
    people: People,
) -> Result<()> {
    let log = context.data::<DataLoader<Log>>()?.loader();
    Ok(log.write(operation, of.to_owned(), Some(rows), people).await?)
}

/// Logs that patient links were asked for without the right, those of `people` where somebody was named, and answers that.
pub(super) async fn denied(
    context: &Context<'_>,
    operation: &'static str,
    of: &str,
    people: People,
    error: async_graphql::Error,
) -> async_graphql::Error {
    let logged = async {
        let log = context.data::<DataLoader<Log>>()?.loader();
        Ok::<_, async_graphql::Error>(log.write(operation, of.to_owned(), None, people).await?)
    };
    logged.await.err().unwrap_or(error)
}

/// Logs a page of exposures, and the patients that it shows.
///
/// # Errors
/// As [`read`]; when the usages cannot be read.
pub(super) async fn read_exposures(
    context: &Context<'_>,
    operation: &'static str,
    of: &str,
    lines: &[usage_line::Model],
) -> Result<()> {
    let usages: BTreeSet<UsageId> = lines.iter().map(|line| line.usage_id).collect();
    let usages = rows(context)?.load_many(usages).await.map_err(failed)?;
    let people = People::patients(usages.into_values().map(|usage: usage::Model| usage.patient_id));
    read(context, operation, of, lines.len(), people).await
}

/// The patient of a usage, where the caller may know: with the right to read patient links at its site, or, with the
/// right to read or record treatments there, when the caller recorded a usage of the same treatment. So it is one answer,
/// however the caller comes upon it. The reads of one answer are one row of the log.
///
/// # Errors
/// `FORBIDDEN`; when it cannot be logged.
pub(super) async fn patient_of(context: &Context<'_>, usage: &usage::Model) -> Result<Patient> {
    let site: site::Model = required(context, usage.site_id).await?;
    let of_treatment = find(context, UsagesOf(usage.treatment_id.clone())).await?.unwrap_or_default();
    let person = &context.data::<Request>()?.caller.subject;
    let knows = of_treatment.iter().any(|known| known.recorded_by == *person);
    let rights = [Right::ReadPatientLinks, Right::ReadTreatment, Right::RecordUsage];
    let allowed = right::require_at(context, if knows { &rights } else { &rights[..1] }, &site);
    let people = People::patient(&usage.patient_id);
    log_one(context, Read { of: Link::Usage(usage.id), people, allowed: allowed.is_ok() }).await?;
    allowed.map(|()| Patient::new(&usage.patient_id))
}

/// Who bought, where the caller may know: with the right to read such links at its site, or, with the right to sell
/// there, when the caller recorded the sale. The reads of one answer are one row of the log.
///
/// # Errors
/// `FORBIDDEN`; when it cannot be logged.
pub(super) async fn customer_of(context: &Context<'_>, sale: &sale::Model) -> Result<Option<String>> {
    let Some(customer) = sale.customer_id.clone() else { return Ok(None) };
    let site: site::Model = required(context, sale.site_id).await?;
    let knows = sale.recorded_by == context.data::<Request>()?.caller.subject;
    let rights = [Right::ReadPatientLinks, Right::Sell];
    let allowed = right::require_at(context, if knows { &rights } else { &rights[..1] }, &site);
    let people = People::customer(&customer);
    log_one(context, Read { of: Link::Sale(sale.id), people, allowed: allowed.is_ok() }).await?;
    allowed.map(|()| Some(customer))
}

/// For whom a container is kept, where the caller may know: with the right to read patient links at its site, or to record
/// usages there, who has to know at the chair. The reads of one answer are one row of the log.
///
/// # Errors
/// `FORBIDDEN`; when it cannot be logged.
pub(super) async fn kept_for(context: &Context<'_>, container: &container::Model) -> Result<Option<String>> {
    let Some(patient) = container.kept_for.clone() else { return Ok(None) };
    let site: site::Model = required(context, container.site_id).await?;
    let allowed = right::require_at(context, &[Right::ReadPatientLinks, Right::RecordUsage], &site);
    let people = People::patient(&patient);
    log_one(context, Read { of: Link::Container(container.id), people, allowed: allowed.is_ok() }).await?;
    allowed.map(|()| Some(patient))
}

/// Whose links an entry of the audit log shows, where the caller may read such links at every site: the log is of all of
/// them. Nobody's else, and without a word. The reads of one answer are one row of the log.
///
/// # Errors
/// When it cannot be logged.
pub(super) async fn people_of_event(context: &Context<'_>, event: &audit_event::Model) -> Result<Option<People>> {
    if !may_read_people_of_events(context)? {
        return Ok(None);
    }
    let people = audit_log::people_shown(event);
    if !people.is_empty() {
        log_one(context, Read { of: Link::Event(event.id), people: people.clone(), allowed: true }).await?;
    }
    Ok(Some(people))
}

/// Whether the caller may know whose links an entry of the audit log shows.
///
/// # Errors
/// When the request was made without a caller.
pub(super) fn may_read_people_of_events(context: &Context<'_>) -> Result<bool> {
    Ok(context.data::<Request>()?.caller.may_everywhere(Right::ReadPatientLinks))
}

async fn log_one(context: &Context<'_>, read: Read) -> Result<()> {
    let log = context.data::<DataLoader<Log>>()?;
    log.load_one(read).await?;
    Ok(())
}

/// The audit log, as one request writes to it.
pub(super) struct Log {
    deployment: Deployment,
    request: Request,
}

/// The log of one request.
pub(super) fn log(deployment: &Deployment, request: &Request, gate: &Arc<Gate>) -> DataLoader<Log> {
    through(gate, Log { deployment: deployment.clone(), request: request.clone() }, NoCache)
}

impl Log {
    /// Rows are those that were read; none where the right was missing.
    async fn write(
        &self,
        operation: &'static str,
        what: String,
        rows: Option<usize>,
        people: People,
    ) -> Result<(), NotLoaded> {
        let outcome = if rows.is_some() { "OK" } else { "FORBIDDEN" };
        let rows = rows.map(|rows| i64::try_from(rows).unwrap_or(i64::MAX));
        let read = audit::Read { operation, what, outcome, rows, people };
        audit::read(&self.deployment, &self.request, read).await.map_err(|error: Error| error.into())
    }
}

/// That somebody behind a record is asked for, with the right to know or without.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Read {
    of: Link,
    people: People,
    allowed: bool,
}

/// A record that somebody is behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Link {
    /// The patient.
    Usage(UsageId),
    /// The customer.
    Sale(SaleId),
    /// The patient for whom it is kept.
    Container(ContainerId),
    /// Whoever it shows.
    Event(AuditEventId),
}

impl Link {
    /// What is read, as the log calls it, and of which record.
    fn words(self) -> (&'static str, String) {
        match self {
            Self::Usage(id) => ("usage.patient", id.to_string()),
            Self::Sale(id) => ("sale.customer", id.to_string()),
            Self::Container(id) => ("container.keptFor", id.to_string()),
            Self::Event(id) => ("auditLog.people", id.to_string()),
        }
    }
}

impl Loader<Read> for Log {
    type Value = ();
    type Error = NotLoaded;

    async fn load(&self, reads: &[Read]) -> Result<HashMap<Read, ()>, NotLoaded> {
        let mut events = BTreeMap::<(&'static str, bool), (Vec<String>, People)>::new();
        for read in reads {
            let (operation, of) = read.of.words();
            let (all, people) = events.entry((operation, read.allowed)).or_default();
            all.push(of);
            people.add(read.people.clone());
        }
        for ((operation, allowed), (of, people)) in events {
            self.write(operation, of.join(" "), allowed.then_some(of.len()), people).await?;
        }
        Ok(reads.iter().map(|read| (read.clone(), ())).collect())
    }
}
