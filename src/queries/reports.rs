//! Reports of a site over days of its calendar: what was used, what was wasted, and how the record was kept.
//!
//! Sums are made by the database. Acts count on the day they happened, by the site's clocks; what was taken back counts
//! against the day of what it took back.

mod counted;
mod record_keeping;
mod sales;
mod usage;
mod waste;

pub use counted::{CountedRow, counted};
pub use record_keeping::{PersonRow, record_keeping};
pub use sales::{SalesBy, SalesRow, UnlinkedRow, sales, unlinked_returns};
pub use usage::{UsageRow, UsageSums, usage};
pub use waste::{WasteRow, waste};

use crate::rules::{
    day, expiry,
    refusal::{InputRule, Refusal, path},
    site::zone_of,
};
use chrono::{Days, NaiveDate};
use entity::{
    cost::Cost,
    entry,
    fixed_point::{Money, Quantity},
    id::SiteId,
    instant::Instant,
    site, usage as usage_row,
};
use sea_orm::{
    ColumnTrait, Condition,
    sea_query::{Expr, ExprTrait, SimpleExpr},
};

/// Most days in one report.
const MOST_DAYS: u64 = 366;

/// What a report covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The site.
    pub site_id: SiteId,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    starts_at: Instant,
    ends_at: Instant,
}

impl Period {
    /// The days `from` to `to` of `site`, both included.
    ///
    /// # Errors
    /// `OUT_OF_RANGE` for days beyond reason, in the wrong order, or more than 366 of them.
    pub fn new(site: &site::Model, from: NaiveDate, to: NaiveDate) -> Result<Self, Refusal> {
        let at = |name| path(["filter", name]);
        let (from, to) = (day::within_reason(at("from"), from)?, day::within_reason(at("to"), to)?);
        let last = from.checked_add_days(Days::new(MOST_DAYS - 1)).unwrap_or(from);
        if to < from || to > last {
            let message = format!("From {from}, a report ends on {from} to {last}: at most {MOST_DAYS} days.");
            return Err(Refusal::beyond(at("to"), InputRule::OutOfRange, last, message));
        }
        let zone = zone_of(site);
        let before = from.pred_opt().unwrap_or(from);
        let (starts_at, ends_at) = (expiry::end_of_day(before, zone), expiry::end_of_day(to, zone));
        Ok(Self { site_id: site.id, from, to, starts_at, ends_at })
    }

    /// The usages that were performed in it.
    fn usages(&self) -> Condition {
        Condition::all()
            .add(usage_row::COLUMN.site_id.eq(self.site_id))
            .add(usage_row::COLUMN.performed_at.gte(self.starts_at))
            .add(usage_row::COLUMN.performed_at.lt(self.ends_at))
    }

    /// The entries in it that belong to no usage.
    fn entries_beside_usages(&self) -> Condition {
        Condition::all()
            .add(entry::COLUMN.site_id.eq(self.site_id))
            .add(entry::COLUMN.usage_line_id.is_null())
            .add(entry::COLUMN.occurred_on.between(self.from, self.to))
    }
}

/// What entries moved, and what that cost.
#[derive(Clone, Copy, Debug, Default)]
struct Moved {
    quantity: Quantity,
    value: Option<Money>,
    unknown: Quantity,
}

impl Moved {
    /// The sums to select, in the order of the fields.
    fn columns() -> [(SimpleExpr, &'static str); 3] {
        let column = |column: entry::Column| Expr::col((entry::Entity, column));
        [
            (column(entry::Column::Quantity).sum().cast_as("bigint"), "quantity"),
            (column(entry::Column::Value).sum().cast_as("bigint"), "value"),
            (unknown_cost().sum().cast_as("bigint"), "unknown"),
        ]
    }

    /// What left, as a positive amount.
    fn left(&self) -> Quantity {
        self.quantity.negated()
    }

    /// What that cost, as far as it is known.
    fn cost(&self) -> Cost {
        Cost { known: self.value.unwrap_or_default(), unknown: self.unknown }.negated()
    }
}

/// How much of an entry's quantity is of unknown cost: all of it where it has no value.
pub(in crate::queries) fn unknown_cost() -> SimpleExpr {
    let column = |column: entry::Column| Expr::col((entry::Entity, column));
    let of_a_part = Expr::expr(column(entry::Column::CostUnknown)).if_null(0);
    Expr::case(column(entry::Column::Value).is_null(), column(entry::Column::Quantity)).finally(of_a_part).into()
}

/// Both together.
fn plus(left: Cost, right: Cost) -> Cost {
    left.plus(right).unwrap_or(left)
}
