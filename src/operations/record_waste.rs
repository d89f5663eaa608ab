//! Wasting stock: sealed containers, or part of an opened one. It is allowed whatever the state of the stock, but for
//! what is evidence of a recall.

use super::{
    Act, Operation, approvals,
    disposal::{self, Disposal, Witnessed, asks_for_witness, in_words},
    late,
    receive_stock::line_count,
    record_usage::{asked::Asked, meanwhile, resolved::Resolved, sources},
    source::StockSource,
};
use crate::{
    error::Error,
    ledger::{self, Balances, Movement},
    queries::{past, shelves},
    rules::{
        allocation::{Need, Shelves},
        form::Form,
        quantity,
        refusal::{Reason, Refusal, field, line_field},
        removal::{self, Evidence, Removal, Removed},
        rights::Right,
        site::{day_of, zone_of},
        usability::{Circumstance, Purpose},
    },
};
use entity::{
    entry::{LedgerAccount, WasteReason},
    fixed_point::Quantity,
    id::{ApprovalId, PostingId, SiteId},
    instant::Instant,
    posting::PostingKind,
    site,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What is wasted.
#[derive(Clone, Debug, Serialize)]
pub struct RecordWaste {
    /// Where.
    pub site_id: SiteId,
    /// When.
    pub occurred_at: Instant,
    /// How it is disposed of.
    pub disposal: Disposal,
    /// What.
    pub lines: Vec<WasteLine>,
}

/// One lot or one opened container of it.
#[derive(Clone, Debug, Serialize)]
pub struct WasteLine {
    /// A lot for sealed containers, or an opened container.
    pub source: StockSource,
    /// Base units.
    pub quantity: Decimal,
    /// Why.
    pub reason: WasteReason,
    /// What else is to be said.
    pub note: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RecordWasteDone {
    /// The posting.
    pub posting_id: PostingId,
}

/// A line whose form is right.
struct CheckedLine<'a> {
    source: &'a StockSource,
    quantity: Quantity,
    reason: WasteReason,
    note: Option<String>,
}

impl Operation for RecordWaste {
    type Done = RecordWasteDone;
    const NAME: &'static str = "recordWaste";

    fn approval_id(&self) -> Option<ApprovalId> {
        self.disposal.approval_id
    }

    async fn perform(&self, act: &Act<'_>) -> Result<RecordWasteDone, Error> {
        let site = act.site(self.site_id, Right::RecordUsage).await?;
        let (mut disposal, lines) = self.check(act).map_err(Error::Refused)?;
        let resolved = resolve(act, &site, lines.iter().map(|line| (line.source, line.quantity))).await?;
        let circumstance = circumstance(self.occurred_at, &site);
        let (needs, shelves) = lock_and_read(act, &site, resolved, circumstance.at).await?;
        let removal = removal::plan(&needs, &shelves, &circumstance, Evidence::Stays).map_err(Error::Refused)?;

        let asks = asks_for_witness(&shelves, removal.removed.iter().map(|removed| removed.lot_id), &site);
        if asks || disposal.approval_id.is_some() {
            let wasted = removal.removed.iter().map(|removed| (removed.lot_id, removed.quantity));
            let words = in_words(&shelves, wasted);
            let (told, field) = (disposal.witness_id.take(), field("approvalId"));
            disposal.witness_id = disposal::sign(act, Witnessed { site: &site, words, told, field }).await?;
        }

        let posting = disposal.onto(act.posting(PostingKind::Waste, &site, self.occurred_at));
        let posting_id = posting.id;
        approvals::signed_for(act, posting_id.0);
        let Removal { removed, containers } = removal;
        let movements = removed.iter().filter_map(|removed| movement(removed, &lines)).collect();
        let posted = ledger::Act { posting, occurred_on: day_of(self.occurred_at, &site), movements, containers };
        act.post(posted, &mut balances(&shelves, &removed)).await?;
        let absent = removal::not_there_then(&removed, &shelves, &circumstance);
        late::without_stock(act, &site, posting_id, absent.into_iter().map(of_source).collect()).await?;
        Ok(RecordWasteDone { posting_id })
    }
}

impl RecordWaste {
    fn check(&self, act: &Act<'_>) -> Result<(Disposal, Vec<CheckedLine<'_>>), Vec<Refusal>> {
        let mut form = Form::default();
        form.take(act.not_in_the_future(self.occurred_at, field("occurredAt")));
        form.take(line_count(self.lines.len()));
        let disposal = self.disposal.check(act.person(), &mut form);
        let lines = self.lines.iter().enumerate().map(|(number, line)| {
            let at = |name: &str| line_field(number, name);
            form.take(line.source.stated_lot_number(false, at("source")));
            CheckedLine {
                source: &line.source,
                quantity: form.take(quantity::positive(at("quantity"), line.quantity)),
                reason: line.reason,
                note: form.take(disposal::note(line.note.as_deref(), line.reason, at("note"))),
            }
        });
        let lines = lines.collect();
        form.finish((disposal, lines))
    }
}

/// What sources with quantities mean, line by line.
pub(super) async fn resolve<'a>(
    act: &Act<'_>,
    site: &site::Model,
    lines: impl Iterator<Item = (&'a StockSource, Quantity)>,
) -> Result<Vec<Resolved>, Error> {
    let asked: Vec<Asked<'_>> =
        lines.enumerate().map(|(number, (source, quantity))| Asked::new(number, source, quantity)).collect();
    sources::resolve_all(act.transaction, site, &asked, act.today(site)).await
}

/// Locks what is needed, then reads the shelves as they decide for what happened at `at`.
pub(super) async fn lock_and_read(
    act: &Act<'_>,
    site: &site::Model,
    resolved: Vec<Resolved>,
    at: Instant,
) -> Result<(Vec<Need>, Shelves), Error> {
    let products = sources::products(&resolved);
    ledger::lock(act.transaction, site.id, products.iter().copied()).await?;
    let mut shelves = shelves::load(act.transaction, site.id, &products).await?;
    meanwhile::still_so(act.transaction, &resolved, &shelves).await?;
    past::judge_at(act.transaction, site.id, &mut shelves, at, act.now()).await?;
    Ok((resolved.into_iter().map(|resolved| resolved.need).collect(), shelves))
}

/// A rule that the source of a line broke, where it stands in the input.
pub(super) fn of_source((line, reason): (usize, Reason)) -> Refusal {
    Refusal::new(line_field(line, "source"), reason)
}

/// When and where stock is judged that leaves for nobody.
pub(super) fn circumstance(at: Instant, site: &site::Model) -> Circumstance<'static> {
    Circumstance { at, zone: zone_of(site), purpose: Purpose::Use, patient_id: None }
}

/// The balances that something is removed from.
pub(super) fn balances(shelves: &Shelves, removed: &[Removed]) -> Balances {
    let lots = shelves.values().flat_map(|shelf| &shelf.lots);
    let touched = lots.filter(|lot| removed.iter().any(|removed| removed.lot_id == lot.lot.id));
    touched.map(|lot| (lot.lot.id, lot.stock.clone())).collect()
}

fn movement(removed: &Removed, lines: &[CheckedLine<'_>]) -> Option<Movement> {
    let line = lines.get(removed.line)?;
    Some(Movement {
        container_id: removed.container_id,
        waste_reason: Some(line.reason),
        note: line.note.clone(),
        ..Movement::new(removed.lot_id, LedgerAccount::Waste, removed.quantity.negated())
    })
}
