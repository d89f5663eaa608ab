//! Units bought against units used, lot by lot and site by site, over days of each site.
//!
//! A page is one statement: which lots stood at which sites, and the sums of their entries by account. Acts count on the
//! day they happened, by the site's clocks. A lot that was merged into another is part of it.

mod asked;
mod statement;

pub use asked::{ReconciliationAsked, sites};

use super::page::{Page, PageRequest};
use crate::{
    error::{Error, Failure},
    rules::{
        day, expiry,
        reconciliation::Reconciliation,
        refusal::{InputRule, Refusal, path},
        site::zone_of,
    },
};
use chrono::NaiveDate;
use entity::{
    entry::LedgerAccount,
    fixed_point::Quantity,
    id::{LotId, ProductId, SiteId, SupplierId},
    instant::Instant,
    site,
};
use sea_orm::{ActiveEnum, ConnectionTrait, QueryResult};
use std::collections::BTreeMap;

/// The first day that anything can have happened on.
const FIRST: NaiveDate = match NaiveDate::from_ymd_opt(1900, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};
/// The last one.
const LAST: NaiveDate = match NaiveDate::from_ymd_opt(9998, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// What is reconciled.
#[derive(Clone, Debug)]
pub struct Reconciled {
    /// At these sites.
    pub sites: Vec<site::Model>,
    /// This product alone.
    pub product_id: Option<ProductId>,
    /// Lots that came from this supplier alone.
    pub supplier_id: Option<SupplierId>,
    /// These lots alone: one and those that were merged into it.
    pub lots: Option<Vec<LotId>>,
    /// Over these days.
    pub days: Days,
}

/// Days of each site, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub from: NaiveDate,
    /// The last.
    pub to: NaiveDate,
}

impl Days {
    /// All that there were.
    pub const ALL: Self = Self { from: FIRST, to: LAST };

    /// The days `from` to `to`, as fields of a filter give them.
    ///
    /// # Errors
    /// `OUT_OF_RANGE` for days beyond reason, or in the wrong order.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Result<Self, Refusal> {
        let at = |name| path(["filter", name]);
        let (from, to) = (day::within_reason(at("from"), from)?, day::within_reason(at("to"), to)?);
        if to < from {
            let message = format!("The last day, {to}, is before the first, {from}.");
            return Err(Refusal::beyond(at("to"), InputRule::OutOfRange, from, message));
        }
        Ok(Self { from, to })
    }

    /// The instants that they begin and end with at a site.
    pub fn instants(&self, site: &site::Model) -> (Instant, Instant) {
        let zone = zone_of(site);
        let before = self.from.pred_opt().unwrap_or(self.from);
        (expiry::end_of_day(before, zone), expiry::end_of_day(self.to, zone))
    }
}

/// The units of a lot at a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The lot, as it is known now.
    pub lot_id: LotId,
    /// The site.
    pub site_id: SiteId,
    /// Its units.
    pub units: Reconciliation,
}

/// A page of the lots that stood at one of the sites, or were used there, on one of the days; by lot, then by site.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn page(
    connection: &impl ConnectionTrait,
    reconciled: &Reconciled,
    asked: &PageRequest,
) -> Result<Page<Row>, Error> {
    let after = asked.after::<(LotId, SiteId)>()?;
    if reconciled.sites.is_empty() {
        return Ok(asked.page(Vec::<Row>::new(), |row| (row.lot_id, row.site_id))?);
    }
    let statement = statement::of(connection.get_database_backend(), reconciled, after, asked.limit());
    let mut rows = BTreeMap::<(LotId, SiteId), Reconciliation>::new();
    for sum in connection.query_all_raw(statement).await? {
        let key = (sum.try_get("", "lot")?, sum.try_get("", "site")?);
        add(rows.entry(key).or_default(), &sum)?;
    }
    let rows = rows.into_iter().map(|((lot_id, site_id), units)| Row { lot_id, site_id, units }).collect();
    Ok(asked.page(rows, |row| (row.lot_id, row.site_id))?)
}

/// Adds one sum: of the days before, of an account, or of what was never booked.
fn add(units: &mut Reconciliation, sum: &QueryResult) -> Result<(), Failure> {
    let (account, quantity): (String, Quantity) = (sum.try_get("", "account")?, sum.try_get("", "quantity")?);
    match account.as_str() {
        statement::BEFORE => units.add_before(quantity),
        statement::UNBOOKED => units.add_unbooked(quantity),
        account => units.add(LedgerAccount::try_from_value(&account.to_owned())?, quantity),
    }
    Ok(())
}
