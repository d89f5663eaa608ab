//! Expiry: until when a lot, and a container of it, may be used at a site. The one rule; everything that asks calls it.

use chrono::{LocalResult, NaiveDate, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use entity::{container, instant::Instant, lot, product};

/// How far around UTC the midnight of any zone lies: the zone that is furthest from it, and a day that was left out.
const FURTHEST_MIDNIGHT: TimeDelta = TimeDelta::hours(64);

/// How far apart the clocks of a clinic may be: what is told to have come or been opened within this of an act counts as
/// having been there.
pub const CLOCKS_DIFFER: TimeDelta = TimeDelta::seconds(60);

/// The first instant at which a lot expiring on `expires_on` must no longer be used where the zone is `zone`: the first
/// at which the site's clocks show a later day. Where midnight is skipped the day ends at the skip; where it comes
/// twice, at the first: the hour that is repeated is one of the next day.
///
/// ```
/// use chrono::NaiveDate;
/// use chrono_tz::{America::Denver, Pacific::Auckland};
/// use rules::expiry::end_of_day;
///
/// let last_day = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
/// assert_eq!(end_of_day(last_day, Denver).to_utc().to_rfc3339(), "2026-07-01T06:00:00+00:00");
/// // One lot, the same day, and eighteen hours earlier.
/// assert_eq!(end_of_day(last_day, Auckland).to_utc().to_rfc3339(), "2026-06-30T12:00:00+00:00");
/// ```
pub fn end_of_day(expires_on: NaiveDate, zone: Tz) -> Instant {
    let Some(next_day) = expires_on.succ_opt() else { return Instant(i64::MAX) };
    match zone.from_local_datetime(&next_day.and_time(NaiveTime::MIN)) {
        LocalResult::Single(moment) | LocalResult::Ambiguous(moment, _) => moment.to_utc().into(),
        LocalResult::None => end_at_the_skip(expires_on, zone),
    }
}

/// The instant at which the clocks skip the midnight after `day`: the first of a later day, which is searched by halves.
fn end_at_the_skip(day: NaiveDate, zone: Tz) -> Instant {
    let midnight = Instant::from(day.and_time(NaiveTime::MIN).and_utc());
    let mut before = midnight.plus(-FURTHEST_MIDNIGHT);
    let mut after = midnight.plus(FURTHEST_MIDNIGHT);

    while after.0 - before.0 > 1 {
        let middle = Instant(before.0 + (after.0 - before.0) / 2);
        if day_at(middle, zone) > day {
            after = middle;
        } else {
            before = middle;
        }
    }
    after
}

/// The day of the site on which `at` falls.
pub fn day_at(at: Instant, zone: Tz) -> NaiveDate {
    at.to_utc().with_timezone(&zone).date_naive()
}

/// The last day that has ended at `at` by the clocks of `zone`: what expired on it or before must no longer be used
/// there. Lists are filtered by it, so that they and [`end_of_day`] never disagree.
pub fn last_ended_day(at: Instant, zone: Tz) -> Option<NaiveDate> {
    let today = day_at(at, zone);
    today.iter_days().rev().take(4).find(|day| end_of_day(*day, zone) <= at)
}

/// Until when a sealed container of `lot` may be used, exclusive; `None` for a lot without a date.
pub fn lot_usable_until(lot: &lot::Model, zone: Tz) -> Option<Instant> {
    lot.expires_on.map(|expires_on| end_of_day(expires_on, zone))
}

/// Until when a container of `product` that is opened at `at` may be used for that reason, exclusive: the period that the
/// product has now, which the container keeps whatever becomes of the product.
pub fn in_use_until(at: Instant, product: &product::Model) -> Option<Instant> {
    product.in_use_hours.map(|hours| at.plus(TimeDelta::hours(hours.into())))
}

/// For how long the rest of a single-use container may be kept where its product says no in-use period: a day, as the
/// labels of most products that are prepared at the chair have it. A clinic sets its own on the product.
const KEPT_REST: TimeDelta = TimeDelta::hours(24);

/// Until when the rest of a single-use container that was opened at `opened_at` may be used, exclusive, where its
/// product says no in-use period: nothing is kept without an end.
pub fn kept_rest_until(opened_at: Instant) -> Instant {
    opened_at.plus(KEPT_REST)
}

/// Until when an open container may be used, exclusive: the earlier of its lot's expiry and its in-use period.
///
/// ```
/// # mod rows { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/rows.rs")); }
/// # use rows::*;
/// use chrono_tz::America::Denver;
/// use rules::expiry::container_usable_until;
///
/// let vial = vial(); // for 24 hours once it is opened
/// let lot = lot(&vial, "C3016", "2026-06-30");
///
/// let in_may = opened(&vial, &lot, "2026-05-04T15:00:00Z");
/// assert_eq!(container_usable_until(&in_may, &lot, Denver), Some(at("2026-05-05T15:00:00Z")));
/// // Opened on its last afternoon: the lot ends first, at midnight by the clocks of the site.
/// let at_last = opened(&vial, &lot, "2026-06-30T20:00:00Z");
/// assert_eq!(container_usable_until(&at_last, &lot, Denver), Some(at("2026-07-01T06:00:00Z")));
/// ```
pub fn container_usable_until(container: &container::Model, lot: &lot::Model, zone: Tz) -> Option<Instant> {
    match (lot_usable_until(lot, zone), container.in_use_until) {
        (Some(lot), Some(in_use)) => Some(lot.min(in_use)),
        (lot, in_use) => lot.or(in_use),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, reason = "a test fails by panicking")]

    use super::*;
    use proptest::prelude::*;

    fn end(day: &str, zone: &str) -> String {
        let zone: Tz = zone.parse().unwrap_or(Tz::UTC);
        end_of_day(day.parse().unwrap_or_default(), zone).to_utc().to_rfc3339()
    }

    #[test]
    fn a_day_ends_by_the_clocks_of_the_site() {
        assert_eq!(end("2026-06-30", "Pacific/Auckland"), "2026-06-30T12:00:00+00:00");
        assert_eq!(end("2026-06-30", "America/Los_Angeles"), "2026-07-01T07:00:00+00:00");
    }

    #[test]
    fn a_day_on_which_clocks_change_ends_at_its_own_midnight() {
        assert_eq!(end("2026-03-08", "America/New_York"), "2026-03-09T04:00:00+00:00");
        assert_eq!(end("2026-11-01", "America/New_York"), "2026-11-02T05:00:00+00:00");
    }

    #[test]
    fn a_day_whose_next_midnight_is_skipped_ends_at_the_skip() {
        // In Beirut, clocks went from 00:00 to 01:00 on 31 March 2024.
        assert_eq!(end("2024-03-30", "Asia/Beirut"), "2024-03-30T22:00:00+00:00");
        // In Apia, 30 December 2011 did not exist.
        assert_eq!(end("2011-12-29", "Pacific/Apia"), "2011-12-30T10:00:00+00:00");
    }

    #[test]
    fn a_day_whose_next_midnight_comes_twice_ends_at_the_first() {
        // In Havana and on the Azores, clocks went from 01:00 back to 00:00.
        assert_eq!(end("2026-10-31", "America/Havana"), "2026-11-01T04:00:00+00:00");
        assert_eq!(end("2026-10-24", "Atlantic/Azores"), "2026-10-25T00:00:00+00:00");
    }

    /// The instants of `day` and around it at which the clocks of `zone` may change, and between.
    fn quarters_around(day: NaiveDate) -> impl Iterator<Item = Instant> {
        let midnight = Instant::from(day.and_time(NaiveTime::MIN).and_utc());
        (-4 * 26..4 * 64).map(move |quarter| midnight.plus(TimeDelta::minutes(15 * quarter)))
    }

    proptest! {
        #[test]
        fn a_day_ends_when_the_clocks_first_show_a_later_one(
            days in 0_i64..24_000, zone in prop::sample::select(chrono_tz::TZ_VARIANTS.to_vec())
        ) {
            let day = NaiveDate::default() + TimeDelta::days(days);
            let end = end_of_day(day, zone);
            for at in quarters_around(day) {
                prop_assert!(at >= end || day_at(at, zone) <= day, "{} at {}", zone, at.to_utc());
            }
            prop_assert!(day_at(end, zone) > day);
            prop_assert!(day_at(Instant(end.0 - 1), zone) <= day);
        }

        #[test]
        fn the_last_millisecond_before_the_end_is_still_that_day_or_an_earlier_one(
            days in 0_i64..20_000, zone in prop::sample::select(chrono_tz::TZ_VARIANTS.to_vec())
        ) {
            let day = NaiveDate::default() + TimeDelta::days(days);
            let end = end_of_day(day, zone);
            prop_assert!(day_at(Instant(end.0 - 1), zone) <= day);
            prop_assert!(day_at(end, zone) > day);
        }

        #[test]
        fn what_expired_on_the_last_ended_day_is_expired_and_what_expires_a_day_later_is_not(
            millis in 0_i64..1_728_000_000_000, zone in prop::sample::select(chrono_tz::TZ_VARIANTS.to_vec())
        ) {
            let ended = last_ended_day(Instant(millis), zone).expect("a day ended before");
            prop_assert!(end_of_day(ended, zone).0 <= millis);
            prop_assert!(end_of_day(ended + TimeDelta::days(1), zone).0 > millis);
        }
    }
}
