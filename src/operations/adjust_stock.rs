//! Setting the books right where they do not say what is there: a lot by whole containers, an opened one by measure.

mod books;
mod form;

use super::{Act, Operation, late};
use crate::{
    error::Error,
    ledger::{self, Movement},
    queries::{past, shelves},
    rules::{
        adjustment,
        allocation::PlannedContainer,
        refusal::{Field, Reason, Refusal, field, line_field, of_first_kind},
        removal::{self, Removed},
        rights::Right,
        site::day_of,
        usability::{Circumstance, Purpose},
    },
};
use books::Books;
use chrono_tz::Tz;
use entity::{
    entry::LedgerAccount,
    fixed_point::Quantity,
    id::{ContainerId, LotId, PostingId, SiteId},
    instant::Instant,
    posting::PostingKind,
    site,
};
use form::{CheckedLine, Target};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An adjustment.
#[derive(Clone, Debug, Serialize)]
pub struct AdjustStock {
    /// Where.
    pub site_id: SiteId,
    /// When it was found.
    pub occurred_at: Instant,
    /// Why.
    pub reason: String,
    /// What is set right.
    pub lines: Vec<AdjustmentLine>,
}

/// One lot or one opened container of an adjustment.
#[derive(Clone, Debug, Serialize)]
pub struct AdjustmentLine {
    /// The lot: its sealed stock changes. Either this or the container.
    pub lot_id: Option<LotId>,
    /// The opened container.
    pub container_id: Option<ContainerId>,
    /// How it is set right.
    pub change: StockChange,
}

/// How a balance is set right.
#[derive(Clone, Debug, Serialize)]
pub enum StockChange {
    /// By a signed amount of base units.
    By(Decimal),
    /// To what was counted.
    Counted {
        /// What is there: all of the lot, opened and sealed, or what is left in the container.
        amount: Decimal,
        /// What the books said when it was compared.
        expected: Decimal,
    },
}

/// What came of an adjustment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AdjustStockDone {
    /// The posting.
    pub posting_id: PostingId,
}

impl Operation for AdjustStock {
    type Done = AdjustStockDone;
    const NAME: &'static str = "adjustStock";

    async fn perform(&self, act: &Act<'_>) -> Result<AdjustStockDone, Error> {
        let site = act.site(self.site_id, Right::ManageStock).await?;
        let reason = form::reason(self, act)?;
        let lines = form::lines(self)?;
        let mut books = Books::lock_and_read(act, site.id, &lines).await?;
        let differences = differences(&lines, &books).map_err(|refusals| Error::Refused(of_first_kind(refusals)))?;
        let mut posting = act.posting(PostingKind::Adjustment, &site, self.occurred_at);
        posting.reason = Some(reason);
        let posting_id = posting.id;
        let act_of_ledger = act_of(posting, self.occurred_at, &site, &differences, &books);
        let absent = self.not_there_then(act, &differences, &books).await?;
        act.post(act_of_ledger, &mut books.balances).await?;
        late::without_stock(act, &site, posting_id, absent).await?;
        Ok(AdjustStockDone { posting_id })
    }
}

impl AdjustStock {
    /// What is taken off the books as of an instant at which it was not there.
    async fn not_there_then(
        &self,
        act: &Act<'_>,
        differences: &[Difference],
        books: &Books,
    ) -> Result<Vec<Refusal>, Error> {
        let circumstance = circumstance_at(self.occurred_at);
        let is_late = circumstance.is_before(act.now());
        let less = differences.iter().enumerate().filter(|(_, found)| is_late && found.quantity < Quantity::ZERO);
        let removed: Vec<Removed> = less
            .map(|(line, found)| Removed {
                line,
                lot_id: found.lot_id,
                container_id: found.container_id,
                quantity: found.quantity.negated(),
            })
            .collect();
        if removed.is_empty() {
            return Ok(vec![]);
        }

        let products = books.products.keys().copied().collect();
        let mut shelves = shelves::load(act.transaction, self.site_id, &products).await?;
        past::judge_at(act.transaction, self.site_id, &mut shelves, self.occurred_at, act.now()).await?;
        let absent = removal::not_there_then(&removed, &shelves, &circumstance).into_iter();
        Ok(absent.map(|(line, reason)| Refusal::new(line_field(line, "change"), reason)).collect())
    }
}

/// When stock is judged that is set right: nobody uses it.
fn circumstance_at(at: Instant) -> Circumstance<'static> {
    Circumstance { at, zone: Tz::UTC, purpose: Purpose::Use, patient_id: None }
}

/// What one line moves.
struct Difference {
    lot_id: LotId,
    container_id: Option<ContainerId>,
    quantity: Quantity,
}

/// What the lines move: containers first, as the count of a lot is of everything and they are part of it.
fn differences(lines: &[CheckedLine], books: &Books) -> Result<Vec<Difference>, Vec<Refusal>> {
    let (mut found, mut refusals): (Vec<Difference>, _) = (Vec::new(), Vec::new());
    let (containers, lots): (Vec<_>, Vec<_>) =
        lines.iter().partition(|line| matches!(line.target, Target::Container(_)));
    for line in containers.into_iter().chain(lots) {
        match difference(line, books, &found) {
            Ok(difference) => found.push(difference),
            Err(refusal) => refusals.push(refusal),
        }
    }
    if !refusals.is_empty() {
        return Err(refusals);
    }
    found.retain(|difference| difference.quantity != Quantity::ZERO);
    if found.is_empty() { Err(vec![nothing_differs()]) } else { Ok(found) }
}

fn difference(line: &CheckedLine, books: &Books, found: &[Difference]) -> Result<Difference, Refusal> {
    let subject = books.subject(line)?;
    let (lot_id, container_id) = (subject.lot.id, subject.container.map(|container| container.id));
    let of_lot = || found.iter().filter(|other| other.lot_id == lot_id);
    if of_lot().any(|other| other.container_id == container_id) {
        return Err(named_twice(line.field()));
    }
    let in_containers = of_lot().map(|other| other.quantity).sum();
    let quantity = adjustment::difference(&subject, line.change, in_containers, &line.change_field())?;
    Ok(Difference { lot_id, container_id, quantity })
}

/// The ledger's act: sealed stock against ADJUSTMENT; what was found in a container by measuring against COUNT, so that
/// it shows by product and opener.
fn act_of(
    posting: entity::posting::Model,
    occurred_at: Instant,
    site: &site::Model,
    differences: &[Difference],
    books: &Books,
) -> ledger::Act {
    let measured: BTreeMap<ContainerId, Quantity> =
        differences.iter().filter_map(|found| Some((found.container_id?, found.quantity))).collect();
    let planned = |(id, container): (&ContainerId, _)| {
        let container = adjustment::measured(container, *measured.get(id)?);
        Some(PlannedContainer { container, is_new: false })
    };
    let containers = books.containers.iter().filter_map(planned).collect();
    let movements = differences.iter().map(movement).collect();
    ledger::Act { posting, occurred_on: day_of(occurred_at, site), movements, containers }
}

fn movement(found: &Difference) -> Movement {
    let account = if found.container_id.is_some() { LedgerAccount::Count } else { LedgerAccount::Adjustment };
    Movement { container_id: found.container_id, ..Movement::new(found.lot_id, account, found.quantity) }
}

fn named_twice(at: Field) -> Refusal {
    let rule = crate::rules::refusal::InputRule::Other;
    Refusal::invalid(at, rule, "An earlier line names the same stock: say it in one line.")
}

fn nothing_differs() -> Refusal {
    let message = "The books say what was counted already: there is nothing to adjust.".to_owned();
    Refusal::new(field("lines"), Reason::AlreadyDone { message })
}
