//! Taking stock out whatever its state: to waste, or back to the supplier. What is expired, held or past its time leaves
//! this way. Sealed stock leaves in whole containers, parts leave the opened container that is named, and nothing that is
//! evidence of a recall leaves as waste.

use super::{
    allocation::{Need, PlannedContainer, Shelves, Source},
    quantity,
    refusal::{Field, Reason, Refusal, StockChoice, of_first_kind},
    rights::Role,
    shelf::{LotOnShelf, Shelf},
    usability::{Circumstance, UnusableReason},
};
use entity::{
    container::{self, ContainerStatus},
    fixed_point::Quantity,
    id::{ContainerId, LotId},
    lot, product,
};
use std::collections::BTreeMap;

/// What becomes of recalled and suspect stock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// It stays: only its recall disposes of it.
    Stays,
    /// It may leave like any other stock.
    MayLeave,
}

/// What one need takes from one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Removed {
    /// Which line of the input.
    pub line: usize,
    /// The lot.
    pub lot_id: LotId,
    /// The opened container; `None` for sealed ones.
    pub container_id: Option<ContainerId>,
    /// How much.
    pub quantity: Quantity,
}

/// All that leaves.
#[derive(Clone, Debug, Default)]
pub struct Removal {
    /// Line by line.
    pub removed: Vec<Removed>,
    /// The opened containers, as they are afterwards: what left is wasted from them.
    pub containers: Vec<PlannedContainer>,
}

/// Takes `needs` out of `shelves`.
///
/// # Errors
/// The refusals of the first kind: `WHOLE_CONTAINERS` and `QUANTITY_STEP`, `NOT_ALLOWED` for evidence, `CONFIRM_LOT`
/// where only a product is named that has lots, `STOCK_NOT_USABLE` for a closed container, `INSUFFICIENT_STOCK`.
pub fn plan(
    needs: &[Need],
    shelves: &Shelves,
    circumstance: &Circumstance<'_>,
    evidence: Evidence,
) -> Result<Removal, Vec<Refusal>> {
    let mut store = Store { shelves, circumstance, evidence, sealed: BTreeMap::new(), containers: BTreeMap::new() };
    let (mut removed, mut refusals) = (Vec::new(), Vec::new());
    for need in needs {
        match store.take(need) {
            Ok(taken) => removed.extend(taken),
            Err(refusal) => refusals.push(refusal),
        }
    }
    if !refusals.is_empty() {
        return Err(of_first_kind(refusals));
    }
    let containers = store.containers.into_values().map(|container| PlannedContainer { container, is_new: false });
    Ok(Removal { removed, containers: containers.collect() })
}

/// What leaves although it was not there at the instant of `circumstance`, line by line.
pub fn not_there_then(removed: &[Removed], shelves: &Shelves, circumstance: &Circumstance<'_>) -> Vec<(usize, Reason)> {
    let mut taken = BTreeMap::<LotId, Quantity>::new();
    let mut found = Vec::new();
    for removed in removed {
        let Some(lot) = shelves.values().find_map(|shelf| shelf.lot(removed.lot_id)) else { continue };
        let why = match removed.container_id {
            Some(id) => {
                let container = lot.containers.iter().find(|container| container.id == id);
                let later = container.is_some_and(|container| circumstance.is_before_opening(container));
                later.then_some(UnusableReason::OpenedLater)
            }
            None => {
                let of_lot = taken.entry(removed.lot_id).or_default();
                of_lot.0 += removed.quantity.0;
                (*of_lot > lot.sealed_there()).then_some(UnusableReason::NotThereThen)
            }
        };
        found.extend(why.map(|why| (removed.line, absent(lot, removed.container_id, why))));
    }
    found
}

fn absent(lot: &LotOnShelf, container_id: Option<ContainerId>, why: UnusableReason) -> Reason {
    Reason::StockNotUsable {
        lot_id: lot.lot.id,
        lot_number: lot.lot.lot_number.clone(),
        container_id,
        reasons: vec![why],
        blame: Box::default(),
        alternative: None,
    }
}

/// Refuses what is evidence: under a recall, or possibly counterfeit.
///
/// # Errors
/// `NOT_ALLOWED`.
pub fn not_evidence(reasons: &[UnusableReason], lot: &lot::Model, field: Field) -> Result<(), Refusal> {
    let is_evidence = |reason: &UnusableReason| matches!(reason, UnusableReason::Recalled | UnusableReason::Suspect);
    if !reasons.iter().any(is_evidence) {
        return Ok(());
    }
    let why = UnusableReason::sentence(reasons);
    let message = format!("Lot {} is evidence ({why}): it is disposed of by its recall.", lot.lot_number);
    let needs = vec![Role::MedicalDirector];
    Err(Refusal::new(field, Reason::NotAllowed { needs, message }))
}

/// What is left while stock is taken out, line after line.
struct Store<'a> {
    shelves: &'a Shelves,
    circumstance: &'a Circumstance<'a>,
    evidence: Evidence,
    sealed: BTreeMap<LotId, Quantity>,
    containers: BTreeMap<ContainerId, container::Model>,
}

impl Store<'_> {
    fn take(&mut self, need: &Need) -> Result<Vec<Removed>, Refusal> {
        let refused = |reason| Refusal::new(need.field("source"), reason);
        if let Some(reason) = need.breaches.first() {
            return Err(refused(reason.clone()));
        }
        let not_here = |what| Refusal::not_found(need.field("source"), what);
        let shelf = self.shelves.get(&need.product_id).ok_or_else(|| not_here("product"))?;
        match need.source {
            Source::Lot(id) | Source::OpenNew(id) => {
                let lot = shelf.lot(id).ok_or_else(|| not_here("lot at this site"))?;
                self.take_sealed(need, &shelf.product, &[lot])
            }
            Source::Container(id) => self.take_from(need, shelf, id).map(|removed| vec![removed]),
            Source::Product => self.take_of_product(need, shelf),
            Source::Unbooked(_) => Err(not_here("lot")),
        }
    }

    /// Sealed stock of these lots, in their order.
    fn take_sealed(
        &mut self,
        need: &Need,
        product: &product::Model,
        lots: &[&LotOnShelf],
    ) -> Result<Vec<Removed>, Refusal> {
        let mut wanted = quantity::in_containers(need.field("quantity"), need.quantity, product)?;
        if self.evidence == Evidence::Stays {
            let reasons = |lot: &LotOnShelf| self.circumstance.sealed(&lot.lot, &lot.holds);
            lots.iter().try_for_each(|lot| not_evidence(&reasons(lot), &lot.lot, need.field("source")))?;
        }
        let available = lots.iter().map(|lot| self.left_of(lot)).sum();
        if wanted > available {
            return Err(insufficient(need, product, available));
        }
        let mut removed = Vec::new();
        for lot in lots {
            let (line, lot_id, taken) = (need.line, lot.lot.id, wanted.min(self.left_of(lot)));
            wanted.0 -= taken.0;
            self.sealed.insert(lot_id, Quantity(self.left_of(lot).0 - taken.0));
            removed.push(Removed { line, lot_id, container_id: None, quantity: taken });
        }
        removed.retain(|removed| removed.quantity > Quantity::ZERO);
        Ok(removed)
    }

    fn left_of(&self, lot: &LotOnShelf) -> Quantity {
        self.sealed.get(&lot.lot.id).copied().unwrap_or_else(|| lot.sealed())
    }

    /// A product alone: its one lot where it has no lots, the plan to confirm where it has.
    fn take_of_product(&mut self, need: &Need, shelf: &Shelf) -> Result<Vec<Removed>, Refusal> {
        let mut lots: Vec<&LotOnShelf> = shelf.lots.iter().filter(|lot| self.left_of(lot) > Quantity::ZERO).collect();
        lots.sort_by_key(|lot| (lot.lot.expiry_sort, lot.stock.first_received_at, lot.lot.id));
        if !shelf.product.lot_tracked {
            return self.take_sealed(need, &shelf.product, &lots);
        }
        let mut wanted = quantity::in_containers(need.field("quantity"), need.quantity, &shelf.product)?;
        let mut choices = Vec::new();
        for lot in lots.into_iter().filter(|_| need.quantity > Quantity::ZERO) {
            let taken = wanted.min(self.left_of(lot));
            wanted.0 -= taken.0;
            choices.extend((taken > Quantity::ZERO).then(|| choice(need, lot, taken)));
        }
        if choices.is_empty() {
            return Err(insufficient(need, &shelf.product, Quantity::ZERO));
        }
        Err(Refusal::new(need.field("source"), Reason::ConfirmLot { plan: choices, caution: None }))
    }

    /// Part of an opened container, or all that is left in it.
    fn take_from(&mut self, need: &Need, shelf: &Shelf, id: ContainerId) -> Result<Removed, Refusal> {
        let mut lots = shelf.lots.iter();
        let found = lots.find_map(|lot| Some((lot, lot.containers.iter().find(|container| container.id == id)?)));
        let (lot, container) =
            found.ok_or_else(|| Refusal::not_found(need.field("source"), "container at this site"))?;
        quantity::in_steps(need.field("quantity"), need.quantity, &shelf.product)?;
        if self.evidence == Evidence::Stays {
            let reasons = self.circumstance.opened(container, &lot.lot, &lot.holds);
            not_evidence(&reasons, &lot.lot, need.field("source"))?;
        }
        let container = self.containers.entry(id).or_insert_with(|| container.clone());
        if need.quantity > container.remaining {
            return Err(insufficient(need, &shelf.product, container.remaining));
        }
        container.wasted.0 += need.quantity.0;
        container.remaining.0 -= need.quantity.0;
        if container.remaining == Quantity::ZERO {
            container.status = ContainerStatus::Empty;
        }
        Ok(Removed { line: need.line, lot_id: lot.lot.id, container_id: Some(id), quantity: need.quantity })
    }
}

fn insufficient(need: &Need, product: &product::Model, available: Quantity) -> Refusal {
    let (product_id, unit, requested) = (product.id, product.unit.clone(), need.quantity);
    let reason = Reason::InsufficientStock {
        product_id,
        unit,
        requested,
        available,
        reserved: Quantity::ZERO,
        skipped: vec![],
        others: vec![],
    };
    Refusal::new(need.field("quantity"), reason)
}

fn choice(need: &Need, lot: &LotOnShelf, quantity: Quantity) -> StockChoice {
    StockChoice {
        line: need.line,
        lot_id: lot.lot.id,
        container_id: None,
        opens_container: false,
        quantity,
        wasted: Quantity::ZERO,
        usable_until: None,
    }
}
