//! Discarding opened containers, several in one act with one witness: the end of the day. What is measured in each is
//! waste; what the books say beyond that is a counted difference.

use super::{
    Act, Operation,
    disposal::{self, Disposal},
    late, named,
    receive_stock::line_count,
    record_waste::circumstance,
};
use crate::{
    error::Error,
    ledger::{self, Balances, Movement},
    queries::shelves,
    rules::{
        allocation::{PlannedContainer, Shelves},
        discarding::{self, Discarded},
        form::Form,
        quantity,
        refusal::{InputRule, Refusal, field, line_field, of_first_kind},
        removal::{self, Removed, not_evidence},
        rights::Right,
        shelf::{LotOnShelf, Shelf},
        site::day_of,
        usability::Circumstance,
    },
};
use entity::{
    container,
    entry::{LedgerAccount, WasteReason},
    fixed_point::Quantity,
    id::{ContainerId, PostingId, ProductId, SiteId},
    instant::Instant,
    posting::PostingKind,
    site,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Containers to be discarded.
#[derive(Clone, Debug, Serialize)]
pub struct DiscardContainers {
    /// Where.
    pub site_id: SiteId,
    /// When.
    pub occurred_at: Instant,
    /// How they are disposed of.
    pub disposal: Disposal,
    /// Which.
    pub lines: Vec<DiscardLine>,
}

/// One container.
#[derive(Clone, Debug, Serialize)]
pub struct DiscardLine {
    /// The container.
    pub container_id: ContainerId,
    /// What was measured in it; what the books say where nobody measured.
    pub measured_remaining: Option<Decimal>,
    /// Why it is discarded.
    pub reason: WasteReason,
    /// What else is to be said.
    pub note: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DiscardContainersDone {
    /// The posting.
    pub posting_id: PostingId,
    /// The containers, in the order of the lines.
    pub container_ids: Vec<ContainerId>,
}

/// A line whose form is right.
struct CheckedLine {
    container_id: ContainerId,
    measured: Option<Quantity>,
    reason: WasteReason,
    note: Option<String>,
}

impl Operation for DiscardContainers {
    type Done = DiscardContainersDone;
    const NAME: &'static str = "discardContainers";

    async fn perform(&self, act: &Act<'_>) -> Result<DiscardContainersDone, Error> {
        let site = act.site(self.site_id, Right::RecordUsage).await?;
        let (disposal, lines) = self.check(act).map_err(Error::Refused)?;
        let (containers, shelves) = lock_and_read(act, &site, &lines).await?;
        let circumstance = circumstance(self.occurred_at, &site);
        let discarded = discard_all(&lines, &containers, &shelves, &circumstance).map_err(Error::Refused)?;
        let posting = disposal.onto(act.posting(PostingKind::Waste, &site, self.occurred_at));
        let posting_id = posting.id;
        let movements = lines.iter().zip(&discarded).flat_map(|(line, discarded)| movements(line, discarded)).collect();
        let planned = |discarded: Discarded| PlannedContainer { container: discarded.container, is_new: false };
        let lots = shelves.values().flat_map(|shelf| &shelf.lots);
        let mut balances: Balances = lots.map(|lot| (lot.lot.id, lot.stock.clone())).collect();
        let (occurred_on, containers) = (day_of(self.occurred_at, &site), discarded.into_iter().map(planned).collect());
        let posted = ledger::Act { posting, occurred_on, movements, containers };
        act.post(posted, &mut balances).await?;
        late::without_stock(act, &site, posting_id, opened_later(&lines, &shelves, &circumstance)).await?;
        Ok(DiscardContainersDone { posting_id, container_ids: lines.iter().map(|line| line.container_id).collect() })
    }
}

impl DiscardContainers {
    fn check(&self, act: &Act<'_>) -> Result<(Disposal, Vec<CheckedLine>), Vec<Refusal>> {
        let mut form = Form::default();
        form.take(act.not_in_the_future(self.occurred_at, field("occurredAt")));
        form.take(line_count(self.lines.len()));
        let disposal = self.disposal.check(&mut form);
        let mut seen = BTreeSet::new();
        let mut lines = Vec::with_capacity(self.lines.len());
        for (number, line) in self.lines.iter().enumerate() {
            let at = |name: &str| line_field(number, name);
            form.refuse_when(!seen.insert(line.container_id), || {
                Refusal::invalid(at("containerId"), InputRule::Other, "An earlier line discards the same container.")
            });
            let measured = line.measured_remaining;
            let measured = measured.map(|value| quantity::not_negative(at("measuredRemaining"), value));
            lines.push(CheckedLine {
                container_id: line.container_id,
                measured: form.take_optional(measured),
                reason: line.reason,
                note: form.take(disposal::note(line.note.as_deref(), line.reason, at("note"))),
            });
        }
        form.finish((disposal, lines))
    }
}

/// The containers as they are under the lock, and the shelves that they stand on.
async fn lock_and_read(
    act: &Act<'_>,
    site: &site::Model,
    lines: &[CheckedLine],
) -> Result<(BTreeMap<ContainerId, container::Model>, Shelves), Error> {
    let ids: BTreeSet<ContainerId> = lines.iter().map(|line| line.container_id).collect();
    let containers = named::containers(act.transaction, &ids).await?;
    let lots = containers.values().map(|container| container.lot_id).collect();
    let lots = named::lots(act.transaction, &lots).await?;
    let products: BTreeSet<ProductId> = lots.values().map(|lot| lot.product_id).collect();
    ledger::lock(act.transaction, site.id, products.iter().copied()).await?;
    let containers = named::containers(act.transaction, &ids).await?;
    Ok((containers, shelves::load(act.transaction, site.id, &products).await?))
}

/// All of them, or the refusals of the first kind.
fn discard_all(
    lines: &[CheckedLine],
    containers: &BTreeMap<ContainerId, container::Model>,
    shelves: &Shelves,
    circumstance: &Circumstance<'_>,
) -> Result<Vec<Discarded>, Vec<Refusal>> {
    let (mut discarded, mut refusals) = (Vec::new(), Vec::new());
    for (number, line) in lines.iter().enumerate() {
        let container = containers.get(&line.container_id);
        match discard(number, line, container, shelves, circumstance) {
            Ok(done) => discarded.push(done),
            Err(refusal) => refusals.push(refusal),
        }
    }
    if refusals.is_empty() { Ok(discarded) } else { Err(of_first_kind(refusals)) }
}

fn discard(
    number: usize,
    line: &CheckedLine,
    container: Option<&container::Model>,
    shelves: &Shelves,
    circumstance: &Circumstance<'_>,
) -> Result<Discarded, Refusal> {
    let at = |name: &str| line_field(number, name);
    let found = container.and_then(|container| Some((container, on_shelf(container, shelves)?)));
    let found = found.ok_or_else(|| Refusal::not_found(at("containerId"), "container at this site"));
    let (container, (shelf, lot)) = found?;
    let reasons = circumstance.opened(container, &lot.lot, &lot.holds);
    not_evidence(&reasons, &lot.lot, at("containerId"))?;
    discarding::discard(container, &shelf.product, line.measured, &at)
}

/// The lines whose containers were opened after they are said to have been discarded.
fn opened_later(lines: &[CheckedLine], shelves: &Shelves, circumstance: &Circumstance<'_>) -> Vec<Refusal> {
    let removed: Vec<Removed> = lines
        .iter()
        .enumerate()
        .filter_map(|(number, line)| {
            let lots = shelves.values().flat_map(|shelf| &shelf.lots);
            let held = lots.flat_map(|lot| &lot.containers).find(|own| own.id == line.container_id)?;
            let (lot_id, container_id) = (held.lot_id, Some(held.id));
            Some(Removed { line: number, lot_id, container_id, quantity: held.remaining })
        })
        .collect();
    let absent = removal::not_there_then(&removed, shelves, circumstance).into_iter();
    absent.map(|(number, reason)| Refusal::new(line_field(number, "containerId"), reason)).collect()
}

fn on_shelf<'a>(container: &container::Model, shelves: &'a Shelves) -> Option<(&'a Shelf, &'a LotOnShelf)> {
    let lot = shelves.values().find_map(|shelf| shelf.lot(container.lot_id).map(|lot| (shelf, lot)));
    lot.filter(|(_, lot)| lot.stock.site_id == container.site_id)
}

/// The difference first: what is wasted was in the glass.
fn movements(line: &CheckedLine, discarded: &Discarded) -> Vec<Movement> {
    let Discarded { container, counted, wasted } = discarded;
    let movement = |account, quantity| Movement {
        container_id: Some(container.id),
        ..Movement::new(container.lot_id, account, quantity)
    };
    let measured = || "Measured when it was discarded.".to_owned();
    let difference =
        Movement { note: Some(line.note.clone().unwrap_or_else(measured)), ..movement(LedgerAccount::Count, *counted) };
    let waste = Movement {
        waste_reason: Some(line.reason),
        note: line.note.clone(),
        ..movement(LedgerAccount::Waste, wasted.negated())
    };
    [difference, waste].into_iter().filter(|movement| movement.quantity != Quantity::ZERO).collect()
}
