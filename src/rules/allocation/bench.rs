//! The bench: the shelf as it is while a usage is planned, line after line.

use super::{Draw, Need, Plan, PlannedContainer, Shelves, Source, Terms, Wanted};
use crate::rules::{
    container_label, expiry,
    refusal::{Reason, SkippedStock, StockChoice},
    shelf::{Place, Shelf},
    usability::{Circumstance, Purpose, UnusableReason},
};
use chrono::TimeDelta;
use entity::{
    container::{self, ContainerStatus},
    fixed_point::Quantity,
    id::{ContainerId, LotId, ProductId},
    product::{self, ContainerUse},
};
use std::collections::BTreeMap;

/// The shelf while it is being planned on: a copy of it that draws lessen, and what was drawn so far.
pub(super) struct Bench<'a> {
    shelves: Shelves,
    terms: &'a Terms<'a>,
    new_id: &'a mut (dyn FnMut() -> ContainerId + Send),
    draws: Vec<Draw>,
    touched: Vec<PlannedContainer>,
    skipped: Vec<SkippedStock>,
}

impl<'a> Bench<'a> {
    pub(super) fn new(
        shelves: &Shelves,
        terms: &'a Terms<'a>,
        new_id: &'a mut (dyn FnMut() -> ContainerId + Send),
    ) -> Self {
        Self { shelves: shelves.clone(), terms, new_id, draws: vec![], touched: vec![], skipped: vec![] }
    }

    /// The places that `need` names, in the order they are taken in.
    pub(super) fn places(&mut self, need: &Need) -> Vec<Place> {
        let Some(shelf) = self.shelves.get(&need.product_id) else { return vec![] };
        let (places, sealed_only) = (shelf.places(&self.terms.circumstance), self.takes_sealed_only());
        let named = |place: &Place| match need.source {
            Source::Lot(lot_id) => place.lot_id == lot_id && !(sealed_only && place.container_id.is_some()),
            Source::Container(id) => place.container_id == Some(id),
            Source::OpenNew(lot_id) => place.lot_id == lot_id && place.container_id.is_none(),
            Source::Product => !(sealed_only && place.container_id.is_some()),
            Source::Unbooked(_) => false,
        };
        let mut places: Vec<_> = places.into_iter().filter(named).collect();
        if need.overrides_in_use && need.source != Source::Product {
            places.iter_mut().for_each(|place| place.reasons.retain(|reason| *reason != UnusableReason::InUseExpired));
        }
        places.sort_by_key(|place| !place.container_id.is_some_and(|id| self.was_opened_now(id)));
        self.skipped
            .extend(places.iter().filter(|place| !place.is_usable()).map(|place| super::skipped(need.line, place)));
        places
    }

    /// Whether a person could mean this open container and no other: not one that this usage opened, and not an intact
    /// single-use one, which is as good as sealed.
    pub(super) fn tells_apart(&self, id: ContainerId) -> bool {
        !self.was_opened_now(id) && self.container(id).is_some_and(|container| !is_intact(container))
    }

    /// Takes what `wanted` needs from `place`, as far as it goes.
    pub(super) fn draw(&mut self, need: &Need, place: &Place, wanted: &mut Wanted, breaches: &[Reason]) {
        let breaches = self.breaches_at(place, breaches);
        match place.container_id {
            Some(id) => self.draw_opened(need, place.lot_id, id, wanted, breaches),
            None => self.draw_sealed(need, place, wanted, &breaches),
        }
    }

    fn breaches_at(&self, place: &Place, breaches: &[Reason]) -> Vec<Reason> {
        let already = breaches.iter().any(|reason| matches!(reason, Reason::StockNotUsable { .. }));
        let own = (!place.is_usable() && !already).then(|| Reason::StockNotUsable {
            lot_id: place.lot_id,
            lot_number: self.lot_number(place.lot_id),
            container_id: place.container_id,
            reasons: place.reasons.clone(),
            alternative: None,
        });
        breaches.iter().cloned().chain(own).collect()
    }

    /// What is sold leaves as it came: in whole containers, none of which is opened.
    fn takes_sealed_only(&self) -> bool {
        self.terms.circumstance.purpose == Purpose::Sale
    }

    /// Sealed stock: whole single-use containers leave as they are; of everything else a container is opened.
    fn draw_sealed(&mut self, need: &Need, place: &Place, wanted: &mut Wanted, breaches: &[Reason]) {
        let Some(product) = self.shelves.get(&need.product_id).map(|shelf| shelf.product.clone()) else { return };
        let mut left = place.quantity;
        if product.container_use == ContainerUse::SingleUse || self.takes_sealed_only() {
            let whole = Quantity(wanted.total().min(left).whole_parts(product.contents) * product.contents.0);
            self.draw_whole(need, place.lot_id, whole, wanted, breaches);
            left.0 -= whole.0;
        }
        while wanted.total() > Quantity::ZERO && left >= product.contents && !self.takes_sealed_only() {
            let id = self.open(need, place.lot_id, &product);
            self.draw_opened(need, place.lot_id, id, wanted, breaches.to_vec());
            left.0 -= product.contents.0;
        }
    }

    fn draw_whole(&mut self, need: &Need, lot_id: LotId, quantity: Quantity, wanted: &mut Wanted, breaches: &[Reason]) {
        if quantity == Quantity::ZERO {
            return;
        }
        let (used, wasted) = wanted.take(quantity);
        if let Some(lot) = self.lot_mut(need, lot_id) {
            lot.stock.on_hand.0 -= quantity.0;
        }
        self.add(need, Some(lot_id), None, used, wasted, breaches.to_vec());
    }

    fn draw_opened(&mut self, need: &Need, lot_id: LotId, id: ContainerId, wanted: &mut Wanted, breaches: Vec<Reason>) {
        let Some(mut container) = self.container(id).cloned() else { return };
        let (used, wasted) = wanted.take(container.remaining);
        if used.0 + wasted.0 == 0 {
            return;
        }
        container.used.0 += used.0;
        container.wasted.0 += wasted.0;
        container.remaining.0 -= used.0 + wasted.0;
        self.note_use(need, &mut container);
        self.replace(need, lot_id, container, used.0 + wasted.0);
        self.add(need, Some(lot_id), Some(id), used, wasted, breaches);
    }

    /// Opens a sealed container: on hand stays, opened grows, the clock starts with the period that the product has now.
    pub(super) fn open(&mut self, need: &Need, lot_id: LotId, product: &product::Model) -> ContainerId {
        let (id, at) = ((self.new_id)(), self.terms.circumstance.at);
        let patient = self.terms.circumstance.patient_id.map(str::to_owned);
        let opened_by = self.terms.opened_by.to_owned();
        let Some(lot) = self.lot_mut(need, lot_id) else { return id };
        lot.stock.opened.0 += product.contents.0;
        let container = container::Model {
            id,
            lot_id,
            site_id: lot.stock.site_id,
            label: need.label.clone().unwrap_or_else(|| container_label::of(id)),
            status: ContainerStatus::Open,
            opened_at: at,
            opened_by,
            in_use_until: expiry::in_use_until(at, product),
            first_patient_id: patient.clone(),
            kept_for: patient.filter(|_| product.container_use == ContainerUse::SinglePatient),
            serial: None,
            contents: product.contents,
            counted: Quantity::ZERO,
            used: Quantity::ZERO,
            wasted: Quantity::ZERO,
            remaining: product.contents,
        };
        lot.containers.push(container);
        let container = self.container(id).cloned();
        self.touched.extend(container.map(|container| PlannedContainer { container, is_new: true }));
        id
    }

    /// A late entry may show that the container was opened earlier; never later. The period stays as long as it was. One
    /// for a single patient that was kept for nobody is kept for the first.
    fn note_use(&self, need: &Need, container: &mut container::Model) {
        let at = self.terms.circumstance.at;
        if at < container.opened_at {
            let earlier = TimeDelta::milliseconds(at.0 - container.opened_at.0);
            container.in_use_until = container.in_use_until.map(|until| until.plus(earlier));
            container.opened_at = at;
        }
        if container.first_patient_id.is_none() {
            container.first_patient_id = self.terms.circumstance.patient_id.map(str::to_owned);
        }
        let product = self.shelves.get(&need.product_id).map(|shelf| &shelf.product);
        if product.is_some_and(|product| product.container_use == ContainerUse::SinglePatient) {
            let patient = self.terms.circumstance.patient_id.map(str::to_owned);
            container.kept_for = container.kept_for.take().or(patient);
        }
        if container.remaining == Quantity::ZERO {
            container.status = ContainerStatus::Empty;
        }
    }

    fn replace(&mut self, need: &Need, lot_id: LotId, container: container::Model, drawn: i64) {
        if let Some(lot) = self.lot_mut(need, lot_id) {
            lot.stock.on_hand.0 -= drawn;
            lot.stock.opened.0 -= drawn;
            lot.containers.iter_mut().filter(|own| own.id == container.id).for_each(|own| *own = container.clone());
        }
        match self.touched.iter_mut().find(|planned| planned.container.id == container.id) {
            Some(planned) => planned.container = container,
            None => self.touched.push(PlannedContainer { container, is_new: false }),
        }
    }

    fn add(
        &mut self,
        need: &Need,
        lot_id: Option<LotId>,
        container_id: Option<ContainerId>,
        quantity: Quantity,
        wasted: Quantity,
        breaches: Vec<Reason>,
    ) {
        let Need { line, component, product_id, .. } = *need;
        self.draws.push(Draw {
            line,
            component,
            product_id,
            lot_id,
            booked: true,
            container_id,
            quantity,
            wasted,
            breaches,
        });
    }

    /// What the books cannot supply: it takes part in trace and recall by its lot, and moves no stock.
    pub(super) fn leave_unbooked(&mut self, need: &Need, wanted: &Wanted, breaches: Vec<Reason>) {
        let lot_id = match need.source {
            Source::Lot(lot_id) | Source::OpenNew(lot_id) => Some(lot_id),
            Source::Container(id) => self.container(id).map(|container| container.lot_id),
            Source::Product => None,
            Source::Unbooked(lot_id) => lot_id,
        };
        let Need { line, component, product_id, .. } = *need;
        let (quantity, wasted) = (wanted.used, wanted.wasted);
        self.draws.push(Draw {
            line,
            component,
            product_id,
            lot_id,
            booked: false,
            container_id: None,
            quantity,
            wasted,
            breaches,
        });
    }

    pub(super) fn draws_so_far(&self) -> usize {
        self.draws.len()
    }

    pub(super) fn choices_since(&self, first: usize, shelf: &Shelf) -> Vec<StockChoice> {
        let draws = self.draws.iter().skip(first);
        draws.filter_map(|draw| choice(draw, &self.touched, shelf, &self.terms.circumstance)).collect()
    }

    pub(super) fn add_breaches_since(&mut self, first: usize, breaches: &[Reason]) {
        self.draws.iter_mut().skip(first).for_each(|draw| draw.breaches.extend_from_slice(breaches));
    }

    /// The containers that this usage drew from, to change, with the last draw from each.
    pub(super) fn touched_with_last_draw(&mut self) -> impl Iterator<Item = (&mut PlannedContainer, &mut Draw)> {
        let mut last: Vec<Option<&mut Draw>> = self.draws.iter_mut().map(Some).collect();
        self.touched.iter_mut().filter_map(move |planned| {
            let id = planned.container.id;
            let draw =
                last.iter_mut().rev().find(|draw| draw.as_ref().is_some_and(|draw| draw.container_id == Some(id)))?;
            draw.take().map(|draw| (planned, draw))
        })
    }

    /// Of each product: what its containers are for, and whether a rest may be kept.
    pub(super) fn container_uses(&self) -> BTreeMap<ProductId, (ContainerUse, bool)> {
        let of = |shelf: &Shelf| (shelf.product.container_use, shelf.product.may_keep_remainder);
        self.shelves.iter().map(|(id, shelf)| (*id, of(shelf))).collect()
    }

    pub(super) fn into_plan(self) -> Plan {
        Plan { draws: self.draws, containers: self.touched, skipped: self.skipped, notices: vec![] }
    }

    fn was_opened_now(&self, id: ContainerId) -> bool {
        self.touched.iter().any(|planned| planned.is_new && planned.container.id == id)
    }

    fn container(&self, id: ContainerId) -> Option<&container::Model> {
        self.shelves.values().flat_map(|shelf| &shelf.lots).flat_map(|lot| &lot.containers).find(|own| own.id == id)
    }

    fn lot_mut(&mut self, need: &Need, lot_id: LotId) -> Option<&mut crate::rules::shelf::LotOnShelf> {
        self.shelves.get_mut(&need.product_id)?.lots.iter_mut().find(|lot| lot.lot.id == lot_id)
    }

    fn lot_number(&self, lot_id: LotId) -> String {
        let lots = self.shelves.values().find_map(|shelf| shelf.lot(lot_id));
        lots.map(|lot| lot.lot.lot_number.clone()).unwrap_or_default()
    }
}

/// A container that was opened in the books and never drawn from: a single-use one is as good as sealed.
fn is_intact(container: &container::Model) -> bool {
    container.in_use_until.is_none() && container.used.0 + container.wasted.0 == 0 && container.kept_for.is_none()
}

/// One draw as a choice: unbooked ones are none.
pub(super) fn choice(
    draw: &Draw,
    touched: &[PlannedContainer],
    shelf: &Shelf,
    circumstance: &Circumstance<'_>,
) -> Option<StockChoice> {
    let lot = &shelf.lot(draw.lot_id.filter(|_| draw.booked)?)?.lot;
    let planned = touched.iter().find(|planned| Some(planned.container.id) == draw.container_id);
    let usable_until = match planned {
        Some(planned) => expiry::container_usable_until(&planned.container, lot, circumstance.zone),
        None => expiry::lot_usable_until(lot, circumstance.zone),
    };
    Some(StockChoice {
        line: draw.line,
        lot_id: lot.id,
        container_id: draw.container_id.filter(|_| planned.is_some_and(|planned| !planned.is_new)),
        opens_container: planned.is_some_and(|planned| planned.is_new),
        quantity: draw.quantity,
        wasted: draw.wasted,
        usable_until,
    })
}
