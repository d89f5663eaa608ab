//! Discarding opened containers, several in one act with one witness: the end of the day. What is measured in each is
//! waste; what the books say beyond that is a counted difference.

use super::{
    Act, Operation, approvals,
    disposal::{self, Disposal, Witnessed, asks_for_witness, in_words},
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
        notice::{Notice, NoticeCode},
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
    container::{self, ContainerStatus},
    entry::{LedgerAccount, WasteReason},
    fixed_point::Quantity,
    id::{ApprovalId, ContainerId, LotId, PostingId, ProductId, SiteId},
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
    /// The posting; none where all of them wait for a witness.
    pub posting_id: Option<PostingId>,
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

/// A line, and what becomes of its container.
struct DiscardedLine {
    number: usize,
    line: CheckedLine,
    discarded: Discarded,
}

impl DiscardedLine {
    fn lot_id(&self) -> LotId {
        self.discarded.container.lot_id
    }
}

impl Operation for DiscardContainers {
    type Done = DiscardContainersDone;
    const NAME: &'static str = "discardContainers";

    fn approval_id(&self) -> Option<ApprovalId> {
        self.disposal.approval_id
    }

    async fn perform(&self, act: &Act<'_>) -> Result<DiscardContainersDone, Error> {
        let site = act.site(self.site_id, Right::RecordUsage).await?;
        let (disposal, lines) = self.check(act).map_err(Error::Refused)?;
        let (containers, shelves) = lock_and_read(act, &site, &lines).await?;
        let circumstance = circumstance(self.occurred_at, &site);
        let discarded = discard_all(&lines, &containers, &shelves, &circumstance).map_err(Error::Refused)?;
        let container_ids = lines.iter().map(|line| line.container_id).collect();

        // What waits for its witness is closed now, and wasted when somebody signs; the rest is wasted at once.
        let signs_now = self.is_signed(&site) || lines.iter().any(|line| waited_before(&containers, line));
        let (parked, wasted): (Vec<_>, Vec<_>) = lines
            .into_iter()
            .zip(discarded)
            .enumerate()
            .map(|(number, (line, discarded))| DiscardedLine { number, line, discarded })
            .partition(|line| !signs_now && waits_for_witness(&site, &containers, &shelves, &line.line));
        park(act, &parked).await?;
        if wasted.is_empty() {
            return Ok(DiscardContainersDone { posting_id: None, container_ids });
        }

        let disposal = self.witnessed(act, &site, &shelves, disposal, &wasted).await?;
        let absent = opened_later(&wasted, &shelves, &circumstance);
        let posting_id = self.post(act, &site, &shelves, disposal, wasted).await?;
        late::without_stock(act, &site, posting_id, absent).await?;
        Ok(DiscardContainersDone { posting_id: Some(posting_id), container_ids })
    }
}

impl DiscardContainers {
    /// Whether the whole act is signed, before it or within days: then nothing waits.
    fn is_signed(&self, site: &site::Model) -> bool {
        self.disposal.approval_id.is_some() || site.second_signature_within_days.is_some()
    }

    /// The disposal with its witness, who signs where the product or the site asks for it.
    async fn witnessed(
        &self,
        act: &Act<'_>,
        site: &site::Model,
        shelves: &Shelves,
        disposal: Disposal,
        wasted: &[DiscardedLine],
    ) -> Result<Disposal, Error> {
        let asks = asks_for_witness(shelves, wasted.iter().map(DiscardedLine::lot_id), site);
        if !asks && disposal.approval_id.is_none() {
            return Ok(disposal);
        }
        let words = in_words(shelves, wasted.iter().map(|line| (line.lot_id(), line.discarded.wasted)));
        let (told, field) = (disposal.witness_id.clone(), field("approvalId"));
        let witness_id = disposal::sign(act, Witnessed { site, words, told, field }).await?;
        Ok(Disposal { witness_id, ..disposal })
    }

    /// Takes what was in them off the books.
    async fn post(
        &self,
        act: &Act<'_>,
        site: &site::Model,
        shelves: &Shelves,
        disposal: Disposal,
        wasted: Vec<DiscardedLine>,
    ) -> Result<PostingId, Error> {
        let posting = disposal.onto(act.posting(PostingKind::Waste, site, self.occurred_at));
        let posting_id = posting.id;
        approvals::signed_for(act, posting_id.0);

        let movements = wasted.iter().flat_map(|line| movements(&line.line, &line.discarded)).collect();
        let planned = |line: DiscardedLine| PlannedContainer { container: line.discarded.container, is_new: false };
        let containers = wasted.into_iter().map(planned).collect();
        let lots = shelves.values().flat_map(|shelf| &shelf.lots);
        let mut balances: Balances = lots.map(|lot| (lot.lot.id, lot.stock.clone())).collect();
        let posted = ledger::Act { posting, occurred_on: day_of(self.occurred_at, site), movements, containers };
        act.post(posted, &mut balances).await?;
        Ok(posting_id)
    }

    fn check(&self, act: &Act<'_>) -> Result<(Disposal, Vec<CheckedLine>), Vec<Refusal>> {
        let mut form = Form::default();
        form.take(act.not_in_the_future(self.occurred_at, field("occurredAt")));
        form.take(line_count(self.lines.len()));
        let disposal = self.disposal.check(act.person(), &mut form);
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

/// Whether the container of a line waits for a witness already: the act is asked to be signed then, not parked again.
fn waited_before(containers: &BTreeMap<ContainerId, container::Model>, line: &CheckedLine) -> bool {
    containers.get(&line.container_id).is_some_and(|container| container.witness_awaited_since.is_some())
}

/// Whether the container of a line is closed until a witness is there.
fn waits_for_witness(
    site: &site::Model,
    containers: &BTreeMap<ContainerId, container::Model>,
    shelves: &Shelves,
    line: &CheckedLine,
) -> bool {
    let container = containers.get(&line.container_id).filter(|container| container.status == ContainerStatus::Open);
    container.is_some_and(|container| asks_for_witness(shelves, [container.lot_id], site))
}

/// Closes containers until a witness is there: nothing is drawn from them, and what is in them stays on hand.
async fn park(act: &Act<'_>, parked: &[DiscardedLine]) -> Result<(), Error> {
    if parked.is_empty() {
        return Ok(());
    }
    act.await_witness(parked.iter().map(|line| line.line.container_id).collect()).await?;
    act.notify(parked.iter().map(|line| {
        let label = &line.discarded.container.label;
        let message = format!("{label} is closed until a witness is there: discard it then, with what is measured.");
        Notice::new(NoticeCode::AwaitingWitness, line_field(line.number, "containerId"), message)
    }));
    Ok(())
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
fn opened_later(lines: &[DiscardedLine], shelves: &Shelves, circumstance: &Circumstance<'_>) -> Vec<Refusal> {
    let removed: Vec<Removed> = lines
        .iter()
        .filter_map(|line| {
            let lots = shelves.values().flat_map(|shelf| &shelf.lots);
            let held = lots.flat_map(|lot| &lot.containers).find(|own| own.id == line.line.container_id)?;
            let (lot_id, container_id) = (held.lot_id, Some(held.id));
            Some(Removed { line: line.number, lot_id, container_id, quantity: held.remaining })
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
