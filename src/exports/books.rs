//! The books of a site as CSV: stock, ledger, waste, treatment usage and sales; and the audit log, which is of no site.

mod audit_log;
mod ledger;
mod names;
mod sales;
mod stock;
mod usages;

use super::{Broken, Sink};
use crate::{
    database::Reader,
    error::Error,
    queries::reconciliation::Days,
    request::Request,
    rules::{
        refusal::{Refusal, path},
        rights::{Caller, Right},
        site::zone_of,
    },
};
use chrono::NaiveDate;
use entity::{id::SiteId, instant::Instant, site};
use sea_orm::{ConnectionTrait, EntityTrait};
use serde::{Deserialize, Serialize};

/// Which part of the books.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum BooksAsked {
    /// What a site has now, lot by lot.
    Stock(SiteId),
    /// The entries that were recorded at a site on these days.
    Ledger(SiteDays),
    /// Those of them that are waste.
    Waste(SiteDays),
    /// The lines of treatment usage that was performed at a site on these days.
    Usages(SiteDays),
    /// The lines of what was sold at a site on these days.
    Sales(SiteDays),
    /// Who did and read what on these days of UTC.
    AuditLog(FromTo),
}

/// Days of a site, by its clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteDays {
    /// The site.
    pub site_id: SiteId,
    /// The days.
    pub days: FromTo,
}

/// Days, the first and the last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FromTo {
    /// The first.
    pub from: NaiveDate,
    /// The last.
    pub to: NaiveDate,
}

impl FromTo {
    fn days(self) -> Result<Days, Refusal> {
        Days::new(self.from, self.to)
    }
}

impl BooksAsked {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Stock(_) => "export.stock",
            Self::Ledger(_) => "export.ledger",
            Self::Waste(_) => "export.waste",
            Self::Usages(_) => "export.usages",
            Self::Sales(_) => "export.sales",
            Self::AuditLog(_) => "export.auditLog",
        }
    }

    /// The name of the input that asks for it.
    pub(super) fn input(&self) -> &'static str {
        self.name().trim_start_matches("export.")
    }

    pub(super) fn file_name(&self) -> String {
        match self {
            Self::Stock(_) => "stock".to_owned(),
            Self::Ledger(of) | Self::Waste(of) | Self::Usages(of) | Self::Sales(of) => {
                format!("{}-{}-{}", self.input(), of.days.from, of.days.to)
            }
            Self::AuditLog(days) => format!("audit-log-{}-{}", days.from, days.to),
        }
    }

    /// Stock is read with the right to read stock, the audit log with its own everywhere, the rest with that to read reports.
    pub(super) async fn authorize(&self, connection: &impl ConnectionTrait, caller: &Caller) -> Result<(), Error> {
        match self {
            Self::Stock(site_id) => site_for(connection, caller, Right::ReadStock, *site_id).await.map(drop),
            Self::Ledger(of) | Self::Waste(of) | Self::Usages(of) | Self::Sales(of) => {
                of.days.days()?;
                site_for(connection, caller, Right::ReadReports, of.site_id).await.map(drop)
            }
            Self::AuditLog(days) => {
                let right = Right::ReadAuditLog;
                if !caller.may_everywhere(right) {
                    return Err(Error::Forbidden { right, site: "every site".to_owned() });
                }
                Ok(days.days().map(drop)?)
            }
        }
    }
}

async fn site_for(
    connection: &impl ConnectionTrait,
    caller: &Caller,
    right: Right,
    site_id: SiteId,
) -> Result<site::Model, Error> {
    let site = site::Entity::find_by_id(site_id).one(connection).await?;
    let site = site.ok_or_else(|| Refusal::not_found(path(["what", "siteId"]), "site"))?;
    if caller.may(right, &site.code) { Ok(site) } else { Err(Error::Forbidden { right, site: site.code }) }
}

/// Writes it, as of the moment of `request`; whom it names is logged to `log`.
pub(super) async fn write(
    asked: &BooksAsked,
    reader: &Reader,
    request: &Request,
    sink: &mut Sink,
    log: &super::Shown<'_>,
) -> Result<(), Broken> {
    let caller = &request.caller;
    match asked {
        BooksAsked::Stock(site_id) => {
            let site = site_for(reader, caller, Right::ReadStock, *site_id).await?;
            stock::write(&Shown::new(site, caller), request.at.into(), reader, sink).await
        }
        BooksAsked::Ledger(of) => {
            ledger::write(&Shown::with_reports(of, reader, caller).await?, of.days, None, reader, sink).await
        }
        BooksAsked::Waste(of) => {
            let waste = Some(entity::entry::LedgerAccount::Waste);
            ledger::write(&Shown::with_reports(of, reader, caller).await?, of.days, waste, reader, sink).await
        }
        BooksAsked::Usages(of) => {
            usages::write(&Shown::with_reports(of, reader, caller).await?, of.days, reader, (sink, log)).await
        }
        BooksAsked::Sales(of) => {
            sales::write(&Shown::with_reports(of, reader, caller).await?, of.days, reader, (sink, log)).await
        }
        BooksAsked::AuditLog(days) => audit_log::write(*days, reader, sink).await,
    }
}

/// A site, and what of its books the caller may see: without the right, a cell is empty.
struct Shown {
    site: site::Model,
    cost: bool,
    patients: bool,
}

impl Shown {
    fn new(site: site::Model, caller: &Caller) -> Self {
        let cost = caller.may(Right::ReadCost, &site.code);
        let patients = caller.may(Right::ReadPatientLinks, &site.code);
        Self { site, cost, patients }
    }

    async fn with_reports(asked: &SiteDays, reader: &Reader, caller: &Caller) -> Result<Self, Error> {
        Ok(Self::new(site_for(reader, caller, Right::ReadReports, asked.site_id).await?, caller))
    }

    /// The instants that the days begin and end with at the site.
    fn instants(&self, days: FromTo) -> Result<(Instant, Instant), Refusal> {
        Ok(days.days()?.instants(&self.site))
    }

    /// An instant in UTC, and by the clocks of the site as a spreadsheet reads it.
    fn times(&self, at: Instant) -> [String; 2] {
        let utc = at.to_utc();
        let here = utc.with_timezone(&zone_of(&self.site)).format("%Y-%m-%d %H:%M:%S");
        [utc.to_rfc3339_opts(chrono::SecondsFormat::Secs, true), here.to_string()]
    }

    /// What stands in a cell of cost.
    fn cost(&self, cost: impl std::fmt::Display) -> String {
        if self.cost { cost.to_string() } else { String::new() }
    }

    /// What stands in a cell that names a patient or customer.
    fn person(&self, id: Option<&str>) -> String {
        id.filter(|_| self.patients).unwrap_or_default().to_owned()
    }
}

/// A cell that may be empty.
fn maybe(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

fn yes(whether: bool) -> String {
    if whether { "yes" } else { "no" }.to_owned()
}
