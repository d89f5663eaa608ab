//! The in-use clock of an opened container: when it started, what moves it, and what gives it back.
//!
//! It moves only where the opening itself was entered late, since only then was its instant told from memory: an act that
//! names the container and happened before shows that it was open already. The period stays as long as it was.

use super::expiry::CLOCKS_DIFFER;
use chrono::TimeDelta;
use entity::{container, instant::Instant};

/// Whether the opening was told after it was done, by more than clocks differ. Openings of older releases do not say
/// when they were recorded, and count as told at once.
pub fn opening_was_entered_late(container: &container::Model) -> bool {
    let told_first = container.opened_at_first.unwrap_or(container.opened_at);
    container.opening_recorded_at.is_some_and(|recorded| told_first.plus(CLOCKS_DIFFER) < recorded)
}

/// By how much acts of one hour may be entered in another order than they were done in.
const ENTERED_IN_ANOTHER_ORDER: TimeDelta = TimeDelta::hours(1);

/// Whether the container may have been open at `at` already, although it was told to have been opened after it: two who
/// share a vial chart in another order than they drew. Only where the opening was entered late, and within the hour.
pub fn may_have_been_open(container: &container::Model, at: Instant) -> bool {
    opening_was_entered_late(container) && container.opened_at <= at.plus(ENTERED_IN_ANOTHER_ORDER)
}

/// Starts the clock at `at`; when it was told to have started first is kept.
pub fn move_to(container: &mut container::Model, at: Instant) {
    let by = TimeDelta::milliseconds(at.0 - container.opened_at.0);
    let first = container.opened_at_first.unwrap_or(container.opened_at);

    container.in_use_until = container.in_use_until.map(|until| until.plus(by));
    container.opened_at = at;
    container.opened_at_first = Some(first).filter(|first| *first != at);
}

/// Gives the clock back that an act had moved: to the earliest of `drawn_at`, when what still stands was drawn, at the
/// latest to when it was told to have started first.
pub fn give_back(container: &mut container::Model, drawn_at: impl IntoIterator<Item = Instant>) {
    let Some(first) = container.opened_at_first else { return };
    let earliest = drawn_at.into_iter().min().map_or(first, |drawn| drawn.min(first));
    move_to(container, earliest);
}

#[cfg(test)]
mod tests {
    use super::*;
    use entity::{
        container::ContainerStatus,
        fixed_point::Quantity,
        id::{ContainerId, LotId, SiteId},
    };
    use proptest::prelude::*;

    fn opened(opened_at: i64, recorded_at: i64) -> container::Model {
        container::Model {
            id: ContainerId::new(),
            lot_id: LotId::new(),
            site_id: SiteId::new(),
            label: String::new(),
            status: ContainerStatus::Open,
            opened_at: Instant(opened_at),
            opened_at_first: None,
            opening_recorded_at: Some(Instant(recorded_at)),
            booked_from: None,
            opened_by: String::new(),
            in_use_until: Some(Instant(opened_at + 1_000)),
            first_patient_id: None,
            kept_for: None,
            serial: None,
            witness_awaited_since: None,
            contents: Quantity(100),
            counted: Quantity::ZERO,
            used: Quantity::ZERO,
            wasted: Quantity::ZERO,
            remaining: Quantity(100),
        }
    }

    #[test]
    fn an_opening_is_entered_late_when_it_was_recorded_later_than_clocks_differ() {
        let minute = CLOCKS_DIFFER.num_milliseconds();
        assert!(!opening_was_entered_late(&opened(0, minute)));
        assert!(opening_was_entered_late(&opened(0, minute + 1)));
        let of_older_release = container::Model { opening_recorded_at: None, ..opened(0, 0) };
        assert!(!opening_was_entered_late(&of_older_release));
    }

    #[test]
    fn a_container_may_have_been_open_an_hour_before_an_opening_that_was_entered_late() {
        let hour = ENTERED_IN_ANOTHER_ORDER.num_milliseconds();
        assert!(may_have_been_open(&opened(0, 1_000_000), Instant(-hour)));
        assert!(!may_have_been_open(&opened(0, 1_000_000), Instant(-hour - 1)));
        assert!(!may_have_been_open(&opened(0, 0), Instant(-1)), "told at once");
    }

    proptest! {
        #[test]
        fn whatever_moved_the_clock_it_is_given_back_with_its_period(
            moves in prop::collection::vec(-10_000_i64..0, 1..6), stand in prop::collection::vec(-10_000_i64..0, 0..6)
        ) {
            let fresh = opened(0, 1_000_000);
            let mut container = fresh.clone();
            let mut earlier: Vec<i64> = moves;
            earlier.sort_unstable_by_key(|at| std::cmp::Reverse(*at));
            earlier.iter().for_each(|at| move_to(&mut container, Instant(*at)));
            give_back(&mut container, stand.iter().map(|at| Instant(*at)));

            let expected = stand.into_iter().min().unwrap_or(0);
            prop_assert_eq!(container.opened_at, Instant(expected));
            prop_assert_eq!(container.in_use_until, Some(Instant(expected + 1_000)));
            give_back(&mut container, []);
            prop_assert_eq!(container, fresh);
        }
    }
}
