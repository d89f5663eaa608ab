//! That the planned history can be believed.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::*;
use crate::demo::assortment;

fn terms(seed: u64, days: u32) -> Terms {
    Terms { seed, days, until: "2026-11-20T23:00:00Z".parse().unwrap() }
}

fn history(seed: u64, days: u32) -> Vec<PlannedAct> {
    plan(&terms(seed, days), &assortment::articles("USD").unwrap())
}

#[test]
fn the_same_seed_and_end_make_the_same_history() {
    assert_eq!(history(7, 60), history(7, 60));
    assert_ne!(history(7, 60), history(8, 60));
}

#[test]
fn acts_come_in_the_order_of_time_and_none_after_the_end() {
    let acts = history(1, 90);
    assert!(acts.is_sorted_by_key(|act| act.at));
    assert!(acts.last().unwrap().at <= terms(1, 90).until);
}

#[test]
fn two_years_hold_thousands_of_treatments_at_both_sites() {
    let acts = history(1, 730);
    let treated = |site| acts.iter().filter(|act| act.site == site && matches!(act.deed, Deed::Treat(_))).count();
    assert!(treated(0) > 2_000 && treated(1) > 1_000, "{} and {}", treated(0), treated(1));
}

#[test]
fn every_scene_is_in_a_history_of_six_weeks() {
    let acts = history(1, 42);
    let any = |wanted: fn(&Deed) -> bool| acts.iter().any(|act| wanted(&act.deed));
    assert!(any(|deed| matches!(deed, Deed::Hold { .. })));
    assert!(any(|deed| matches!(deed, Deed::Correct { .. })));
    assert!(any(|deed| matches!(deed, Deed::Adjust { .. })));
    assert!(any(|deed| matches!(deed, Deed::Notice { .. })));
    assert!(any(|deed| matches!(deed, Deed::Recall { .. })));
    assert!(any(|deed| matches!(deed, Deed::Promise { .. })));
    let back = acts.iter().filter(|act| matches!(act.deed, Deed::TakeBack { .. })).count();
    let sold = acts.iter().filter(|act| matches!(act.deed, Deed::Sell { .. })).count();
    assert!(back == 2 && sold > 60, "{back} of {sold}");
    let late = |deed: &Deed| matches!(deed, Deed::Treat(treatment) if treatment.late.is_some());
    assert_eq!(acts.iter().filter(|act| late(&act.deed)).count(), 2);
    assert!(any(
        |deed| matches!(deed, Deed::Receive { lines, .. } if lines.iter().any(|line| line.short_shelf_life.is_some()))
    ));
}
