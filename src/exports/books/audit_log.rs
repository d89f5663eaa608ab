//! Who did and read what, newest first, as CSV. An event is of no site: its time is UTC alone. What names a patient or a
//! customer is left out: `auditLog` shows that, to who may read such links.

use super::{FromTo, maybe};
use crate::{
    database::Reader,
    error::Error,
    exports::{Broken, Sink, csv},
    queries::{
        audit_log::{self, AuditFilter},
        page::PageRequest,
    },
};
use chrono::{Days, NaiveDate, NaiveTime};
use entity::{audit_event, instant::Instant};

/// The first line.
const HEAD: [&str; 10] =
    ["event", "at (UTC)", "subject", "client", "address", "request", "operation", "what", "outcome", "rows"];

/// Writes it.
pub(super) async fn write(days: FromTo, reader: &Reader, sink: &mut Sink) -> Result<(), Broken> {
    let days = days.days().map_err(Error::from)?;
    let begins = |day: NaiveDate| Instant::from(day.and_time(NaiveTime::MIN).and_utc());
    let after_last = days.to.checked_add_days(Days::new(1)).unwrap_or(days.to);
    let filter = AuditFilter { from: Some(begins(days.from)), to: Some(begins(after_last)), ..AuditFilter::default() };
    sink.write(csv::line(HEAD)).await?;
    let mut after = None;
    loop {
        let page = audit_log::page(reader, &filter, &PageRequest::long(after)).await?;
        after = page.rows.last().map(|listed| listed.cursor.clone()).filter(|_| page.has_next_page);
        sink.write(page.rows.iter().map(|listed| line(&listed.row)).collect::<String>()).await?;
        sink.count(page.rows.len());
        if after.is_none() {
            return Ok(());
        }
    }
}

fn line(event: &audit_event::Model) -> String {
    let names_somebody = audit_log::people_shown(event).stand_in(&event.what);
    csv::line([
        event.id.to_string(),
        event.at.to_utc().to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
        event.subject.clone(),
        maybe(event.client.as_deref()),
        maybe(event.address.as_deref()),
        event.request.clone(),
        event.operation.clone(),
        if names_somebody { String::new() } else { event.what.clone() },
        event.outcome.clone(),
        event.rows.map(|rows| rows.to_string()).unwrap_or_default(),
    ])
}
