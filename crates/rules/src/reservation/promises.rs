//! What is promised of a product at a site, against what is usable there.

use super::{Status, left, status};
use crate::{
    allocation::Shelves,
    shelf::{Division, Place, Shelf},
    usability::Circumstance,
};
use entity::{
    fixed_point::Quantity,
    id::{ContainerId, LotId, ProductId, ReservationId},
    reservation,
};
use std::collections::{BTreeMap, BTreeSet};

/// The promises of one product at one site against what is usable there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Promises {
    /// Base unit of the product, for messages.
    pub(super) unit: String,
    promises: Vec<Promise>,
    free: Quantity,
    /// Where what is usable now stands: only from there anything is promised.
    places: BTreeSet<(LotId, Option<ContainerId>)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Promise {
    id: ReservationId,
    left: Quantity,
    covered: Quantity,
}

/// Where a quantity came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// From the reservation that was named.
    pub own: Quantity,
    /// From what is promised to nobody.
    pub free: Quantity,
    /// From what is promised to others.
    pub others: Quantity,
}

impl Promises {
    /// The promises that `standing` makes, the first made first, when so much is usable.
    pub fn new<'a>(standing: impl IntoIterator<Item = &'a reservation::Model>, usable: Quantity) -> Self {
        let mut free = usable;
        let promise = |reservation: &reservation::Model| {
            let left = left(reservation);
            let covered = left.min(free);
            free.0 -= covered.0;
            Promise { id: reservation.id, left, covered }
        };
        let promises = standing.into_iter().map(promise).collect();
        Self { unit: String::new(), promises, free, places: BTreeSet::new() }
    }

    /// The promises of every product on `shelves`; of `reservations`, in order of creation, those that stand count.
    pub fn of_shelves(
        shelves: &Shelves,
        reservations: &[reservation::Model],
        circumstance: &Circumstance<'_>,
    ) -> BTreeMap<ProductId, Self> {
        let of_shelf = |shelf: &Shelf| {
            let usable =
                shelf.lots.iter().map(|lot| lot.division(circumstance)).fold(Division::default(), Division::plus);
            let standing = reservations.iter().filter(|reservation| {
                reservation.product_id == shelf.product.id && status(reservation, circumstance.at) == Status::Active
            });
            let places = shelf.places(circumstance).into_iter().filter(Place::is_in_stock);
            let places = places.map(|place| (place.lot_id, place.container_id)).collect();
            Self { unit: shelf.product.unit.clone(), places, ..Self::new(standing, usable.usable) }
        };
        shelves.iter().map(|(id, shelf)| (*id, of_shelf(shelf))).collect()
    }

    /// Whether what stands there is usable now, so that it may be promised to somebody.
    pub(super) fn may_be_of(&self, lot: LotId, container: Option<ContainerId>) -> bool {
        self.places.contains(&(lot, container))
    }

    /// What is promised to nobody: available.
    pub fn free(&self) -> Quantity {
        self.free
    }

    /// What is usable and promised to somebody.
    pub fn covered(&self) -> Quantity {
        self.promises.iter().map(|promise| promise.covered).sum()
    }

    /// All that is promised.
    pub fn reserved(&self) -> Quantity {
        self.promises.iter().map(|promise| promise.left).sum()
    }

    /// Those that there is not enough for.
    pub fn short(&self) -> impl Iterator<Item = ReservationId> {
        self.promises.iter().filter(|promise| promise.covered < promise.left).map(|promise| promise.id)
    }

    /// Takes `quantity`: from the promise that is `named`, then from what is free, then from what others were promised.
    pub fn take(&mut self, quantity: Quantity, named: Option<ReservationId>) -> Taken {
        let mut own = Quantity::ZERO;
        if let Some(promise) = self.promises.iter_mut().find(|promise| Some(promise.id) == named) {
            own = promise.covered.min(quantity);
            promise.covered.0 -= own.0;
            promise.left.0 -= promise.left.min(quantity).0;
        }
        let free = self.free.min(Quantity(quantity.0 - own.0));
        self.free.0 -= free.0;
        let others = Quantity(quantity.0 - own.0 - free.0);
        self.uncover(others);
        Taken { own, free, others }
    }

    /// Who was promised last loses first.
    fn uncover(&mut self, mut lost: Quantity) {
        for promise in self.promises.iter_mut().rev() {
            let taken = promise.covered.min(lost);
            promise.covered.0 -= taken.0;
            lost.0 -= taken.0;
        }
    }

    /// What whoever names these may take without taking from others.
    pub(super) fn available_to(&self, named: &[ReservationId]) -> Quantity {
        let own = self.promises.iter().filter(|promise| named.contains(&promise.id)).map(|promise| promise.covered);
        own.chain([self.free]).sum()
    }

    pub(super) fn left_of(&self, named: Option<ReservationId>) -> Quantity {
        let promise = self.promises.iter().find(|promise| Some(promise.id) == named);
        promise.map_or(Quantity::ZERO, |promise| promise.left)
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::reservation, *};
    use proptest::prelude::*;

    #[test]
    fn the_first_promised_is_served_first_and_the_last_is_short() {
        let (first, last) = (reservation(3, 0), reservation(3, 0));
        let promises = Promises::new([&first, &last], Quantity(4));
        assert_eq!(promises.short().collect::<Vec<_>>(), [last.id]);
        assert_eq!((promises.free(), promises.reserved()), (Quantity(0), Quantity(6)));
    }

    #[test]
    fn who_names_a_reservation_takes_its_stock_then_what_is_free_then_what_others_were_promised() {
        let (own, other) = (reservation(3, 1), reservation(3, 0));
        let mut promises = Promises::new([&own, &other], Quantity(6));
        let taken = promises.take(Quantity(4), Some(own.id));
        assert_eq!(taken, Taken { own: Quantity(2), free: Quantity(1), others: Quantity(1) });
        assert_eq!(promises.short().collect::<Vec<_>>(), [other.id]);
    }

    proptest! {
        #[test]
        fn what_is_free_and_what_is_covered_is_what_is_usable(
            promised in proptest::collection::vec(1_i64..100, 0..8), usable in 0_i64..400, taken in 0_i64..100,
        ) {
            let rows: Vec<_> = promised.into_iter().map(|quantity| reservation(quantity, 0)).collect();
            let mut promises = Promises::new(&rows, Quantity(usable));
            let sum = |promises: &Promises| promises.free.0 + promises.promises.iter().map(|one| one.covered.0).sum::<i64>();
            prop_assert_eq!(sum(&promises), usable);
            let taken = taken.min(usable);
            promises.take(Quantity(taken), rows.first().map(|row| row.id));
            prop_assert_eq!(sum(&promises), usable - taken);
        }
    }
}
