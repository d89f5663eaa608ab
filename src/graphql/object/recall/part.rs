//! Parts of a recall: its numbers, its tasks, its timeline.

use crate::{
    graphql::{
        loader::required,
        object::{lot::Lot, lot_reconciliation::LotReconciliation, site::Site},
        scalar::Decimal,
    },
    queries::recalls::{balances::LotBalance, progress::Progress},
    rules::recall::accounting::Accounting,
};
use async_graphql::{Context, Description, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use entity::{lot, recall_event};

/// How far a recall is, in numbers.
#[derive(SimpleObject)]
pub struct RecallProgress {
    /// Lots it is about.
    lots: i32,
    /// Sites that ever had one of them.
    sites: i32,
    /// Base units on hand that its holds stop; of a preview or a mock recall, that they would stop.
    units_held: Decimal,
    /// Patients whom it reached, or may have reached.
    patients: i32,
    /// Customers, and sales that name none.
    customers: i32,
    /// Contacts that are still to be told.
    contacts_pending: i32,
    /// Contacts that were told, or need not or cannot be.
    contacts_done: i32,
    /// The share of all units that is accounted for, from 0 to 1.
    accounted_for_share: Decimal,
    /// How long the full trace of a mock recall took, in milliseconds; null of any other.
    trace_millis: Option<i32>,
}

impl RecallProgress {
    pub(in crate::graphql) fn new(progress: &Progress, trace_millis: Option<i64>) -> Self {
        let number = |count: i64| i32::try_from(count).unwrap_or(i32::MAX);
        let size = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
        Self {
            lots: size(progress.lots),
            sites: size(progress.sites),
            units_held: progress.units_held.into(),
            patients: number(progress.patients),
            customers: number(progress.customers),
            contacts_pending: number(progress.contacts_pending),
            contacts_done: number(progress.contacts_done),
            accounted_for_share: progress.accounted_for_share.into(),
            trace_millis: trace_millis.map(number),
        }
    }
}

/// What a site is to count of a recalled lot, and what it counted; 0 is an answer.
#[derive(Description)]
pub struct RecallSiteTask(pub(super) LotBalance);

#[Object(use_type_description)]
impl RecallSiteTask {
    /// The site.
    async fn site(&self, context: &Context<'_>) -> Result<Site> {
        required(context, self.0.accounting.site_id).await.map(Site)
    }

    /// The lot.
    async fn lot(&self) -> Lot {
        Lot(self.0.lot.clone())
    }

    /// Base units that the books have now.
    async fn booked(&self) -> Decimal {
        self.0.accounting.units.closing.into()
    }

    /// Base units that were there; null while the site has not said, or when something came since.
    async fn counted(&self) -> Option<Decimal> {
        self.0.count.as_ref().filter(|_| self.0.confirmed).map(|count| count.counted.into())
    }

    /// Who counted last.
    async fn counted_by(&self) -> Option<&str> {
        self.0.count.as_ref().map(|count| count.by.as_str())
    }

    /// When.
    async fn counted_at(&self) -> Option<DateTime<Utc>> {
        self.0.count.as_ref().map(|count| count.at.to_utc())
    }
}

/// An act of a recall.
#[derive(SimpleObject)]
pub struct RecallEvent {
    /// When.
    at: DateTime<Utc>,
    /// Who.
    by: String,
    /// What, in a sentence.
    what: String,
}

impl From<recall_event::Model> for RecallEvent {
    fn from(row: recall_event::Model) -> Self {
        Self { at: row.at.to_utc(), by: row.by, what: row.what }
    }
}

/// The units of a recalled lot at a site.
pub(super) fn reconciliation(of: lot::Model, all: &Accounting, explanation: Option<String>) -> LotReconciliation {
    let mut shown = LotReconciliation::of(of, all.site_id, &all.units);
    shown.unaccounted = all.unaccounted().into();
    shown.explanation = explanation;
    shown
}
