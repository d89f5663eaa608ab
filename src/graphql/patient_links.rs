//! Who was treated with what, and who bought what: a right of its own, and every read of it is in the audit log before it
//! is answered.

use super::{
    loader::{Gate, find, required, through},
    object::patient::Patient,
    right,
};
use crate::{
    error::Error,
    operations::{Deployment, audit},
    queries::loaders::{NotLoaded, treatment_room::UsagesOf},
    request::Request,
    rules::rights::Right,
};
use async_graphql::{
    Context, Result,
    dataloader::{DataLoader, Loader, NoCache},
};
use entity::{
    id::{SaleId, UsageId},
    sale, site, usage,
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// Logs that so many patient links were read of one thing.
///
/// # Errors
/// When it cannot be logged: then nothing is answered.
pub(super) async fn read(context: &Context<'_>, operation: &'static str, of: &str, rows: usize) -> Result<()> {
    let log = context.data::<DataLoader<Log>>()?.loader();
    Ok(log.write(operation, of.to_owned(), Some(rows)).await?)
}

/// Logs that patient links were asked for without the right, and answers that.
pub(super) async fn denied(
    context: &Context<'_>,
    operation: &'static str,
    of: &str,
    error: async_graphql::Error,
) -> async_graphql::Error {
    let logged = async {
        let log = context.data::<DataLoader<Log>>()?.loader();
        Ok::<_, async_graphql::Error>(log.write(operation, of.to_owned(), None).await?)
    };
    logged.await.err().unwrap_or(error)
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
    log_one(context, Read { of: Link::Usage(usage.id), allowed: allowed.is_ok() }).await?;
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
    log_one(context, Read { of: Link::Sale(sale.id), allowed: allowed.is_ok() }).await?;
    allowed.map(|()| Some(customer))
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
    async fn write(&self, operation: &'static str, of: String, rows: Option<usize>) -> Result<(), NotLoaded> {
        let outcome = if rows.is_some() { "OK" } else { "FORBIDDEN" };
        let rows = rows.map(|rows| i64::try_from(rows).unwrap_or(i64::MAX));
        let event = audit::read(&self.request, operation, of, outcome, rows);
        audit::write(&self.deployment, event).await.map_err(|error: Error| error.into())
    }
}

/// That somebody behind a record is asked for, with the right to know or without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Read {
    of: Link,
    allowed: bool,
}

/// A record that somebody is behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Link {
    /// The patient.
    Usage(UsageId),
    /// The customer.
    Sale(SaleId),
}

impl Link {
    /// What is read, as the log calls it, and of which record.
    fn words(self) -> (&'static str, String) {
        match self {
            Self::Usage(id) => ("usage.patient", id.to_string()),
            Self::Sale(id) => ("sale.customer", id.to_string()),
        }
    }
}

impl Loader<Read> for Log {
    type Value = ();
    type Error = NotLoaded;

    async fn load(&self, reads: &[Read]) -> Result<HashMap<Read, ()>, NotLoaded> {
        let mut events = BTreeMap::<(&'static str, bool), Vec<String>>::new();
        for read in reads {
            let (operation, of) = read.of.words();
            events.entry((operation, read.allowed)).or_default().push(of);
        }
        for ((operation, allowed), of) in events {
            self.write(operation, of.join(" "), allowed.then_some(of.len())).await?;
        }
        Ok(reads.iter().map(|read| (*read, ())).collect())
    }
}
