//! The inventory position: what is there for use, what is on its way, and what is promised.

use super::outdating::{Batch, expected_fates, expected_use};
use crate::{demand, shelf::Place};
use entity::{fixed_point::Quantity, id::LotId, instant::Instant};

/// What is expected to expire unused of a lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExpiringLot {
    /// The lot.
    pub lot_id: LotId,
    /// Base units that are not used in time.
    pub quantity: Quantity,
}

/// What a product has at a site, as far as the next order is concerned.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Position {
    /// Everything in the building.
    pub on_hand: Quantity,
    /// Of it, what may be used: not held, not expired, not kept for one patient.
    pub usable: Quantity,
    /// The usable stock, first expired first.
    pub batches: Vec<Batch>,
    /// The lot of each batch.
    pub lots: Vec<LotId>,
    /// Of the usable stock, what will expire before expected demand reaches it.
    pub expiring_before_use: Quantity,
    /// Promised to somebody.
    pub reserved: Quantity,
    /// Submitted to suppliers and not received.
    pub on_order: Quantity,
}

impl Position {
    /// The position of `places`, in the order in which they are drawn from.
    pub fn new(on_hand: Quantity, places: &[Place], at: Instant) -> Self {
        let usable: Vec<&Place> = places.iter().filter(|place| place.is_usable()).collect();
        let mut batches: Vec<(Batch, LotId)> =
            usable.iter().map(|place| (Batch::of(place, at), place.lot_id)).collect();
        // Open containers are drawn from first; what decides here is what expires first.
        batches.sort_by(|(left, _), (right, _)| left.days_left.total_cmp(&right.days_left));
        let (batches, lots) = batches.into_iter().unzip();
        let usable = usable.iter().map(|place| place.quantity).sum();
        Self { on_hand, usable, batches, lots, ..Self::default() }
    }

    /// With what expires before `per_day` reaches it. Where no demand is known nothing is known of that.
    #[must_use]
    pub fn used_by(self, per_day: Option<f64>) -> Self {
        let expiring =
            per_day.filter(|per_day| *per_day > 0.0).map(|per_day| expected_use(&self.batches, per_day).outdated);
        let expiring_before_use = expiring.and_then(demand::quantity).unwrap_or_default();
        Self { expiring_before_use: expiring_before_use.clamp(Quantity::ZERO, self.usable), ..self }
    }

    /// What of each lot expires before `per_day` reaches it, those that expire first standing first.
    pub fn expiring_lots(&self, per_day: Option<f64>) -> Vec<ExpiringLot> {
        let Some(per_day) = per_day.filter(|per_day| *per_day > 0.0) else { return vec![] };
        let mut expiring: Vec<ExpiringLot> = Vec::new();
        for (fate, lot_id) in expected_fates(&self.batches, per_day).iter().zip(&self.lots) {
            let quantity = demand::quantity(fate.outdated).unwrap_or_default();
            if quantity <= Quantity::ZERO {
                continue;
            }
            // A lot may stand at several places: sealed, and in open containers.
            match expiring.iter_mut().find(|found| found.lot_id == *lot_id) {
                Some(found) => found.quantity.0 = found.quantity.0.saturating_add(quantity.0),
                None => expiring.push(ExpiringLot { lot_id: *lot_id, quantity }),
            }
        }
        expiring
    }

    /// Usable stock that will be used, and what is on order, less what is reserved.
    pub fn total(&self) -> Quantity {
        let there = self.usable.0.saturating_sub(self.expiring_before_use.0);
        Quantity(there.saturating_add(self.on_order.0).saturating_sub(self.reserved.0))
    }

    /// How many days the usable stock lasts; `None` without demand.
    pub fn days_of_cover(&self, per_day: f64) -> Option<f64> {
        let used = demand::units(self.usable) - demand::units(self.expiring_before_use);
        (per_day > 0.0).then(|| used / per_day)
    }
}
