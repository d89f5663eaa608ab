//! That the planned history can be believed.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::*;
use crate::{config::DEMO_DAYS, demo::assortment};
use entity::recall::RecallKind;
use std::collections::{BTreeMap, BTreeSet};

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

/// What a history has besides its routine: what it is, how it is told, and how often it happens.
type Scene = (&'static str, fn(&Deed) -> bool, usize);

const SCENES: [Scene; 13] = [
    ("vials at the back of a fridge are held", |deed| matches!(deed, Deed::Hold { .. }), 1),
    ("a lot is keyed wrong", |deed| matches!(deed, Deed::Correct { .. }), 1),
    ("a vial breaks", |deed| matches!(deed, Deed::Adjust { .. }), 1),
    ("a letter comes", |deed| matches!(deed, Deed::Notice { .. }), 1),
    ("a recall is opened", |deed| matches!(deed, Deed::Recall(recall) if recall.kind == RecallKind::Recall), 1),
    ("a recall is rehearsed", |deed| matches!(deed, Deed::Recall(recall) if recall.kind == RecallKind::Mock), 1),
    ("its lot is counted at both sites", |deed| matches!(deed, Deed::Count { .. }), 2),
    ("it is closed", |deed| matches!(deed, Deed::CloseRecall { .. }), 1),
    ("stock is promised", |deed| matches!(deed, Deed::Promise { .. }), 2),
    ("something comes back", |deed| matches!(deed, Deed::TakeBack { .. }), 2),
    ("a treatment is charted late", |deed| matches!(deed, Deed::Treat(treatment) if treatment.late.is_some()), 2),
    ("a short-dated delivery is taken", |deed| received(deed).any(|lot| lot.short_shelf_life.is_some()), 1),
    ("an open vial is found", |deed| found(deed).any(|lot| lot.open.is_some()), 2),
];

fn received(deed: &Deed) -> impl Iterator<Item = &Supplied> {
    let lots = if let Deed::Receive { lines, .. } = deed { lines.as_slice() } else { &[] };
    lots.iter()
}

fn found(deed: &Deed) -> impl Iterator<Item = &Supplied> {
    let lots = if let Deed::Open(lots) = deed { lots.as_slice() } else { &[] };
    lots.iter()
}

#[test]
fn every_scene_is_in_a_history_of_six_weeks_and_in_longer_ones() {
    for (days, seed) in [(42, 1), (42, 2), (DEMO_DAYS, 1), (DEMO_DAYS, 3), (730, 1)] {
        let acts = history(seed, days);
        for (scene, is_it, times) in SCENES {
            let told = acts.iter().filter(|act| is_it(&act.deed)).count();
            assert_eq!(told, times, "{scene}, in {days} days of seed {seed}");
        }
        let sold = acts.iter().filter(|act| matches!(act.deed, Deed::Sell { .. })).count();
        assert!(sold > 60, "{sold} sales in {days} days");
    }
}

#[test]
fn prices_rise_within_the_history() {
    for days in [42, DEMO_DAYS, 730] {
        let acts = history(1, days);
        let mut costs: BTreeMap<ArticleKey, BTreeSet<Decimal>> = BTreeMap::new();
        for lot in acts.iter().flat_map(|act| received(&act.deed)).filter(|lot| lot.short_shelf_life.is_none()) {
            costs.entry(lot.article).or_default().extend(lot.unit_cost);
        }
        let with_two_prices = costs.values().filter(|costs| costs.len() == 2).count();
        assert!(with_two_prices > 3, "{with_two_prices} articles in {days} days");
    }
}
