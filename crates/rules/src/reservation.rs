//! Reservations: stock that is promised until a time. Available = usable − reserved.
//!
//! Nothing is set aside on the shelf. What stands is compared with what is usable whenever somebody asks: the first
//! promised is served first, and what is left for nobody in particular may be sold. So a promise ends exactly at its
//! time, and a hold, an expiry or a patient in the chair shows at once which promises lost their stock.

mod promises;
#[cfg(test)]
mod tests;

pub use promises::{Promises, Taken};

use super::{
    allocation::{Draw, Need, Plan, Terms},
    notice::{Notice, NoticeCode},
    refusal::{Reason, Refusal, SkippedStock, line_field},
    usability::{Purpose, UnusableReason},
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
        let amount = |draw: &Draw| Quantity(draw.quantity.0 + draw.wasted.0);
        let wanted: Quantity = usable_draws(plan, need).map(amount).sum();
        // What was usable when a past act happened and is not any more is promised to nobody.
        let usable_now = usable_draws(plan, need).filter(|draw| may_be_promised(draw, plan, promises));
        let wanted_now: Quantity = usable_now.map(amount).sum();
        let own = promises.left_of(need.reservation_id).min(wanted);
        if let Some(id) = need.reservation_id.filter(|_| own > Quantity::ZERO) {
            used_up.entry(id).or_default().0 += own.0;
        }
        let taken = promises.take(wanted_now, need.reservation_id);
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
        let Reason::InsufficientStock { product_id, available, reserved, .. } = &mut refusal.reason else { continue };
        let of_product = needs.iter().filter(|need| need.product_id == *product_id);
        let named: Vec<ReservationId> = of_product.filter_map(|need| need.reservation_id).collect();
        if let Some(promises) = promises.get(product_id) {
            let left = promises.available_to(&named).min(*available);
            reserved.0 += available.0 - left.0;
            *available = left;
        }
    }
    refusals
}

fn usable_draws<'p>(plan: &'p Plan, need: &Need) -> impl Iterator<Item = &'p Draw> {
    let usable = |draw: &&Draw| !draw.breaches.iter().any(|reason| matches!(reason, Reason::StockNotUsable { .. }));
    let part = (need.line, need.component);
    plan.draws.iter().filter(move |draw| (draw.line, draw.component) == part && draw.booked).filter(usable)
}

/// Whether it is drawn from what is usable now; a container that the plan opens is sealed now.
fn may_be_promised(draw: &Draw, plan: &Plan, promises: &Promises) -> bool {
    let is_new = |id| plan.containers.iter().any(|planned| planned.is_new && planned.container.id == id);
    let container = draw.container_id.filter(|id| !is_new(*id));
    draw.lot_id.is_some_and(|lot| promises.may_be_of(lot, container))
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
        reserved: taken.others,
        skipped: skipped.into_iter().collect(),
        others: vec![],
    }
}
