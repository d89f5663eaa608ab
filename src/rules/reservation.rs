//! Reservations: stock that is promised until a time. Available = usable − reserved.
//!
//! Nothing is set aside on the shelf. What stands is compared with what is usable whenever somebody asks: the first
//! promised is served first, and what is left for nobody in particular may be sold. So a promise ends exactly at its
//! time, and a hold, an expiry or a patient in the chair shows at once which promises lost their stock.

use super::{
    allocation::{Draw, Need, Plan, Shelves, Terms},
    notice::{Notice, NoticeCode},
    refusal::{Reason, Refusal, SkippedStock, line_field},
    shelf::{Division, Shelf},
    usability::{Circumstance, Purpose, UnusableReason},
};
use entity::{
    fixed_point::Quantity,
    id::{ProductId, ReservationId},
    instant::Instant,
    reservation,
};
use std::collections::BTreeMap;

/// How much of each reservation an act used up.
pub type UsedUp = BTreeMap<ReservationId, Quantity>;

/// What became of a reservation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It holds its stock.
    Active,
    /// All of it was used.
    Used,
    /// It was given back.
    Released,
    /// Its time is over.
    Lapsed,
}

/// What became of `reservation` at `at`.
pub fn status(reservation: &reservation::Model, at: Instant) -> Status {
    match () {
        () if reservation.released_at.is_some() => Status::Released,
        () if reservation.used >= reservation.quantity => Status::Used,
        () if at >= reservation.expires_at => Status::Lapsed,
        () => Status::Active,
    }
}

/// What of it was not used yet.
pub fn left(reservation: &reservation::Model) -> Quantity {
    Quantity(reservation.quantity.0 - reservation.used.0)
}

/// The promises of one product at one site against what is usable there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Promises {
    unit: String,
    promises: Vec<Promise>,
    free: Quantity,
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
        Self { unit: String::new(), promises, free }
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
            Self { unit: shelf.product.unit.clone(), ..Self::new(standing, usable.usable) }
        };
        shelves.iter().map(|(id, shelf)| (*id, of_shelf(shelf))).collect()
    }

    /// What is promised to nobody: available.
    pub fn free(&self) -> Quantity {
        self.free
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
    fn available_to(&self, named: &[ReservationId]) -> Quantity {
        let own = self.promises.iter().filter(|promise| named.contains(&promise.id)).map(|promise| promise.covered);
        own.chain([self.free]).sum()
    }

    fn left_of(&self, named: Option<ReservationId>) -> Quantity {
        let promise = self.promises.iter().find(|promise| Some(promise.id) == named);
        promise.map_or(Quantity::ZERO, |promise| promise.left)
    }
}

/// Weighs a plan against what is promised: a sale is refused what is promised to others; a patient in the chair, and
/// what already happened, take it with a notice. Answers how much of each reservation is used up.
///
/// # Errors
/// `INSUFFICIENT_STOCK` for each line of a sale, before the act, that would take what others were promised.
pub fn weigh(
    plan: &mut Plan,
    needs: &[Need],
    promises: &mut BTreeMap<ProductId, Promises>,
    terms: &Terms<'_>,
) -> Result<UsedUp, Vec<Refusal>> {
    let (mut used_up, mut refusals) = (UsedUp::new(), Vec::new());
    for need in needs {
        let Some(promises) = promises.get_mut(&need.product_id) else { continue };
        let wanted: Quantity = usable_draws(plan, need).map(|draw| Quantity(draw.quantity.0 + draw.wasted.0)).sum();
        let own = promises.left_of(need.reservation_id).min(wanted);
        if let Some(id) = need.reservation_id.filter(|_| own > Quantity::ZERO) {
            used_up.entry(id).or_default().0 += own.0;
        }
        let taken = promises.take(wanted, need.reservation_id);
        if taken.others > Quantity::ZERO {
            refusals.extend(take_from_others(plan, need, taken, &promises.unit, terms).err());
        }
    }
    if refusals.is_empty() { Ok(used_up) } else { Err(refusals) }
}

/// Refusals of a sale that there is not enough for, with what may be sold of the stock: what others were promised is not
/// available either.
pub fn tell(
    mut refusals: Vec<Refusal>,
    needs: &[Need],
    promises: &BTreeMap<ProductId, Promises>,
    terms: &Terms<'_>,
) -> Vec<Refusal> {
    for refusal in refusals.iter_mut().filter(|_| terms.circumstance.purpose == Purpose::Sale) {
        let Reason::InsufficientStock { product_id, available, .. } = &mut refusal.reason else { continue };
        let of_product = needs.iter().filter(|need| need.product_id == *product_id);
        let named: Vec<ReservationId> = of_product.filter_map(|need| need.reservation_id).collect();
        if let Some(promises) = promises.get(product_id) {
            *available = promises.available_to(&named).min(*available);
        }
    }
    refusals
}

fn usable_draws<'p>(plan: &'p Plan, need: &Need) -> impl Iterator<Item = &'p Draw> {
    let usable = |draw: &&Draw| !draw.breaches.iter().any(|reason| matches!(reason, Reason::StockNotUsable { .. }));
    let part = (need.line, need.component);
    plan.draws.iter().filter(move |draw| (draw.line, draw.component) == part && draw.booked).filter(usable)
}

fn take_from_others(plan: &mut Plan, need: &Need, taken: Taken, unit: &str, terms: &Terms<'_>) -> Result<(), Refusal> {
    let selling = terms.circumstance.purpose == Purpose::Sale;
    let reason = promised_to_others(plan, need, taken, unit);
    if selling && !terms.fact {
        return Err(Refusal::new(line_field(need.line, "source"), reason));
    }
    let message = format!("{} of it were reserved: the reservations made last are short.", taken.others);
    plan.notices.push(Notice::new(NoticeCode::ReservedStockTaken, line_field(need.line, "source"), message));
    if selling {
        let of_line = plan.draws.iter_mut().filter(|draw| draw.line == need.line && draw.booked);
        of_line.for_each(|draw| draw.breaches.push(reason.clone()));
    }
    Ok(())
}

fn promised_to_others(plan: &Plan, need: &Need, taken: Taken, unit: &str) -> Reason {
    let last = plan.draws.iter().rfind(|draw| draw.line == need.line && draw.booked);
    let skipped = last.and_then(|draw| draw.lot_id.map(|lot_id| (lot_id, draw.container_id)));
    let skipped = skipped.map(|(lot_id, container_id)| SkippedStock {
        line: need.line,
        lot_id,
        container_id,
        reasons: vec![UnusableReason::Reserved],
        quantity: taken.others,
    });
    Reason::InsufficientStock {
        product_id: need.product_id,
        unit: unit.to_owned(),
        requested: Quantity(need.quantity.0 + need.wasted.0),
        available: Quantity(taken.own.0 + taken.free.0),
        skipped: skipped.into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use entity::id::SiteId;
    use proptest::prelude::*;

    fn reservation(quantity: i64, used: i64) -> reservation::Model {
        reservation::Model {
            id: ReservationId::new(),
            product_id: ProductId(uuid::Uuid::nil()),
            site_id: SiteId(uuid::Uuid::nil()),
            quantity: Quantity(quantity),
            used: Quantity(used),
            purpose: "a cart".to_owned(),
            expires_at: Instant(1_000),
            created_at: Instant(0),
            created_by: "flo".to_owned(),
            released_at: None,
            released_by: None,
        }
    }

    #[test]
    fn a_reservation_lapses_at_its_instant_and_not_a_millisecond_before() {
        let reservation = reservation(3, 0);
        assert_eq!(status(&reservation, Instant(999)), Status::Active);
        assert_eq!(status(&reservation, Instant(1_000)), Status::Lapsed);
    }

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
