//! Taking a posting back: who may, which kinds, and whether what it did is still there to be taken back.

use super::{
    allocation::PlannedContainer,
    refusal::{Reason, Refusal, field},
    rights::Role,
};
use entity::{
    container::{self, ContainerStatus},
    cost::Cost,
    entry::{self, ConsumptionReason, LedgerAccount, WasteReason},
    fixed_point::Quantity,
    id::{ContainerId, LotId, StockId},
    posting::PostingKind,
    stock,
};
use std::collections::{BTreeMap, BTreeSet};

/// A posting of this kind can be taken back whole.
///
/// # Errors
/// `CONFLICT`, naming what corrects that kind of act.
pub fn can_be_reversed(kind: PostingKind) -> Result<(), Refusal> {
    let correction = match kind {
        PostingKind::Receipt
        | PostingKind::OpeningStock
        | PostingKind::Adjustment
        | PostingKind::Waste
        | PostingKind::Consumption
        | PostingKind::SupplierReturn => return Ok(()),
        PostingKind::Usage => "A usage is corrected line by line: correctUsage.",
        PostingKind::Sale => "A sale is taken back line by line: recordSaleReturn.",
        PostingKind::LotCorrection => "A lot is corrected again: correctLot.",
        PostingKind::TransferOut | PostingKind::TransferIn => {
            "A transfer is ended by cancelTransfer or receiveTransfer."
        }
        PostingKind::Count => "A count is set right by another count, or by adjustStock.",
        PostingKind::Reversal => "A reversal is not taken back: record the act again.",
        PostingKind::SaleReturn | PostingKind::Destruction => {
            "This kind of act is not taken back whole: adjustStock sets the balance right, with a reason."
        }
    };
    Err(Refusal::conflict(field("postingId"), None, correction))
}

/// Whoever made the posting may take it back on the same day of the site; after that it is a manager's.
///
/// # Errors
/// `NOT_ALLOWED` on a later day.
pub fn same_day(is_same_day: bool) -> Result<(), Refusal> {
    if is_same_day {
        return Ok(());
    }
    let message = "You recorded it on an earlier day: a manager of the site takes it back.".to_owned();
    Err(Refusal::new(field("postingId"), Reason::NotAllowed { needs: vec![Role::Manager], message }))
}

/// One entry to be taken back, with the lot that its stock stands under now.
#[derive(Clone, Copy, Debug)]
pub struct Original<'a> {
    /// The entry.
    pub entry: &'a entry::Model,
    /// Its lot; the one it turned out to be, where it was merged.
    pub lot_id: LotId,
}

/// The entry that takes another back: the same account, the same value, the other direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenBack {
    /// Which balance of the site.
    pub lot_id: LotId,
    /// The opened container.
    pub container_id: Option<ContainerId>,
    /// The account.
    pub account: LedgerAccount,
    /// What the balance gains.
    pub quantity: Quantity,
    /// What it is worth.
    pub cost: Cost,
    /// Why it was wasted, so that reports by reason are right again.
    pub waste_reason: Option<WasteReason>,
    /// What for it was consumed.
    pub consumption_reason: Option<ConsumptionReason>,
    /// The entry that it takes back.
    pub reverses: (StockId, i64),
}

/// What is no longer there to be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Of which lot.
    pub lot_id: LotId,
    /// From which opened container; `None` for sealed stock.
    pub container_id: Option<ContainerId>,
    /// How much would have to leave.
    pub needed: Quantity,
    /// How much there is.
    pub there: Quantity,
}

/// A reversal that can be posted.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Its entries: what comes back first, so that no balance falls below zero on the way.
    pub entries: Vec<TakenBack>,
    /// The opened containers, as they are afterwards.
    pub containers: Vec<PlannedContainer>,
}

/// Takes `originals` back, what comes back first. `moved_since` are the containers that later acts moved.
///
/// # Errors
/// What later acts have used, lot by lot and container by container.
pub fn plan(
    originals: &[Original<'_>],
    balances: &BTreeMap<LotId, stock::Model>,
    containers: &BTreeMap<ContainerId, container::Model>,
    moved_since: &BTreeSet<ContainerId>,
) -> Result<Plan, Vec<Missing>> {
    let mut missing = sealed_missing(originals, balances);
    let mut containers = containers.clone();
    let mut originals = originals.to_vec();
    originals.sort_by_key(|original| original.entry.quantity);
    for original in &originals {
        let Some(id) = original.entry.container_id else { continue };
        let found = containers.get(&id).ok_or(original.missing(Quantity::ZERO));
        match found.and_then(|found| put_back(original, found, moved_since.contains(&id))) {
            Ok(container) => drop(containers.insert(id, container)),
            Err(gone) => missing.push(gone),
        }
    }
    let entries = originals.iter().map(Original::taken_back).collect();
    let containers = containers.into_values().map(|container| PlannedContainer { container, is_new: false }).collect();
    if missing.is_empty() { Ok(Plan { entries, containers }) } else { Err(missing) }
}

impl Original<'_> {
    fn taken_back(&self) -> TakenBack {
        TakenBack {
            lot_id: self.lot_id,
            container_id: self.entry.container_id,
            account: self.entry.account,
            quantity: self.entry.quantity.negated(),
            cost: self.entry.cost().negated(),
            waste_reason: self.entry.waste_reason,
            consumption_reason: self.entry.consumption_reason,
            reverses: (self.entry.stock_id, self.entry.sequence),
        }
    }

    fn missing(&self, there: Quantity) -> Missing {
        let (lot_id, container_id) = (self.lot_id, self.entry.container_id);
        Missing { lot_id, container_id, needed: self.entry.quantity, there }
    }
}

/// The lots of which less is sealed than would have to leave.
fn sealed_missing(originals: &[Original<'_>], balances: &BTreeMap<LotId, stock::Model>) -> Vec<Missing> {
    let mut leaving: BTreeMap<LotId, Quantity> = BTreeMap::new();
    for original in originals.iter().filter(|original| original.entry.container_id.is_none()) {
        let needed = leaving.entry(original.lot_id).or_default();
        *needed = Quantity(needed.0.saturating_add(original.entry.quantity.0));
    }
    let missing = |(lot_id, needed)| {
        let balance = balances.get(&lot_id);
        let there = balance.map_or(Quantity::ZERO, |stock| Quantity(stock.on_hand.0 - stock.opened.0));
        (needed > there).then_some(Missing { lot_id, container_id: None, needed, there })
    };
    leaving.into_iter().filter_map(missing).collect()
}

/// The container after what an entry did to it is taken back. What came opened into the books leaves them only while
/// nobody has drawn from it; a discarded one is in use again when it was this act that discarded it.
fn put_back(
    original: &Original<'_>,
    container: &container::Model,
    moved_since: bool,
) -> Result<container::Model, Missing> {
    let entry = original.entry;
    let untouched = container.used == Quantity::ZERO && container.wasted == Quantity::ZERO;
    let came_opened = entry.account == LedgerAccount::Opening;
    let there = container.remaining;
    let gone = (container.status == ContainerStatus::Discarded && moved_since)
        || entry.quantity > there
        || (came_opened && !(untouched && entry.quantity == there));
    if gone { Err(original.missing(there)) } else { Ok(without(entry, container)) }
}

/// The container without what `entry` did to it: used less, wasted less, or measured the other way.
fn without(entry: &entry::Model, container: &container::Model) -> container::Model {
    let mut container = container.clone();
    match entry.account {
        LedgerAccount::Treatment | LedgerAccount::Consumption => container.used.0 += entry.quantity.0,
        LedgerAccount::Waste | LedgerAccount::Destruction | LedgerAccount::SupplierReturn => {
            container.wasted.0 += entry.quantity.0
        }
        _ => container.counted.0 -= entry.quantity.0,
    }
    container.remaining.0 -= entry.quantity.0;
    let is_open = container.remaining > Quantity::ZERO;
    container.status = if is_open { ContainerStatus::Open } else { ContainerStatus::Empty };
    container
}
