//! Drawing on the bench: what is taken from a place lessens it, and is noted in the container and in the plan.

use super::Bench;
use crate::{
    allocation::{Draw, Need, PlannedContainer, Source, Wanted},
    blame::Blame,
    clock, container_label, expiry,
    refusal::Reason,
    shelf::Place,
};
use entity::{
    container::{self, ContainerStatus},
    fixed_point::Quantity,
    id::{ContainerId, LotId},
    product::{self, ContainerUse},
};

impl Bench<'_> {
    /// Takes what `wanted` needs from `place`, as far as it goes.
    pub(in crate::allocation) fn draw(&mut self, need: &Need, place: &Place, wanted: &mut Wanted, breaches: &[Reason]) {
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
            blame: Box::new(self.blame(place)),
            alternative: None,
        });
        breaches.iter().cloned().chain(own).collect()
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
            lot.unseal(quantity);
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
    pub(in crate::allocation) fn open(&mut self, need: &Need, lot_id: LotId, product: &product::Model) -> ContainerId {
        let (id, at) = ((self.new_id)(), self.terms.circumstance.at);
        let patient = self.terms.circumstance.patient_id.map(str::to_owned);
        let opened_by = self.terms.opened_by.to_owned();
        let recorded_at = self.terms.recorded_at;
        let Some(lot) = self.lot_mut(need, lot_id) else { return id };
        lot.stock.opened.0 += product.contents.0;
        lot.unseal(product.contents);
        let container = container::Model {
            id,
            lot_id,
            site_id: lot.stock.site_id,
            label: need.label.clone().unwrap_or_else(|| container_label::of(id)),
            status: ContainerStatus::Open,
            opened_at: at,
            opened_at_first: None,
            opening_recorded_at: Some(recorded_at),
            booked_from: None,
            opened_by,
            in_use_until: expiry::in_use_until(at, product),
            first_patient_id: patient.clone(),
            kept_for: patient.filter(|_| product.container_use == ContainerUse::SinglePatient),
            serial: None,
            witness_awaited_since: None,
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

    /// Where the opening itself was entered late, an earlier act that names the container shows that it was opened
    /// before that: its clock moves, and nothing else moves it. One for a single patient that was kept for nobody is kept
    /// for the first.
    fn note_use(&self, need: &Need, container: &mut container::Model) {
        let at = self.terms.circumstance.at;
        if at < container.opened_at && clock::opening_was_entered_late(container) {
            clock::move_to(container, at);
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
    pub(in crate::allocation) fn leave_unbooked(&mut self, need: &Need, wanted: &Wanted, breaches: Vec<Reason>) {
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

    fn blame(&self, place: &Place) -> Blame {
        let found = self.shelves.values().find_map(|shelf| Some((shelf, shelf.lot(place.lot_id)?)));
        let Some((shelf, lot)) = found else { return Blame::default() };
        let container = lot.containers.iter().find(|container| Some(container.id) == place.container_id);
        Blame::of_place(lot, container, &place.reasons, &shelf.product, &self.terms.circumstance)
    }

    fn lot_number(&self, lot_id: LotId) -> String {
        let lots = self.shelves.values().find_map(|shelf| shelf.lot(lot_id));
        lots.map(|lot| lot.lot.lot_number.clone()).unwrap_or_default()
    }
}
