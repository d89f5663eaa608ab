//! What becomes of stock that expires when demand draws from it first expired, first out.
//!
//! The estimate of aging and outdating is that of Broekmeulen and van Donselaar (2009), A heuristic to manage perishable
//! inventory with batch ordering, positive lead times, and time-varying demand.

use crate::{demand, shelf::Place};
use entity::instant::Instant;

/// Milliseconds in a day.
const DAY: f64 = 86_400_000.0;

/// So much that is good for so long.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Batch {
    /// Base units.
    pub quantity: f64,
    /// Days until it must no longer be used; infinite where there is no date.
    pub days_left: f64,
}

impl Batch {
    /// What stands at a place, and for how long from `at` it is good.
    pub fn of(place: &Place, at: Instant) -> Self {
        let days_left = place.usable_until.map_or(f64::INFINITY, |until| until.0.saturating_sub(at.0) as f64 / DAY);
        Self { quantity: demand::units(place.quantity), days_left }
    }
}

/// What is expected to become of a batch.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fate {
    /// Used in time.
    pub used: f64,
    /// Left when it expires.
    pub outdated: f64,
}

/// What becomes of batches, those that expire first standing first, when `per_day` is asked for every day. A batch is
/// drawn from once those before it are used up or expired: demand is met once, by the batch that it reaches first.
pub fn expected_fates(batches: &[Batch], per_day: f64) -> Vec<Fate> {
    let mut used_before = 0.0;
    let fate = |batch: &Batch| {
        let used = drawn(batch, per_day, batch.days_left, used_before);
        used_before += used;
        Fate { used, outdated: if batch.days_left.is_finite() { batch.quantity - used } else { 0.0 } }
    };
    batches.iter().map(fate).collect()
}

/// What is used of batches after `days` of such demand: what is left then and will not outdate.
pub fn used_after(batches: &[Batch], per_day: f64, days: f64) -> f64 {
    let mut used_before = 0.0;
    let until_then = batches.iter().map(|batch| {
        let used = drawn(batch, per_day, batch.days_left.min(days), used_before);
        used_before += used;
        used
    });
    let until_then: f64 = until_then.sum();
    (expected_use(batches, per_day).used - until_then).max(0.0)
}

/// What becomes of all batches together.
pub fn expected_use(batches: &[Batch], per_day: f64) -> Fate {
    let fates = expected_fates(batches, per_day).into_iter();
    fates.fold(Fate::default(), |all, fate| Fate { used: all.used + fate.used, outdated: all.outdated + fate.outdated })
}

/// What demand of `days` draws from a batch after it drew `used_before` from those before it.
fn drawn(batch: &Batch, per_day: f64, days: f64, used_before: f64) -> f64 {
    if per_day <= 0.0 {
        return 0.0;
    }
    (per_day * days.max(0.0) - used_before).clamp(0.0, batch.quantity.max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn batch(quantity: f64, days_left: f64) -> Batch {
        Batch { quantity, days_left }
    }

    #[test]
    fn demand_is_met_by_one_batch_at_a_time() {
        let fates = expected_fates(&[batch(6.0, 2.0), batch(10.0, 5.0)], 2.0);
        assert_eq!(fates, [Fate { used: 4.0, outdated: 2.0 }, Fate { used: 6.0, outdated: 4.0 }]);
    }

    #[test]
    fn what_has_no_date_never_outdates() {
        let fates = expected_fates(&[batch(6.0, f64::INFINITY)], 0.0);
        assert_eq!(fates, [Fate { used: 0.0, outdated: 0.0 }]);
        assert_eq!(expected_fates(&[batch(6.0, f64::INFINITY)], 0.1), [Fate { used: 6.0, outdated: 0.0 }]);
    }

    #[test]
    fn what_expires_on_the_way_or_later_unused_is_not_used_afterwards() {
        assert_eq!(used_after(&[batch(6.0, 2.0), batch(10.0, 30.0)], 1.0, 4.0), 8.0);
        assert_eq!(used_after(&[batch(6.0, 2.0), batch(100.0, 30.0)], 1.0, 4.0), 26.0);
    }
}
