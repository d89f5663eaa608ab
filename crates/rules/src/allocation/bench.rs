//! The bench: the shelf as it is while a usage is planned, line after line.

mod drawing;

use super::{Draw, Need, Plan, PlannedContainer, Shelves, Source, Terms, Wanted, choice};
use crate::{
    refusal::{Reason, SkippedStock, StockChoice},
    shelf::{LotOnShelf, Place, Shelf},
    usability::{Purpose, UnusableReason},
};
use entity::{
    container,
    id::{ContainerId, LotId, ProductId},
    product::ContainerUse,
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

    /// What is sold leaves as it came: in whole containers, none of which is opened.
    fn takes_sealed_only(&self) -> bool {
        self.terms.circumstance.purpose == Purpose::Sale
    }

    pub(super) fn draws_so_far(&self) -> usize {
        self.draws.len()
    }

    pub(super) fn choices_since(&self, first: usize, shelf: &Shelf) -> Vec<StockChoice> {
        let draws = self.draws.iter().skip(first);
        draws.filter_map(|draw| choice::of(draw, &self.touched, shelf, &self.terms.circumstance)).collect()
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

    /// What may be used in place of what `need` names: the beginning of the plan that first expired, first out makes of
    /// what is still there, with the container that it opens and its clock. What reads like a recalled lot comes last.
    pub(super) fn alternative(&mut self, need: &Need, shelf: &Shelf) -> Option<StockChoice> {
        let own =
            Need { source: Source::Product, overrides_in_use: false, label: None, breaches: vec![], ..need.clone() };
        let mut fresh = Bench::new(&self.shelves, self.terms, &mut *self.new_id);
        let mut places: Vec<Place> = fresh.places(&own).into_iter().filter(Place::is_usable).collect();
        places.sort_by_key(|place| shelf.like_recalled(place.lot_id).is_some());

        let mut wanted = Wanted { used: need.quantity, wasted: need.wasted };
        let place = places.first()?;
        fresh.draw(&own, place, &mut wanted, &[]);
        let first = fresh.draws.first()?;
        choice::of(first, &fresh.touched, shelf, &self.terms.circumstance)
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

    fn lot_mut(&mut self, need: &Need, lot_id: LotId) -> Option<&mut LotOnShelf> {
        self.shelves.get_mut(&need.product_id)?.lots.iter_mut().find(|lot| lot.lot.id == lot_id)
    }
}

/// A container that was opened in the books and never drawn from: a single-use one is as good as sealed.
fn is_intact(container: &container::Model) -> bool {
    container.in_use_until.is_none() && container.used.0 + container.wasted.0 == 0 && container.kept_for.is_none()
}
