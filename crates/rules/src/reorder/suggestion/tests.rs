//! Suggestions: what each rule does to the number, and what must hold of every one.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::*;
use crate::demand::DayLookedAt;
use crate::reorder::{Batch, FixedPolicy, ForecastPolicy, ShelfLifeSource};
use chrono::NaiveDate;
use entity::id::LotId;
use proptest::prelude::*;

const FIXED: Policy =
    Policy::Fixed(FixedPolicy { reorder_point: Quantity::whole(20), order_up_to: Quantity::whole(50) });
const BOXES_OF_5: Offer = Offer { package: Quantity::whole(5), minimum_packages: 1, price: Money(120_000) };

fn history(series: &[f64]) -> History {
    let first_on = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    let demand = series.iter().map(|amount| crate::demand::quantity(*amount).unwrap());
    let days: Vec<DayLookedAt> = std::iter::zip(first_on.iter_days(), demand)
        .map(|(day, demand)| DayLookedAt { day, demand, counts: true })
        .collect();
    History { first_on, last_on: days.last().map_or(first_on, |last| last.day), days }
}

fn good_for(days: f64) -> Option<ShelfLife> {
    Some(ShelfLife { days, source: ShelfLifeSource::SupplierLots(3) })
}

/// Stock without a date.
fn there(units: i32) -> Position {
    dated(&[(units, f64::INFINITY)])
}

fn dated(batches: &[(i32, f64)]) -> Position {
    let usable = Quantity::whole(batches.iter().map(|(units, _)| units).sum());
    let batches = batches.iter().map(|(units, days_left)| Batch { quantity: f64::from(*units), days_left: *days_left });
    Position { on_hand: usable, usable, batches: batches.collect(), ..Position::default() }
}

fn case(position: Position, series: &[f64]) -> Case<'static> {
    Case {
        unit: "each",
        contents: Quantity::whole(1),
        counted_in_containers: false,
        position,
        history: Some(history(series)),
        policy: FIXED,
        offer: Some(BOXES_OF_5),
        lead_time: Some(LeadTime::said(3.0)),
        shelf_life: None,
    }
}

#[test]
fn at_the_reorder_point_it_is_due_and_above_it_is_not() {
    let at = suggest(case(there(20), &[2.0; 30]));
    assert_eq!((at.due, at.packages, at.quantity), (true, 6, Quantity::whole(30)));
    assert_eq!(at.cost, Some(Money(720_000)));
    let above = suggest(case(there(21), &[2.0; 30]));
    assert_eq!((above.due, above.packages, above.quantity), (false, 0, Quantity::ZERO));
}

#[test]
fn what_expires_before_it_is_used_is_ordered_anew() {
    // Of six that are good for two days four are used.
    let suggestion = suggest(case(dated(&[(6, 2.0), (10, 30.0)]), &[2.0; 30]));
    assert_eq!(suggestion.position.expiring_before_use, Quantity::whole(2));
    assert_eq!(suggestion.position.total(), Quantity::whole(14));
    assert_eq!(suggestion.quantity, Quantity::whole(40));
}

#[test]
fn levels_follow_demand_lead_time_and_service_level() {
    let policy =
        Policy::Forecast(ForecastPolicy { service_level: Quantity(9_500), review_days: 7, demand_window_days: 60 });
    let series = [1.0, 7.0, 4.0, 2.0, 6.0].repeat(6);
    let suggestion = suggest(Case { policy, ..case(there(3), &series) });
    let (deviation, z) = (suggestion.forecast.unwrap().deviation, 1.644_853_627);
    let point = 4.0 * 10.0 + z * deviation * 10.0_f64.sqrt();
    assert_eq!(suggestion.reorder_point, crate::demand::quantity(point));
    assert_eq!(suggestion.order_up_to, crate::demand::quantity(point + 4.0 * 7.0));
    assert!(suggestion.due && suggestion.why_not.is_none());
}

/// Whole vials, one used a day, ordered one by one.
fn vials_one_a_day(lead_days: f64, review_days: i32, there_are: i32) -> Suggestion {
    let policy = Policy::Forecast(ForecastPolicy { review_days, ..ForecastPolicy::DEFAULT });
    let lead_time = Some(LeadTime::said(lead_days));
    let single = Offer { package: Quantity::whole(1), ..BOXES_OF_5 };

    suggest(Case {
        policy,
        lead_time,
        offer: Some(single),
        counted_in_containers: true,
        ..case(there(there_are), &[1.0; 30])
    })
}

#[test]
fn small_counts_are_poisson_also_where_the_supplier_delivers_at_once() {
    // Seven are expected until an order of the next review has come: twelve are enough in 95 weeks of 100.
    let suggestion = vials_one_a_day(0.0, 7, 12);

    assert_eq!(suggestion.reorder_point, Some(Quantity::whole(12)));
    assert_eq!(suggestion.order_up_to, Some(Quantity::whole(19)));
    assert_eq!((suggestion.due, suggestion.packages), (true, 7));
    assert!(suggestion.arithmetic.iter().any(|step| step.formula.contains("Poisson")));
}

#[test]
fn an_order_is_one_package_at_least_where_somebody_looks_every_day() {
    let suggestion = vials_one_a_day(3.0, 0, 9);

    let point = suggestion.reorder_point.unwrap();
    assert_eq!(suggestion.order_up_to, point.plus(Quantity::whole(1)));
}

#[test]
fn no_history_no_number_and_the_reason() {
    let policy = Policy::default();
    let never = suggest(Case { policy, history: None, ..case(there(0), &[]) });
    let few = suggest(Case { policy, ..case(there(0), &[1.0; 13]) });
    let unused = suggest(Case { policy, ..case(there(9), &[0.0; 60]) });
    for (suggestion, word) in [(never, "not kept here before"), (few, "of 13 days"), (unused, "Nothing was used")] {
        assert!(!suggestion.due && suggestion.reorder_point.is_none() && suggestion.quantity == Quantity::ZERO);
        assert!(suggestion.why_not.unwrap().contains(word), "{word}");
    }
}

#[test]
fn without_lead_time_or_supplier_the_line_says_what_is_needed() {
    let policy = Policy::default();
    let no_lead_time = suggest(Case { policy, lead_time: None, ..case(there(0), &[1.0; 30]) });
    assert!(no_lead_time.reorder_point.is_none() && no_lead_time.why_not.unwrap().contains("lead time"));
    let nobody = suggest(Case { offer: None, ..case(there(0), &[1.0; 30]) });
    assert_eq!((nobody.due, nobody.packages, nobody.quantity), (true, 0, Quantity::whole(50)));
    assert!(nobody.why_not.unwrap().contains("No supplier"));
}

#[test]
fn no_more_is_ordered_than_is_used_before_it_expires() {
    // Half a piece a day for 40 days is 20, of which 4 are left after those that are there.
    let short = Case { shelf_life: good_for(40.0), ..case(dated(&[(17, 200.0)]), &[0.5; 30]) };
    let suggestion = suggest(short.clone());
    assert_eq!((suggestion.packages, suggestion.expected_waste), (1, Quantity(5_000)));
    assert!(suggestion.limited_because.unwrap().contains("0.5 each"));
    assert_eq!(suggestion.why_not, None, "something is ordered");
    let cap = suggestion.arithmetic.iter().find(|step| step.label == "Used before it expires").unwrap();
    assert_eq!(cap.inputs[1], "shelf life on arrival = 40 days, the middle of 3 lots of the supplier in two years");
    assert_eq!(cap.inputs[2], "used of the stock after the arrival in 3 days = 15.5 each");
    assert_eq!(cap.result, "most = 4.5 each");
    let longer = suggest(Case { shelf_life: good_for(70.0), ..short.clone() });
    assert_eq!((longer.packages, longer.expected_waste), (3, Quantity::ZERO));
    assert!(longer.limited_because.unwrap().starts_with("Packages: 3 instead of 7"));
    let never = suggest(Case { shelf_life: good_for(10.0), ..short });
    assert_eq!((never.due, never.packages), (true, 0));
    assert!(never.why_not.is_some() && never.limited_because.is_none());
}

#[test]
fn what_of_each_lot_expires_before_it_is_used_is_listed() {
    let [sealed, other] = [LotId::new(), LotId::new()];
    let position = Position { lots: vec![sealed, other, sealed], ..dated(&[(6, 2.0), (10, 5.0), (9, 6.0)]) };
    let suggestion = suggest(case(position, &[2.0; 30]));
    let expiring: Vec<_> = suggestion.expiring_lots.iter().map(|lot| (lot.lot_id, lot.quantity)).collect();
    assert_eq!(expiring, [(sealed, Quantity::whole(9)), (other, Quantity::whole(4))]);
    assert_eq!(suggestion.position.expiring_before_use, Quantity::whole(13));
}

#[test]
fn every_number_stands_in_the_arithmetic() {
    let suggestion = suggest(case(there(20), &[2.0; 30]));
    let labels: Vec<_> = suggestion.arithmetic.iter().map(|step| step.label).collect();
    let expected = [
        "Days that count",
        "Kind of demand",
        "Demand a day",
        "Deviation of a day",
        "Reorder point",
        "Expiring before use",
        "Position",
        "Due",
        "Packages",
        "Cost",
    ];
    assert_eq!(labels, expected);
    assert_eq!(suggestion.arithmetic[6].result, "position = 20 each");
}

prop_compose! {
    fn any_case()(
        batches in prop::collection::vec((0_i32..60, 0.0_f64..90.0), 0..5),
        series in prop::collection::vec(0.0_f64..9.0, 14..40),
        on_order in 0_i32..60, reserved in 0_i32..20,
        shelf_life_days in prop::option::of(5.0_f64..120.0),
        forecast: bool, counted_in_containers: bool, minimum_packages in 1_i32..4,
    ) -> Case<'static> {
        let position = Position {
            on_order: Quantity::whole(on_order), reserved: Quantity::whole(reserved), ..dated(&sorted(batches))
        };
        let policy = if forecast { Policy::default() } else { FIXED };
        let shelf_life = shelf_life_days.and_then(good_for);
        let offer = Some(Offer { minimum_packages, ..BOXES_OF_5 });
        Case { policy, offer, shelf_life, counted_in_containers, ..case(position, &series) }
    }
}

fn sorted(mut batches: Vec<(i32, f64)>) -> Vec<(i32, f64)> {
    batches.sort_by(|left, right| left.1.total_cmp(&right.1));
    batches
}

/// The same case with other batches of the same stock, and all else equal.
fn with(case: &Case<'static>, batches: &[Batch]) -> Case<'static> {
    let mut batches = batches.to_vec();
    batches.sort_by(|left, right| left.days_left.total_cmp(&right.days_left));
    let usable = crate::demand::quantity(batches.iter().map(|batch| batch.quantity).sum()).unwrap();
    let position = Position { usable, on_hand: usable, batches, ..case.position.clone() };
    Case { position, ..case.clone() }
}

proptest! {
    #[test]
    fn stock_that_expires_sooner_never_lowers_the_suggestion(case in any_case(), which in 0_usize..5, sooner in 0.0_f64..1.0) {
        let mut batches = case.position.batches.clone();
        if let Some(batch) = batches.get_mut(which) {
            batch.days_left *= sooner;
        }
        prop_assert!(suggest(with(&case, &batches)).quantity >= suggest(case).quantity);
    }

    #[test]
    fn more_of_what_will_expire_unused_never_lowers_the_suggestion(case in any_case(), which in 0_usize..5, more in 1_i32..50) {
        let per_day = suggest(case.clone()).forecast.unwrap().per_day;
        let mut batches = case.position.batches.clone();
        let fates = crate::reorder::expected_fates(&batches, per_day);
        if let Some(batch) = batches.get_mut(which).filter(|_| fates[which].outdated > 0.001) {
            batch.quantity += f64::from(more);
        }
        prop_assert!(suggest(with(&case, &batches)).quantity >= suggest(case).quantity);
    }

    #[test]
    fn more_on_order_never_raises_the_suggestion(case in any_case(), more in 0_i32..100) {
        let position = Position { on_order: case.position.on_order.plus(Quantity::whole(more)).unwrap(), ..case.position.clone() };
        let more = suggest(Case { position, ..case.clone() });
        prop_assert!(more.quantity <= suggest(case).quantity);
    }

    #[test]
    fn nothing_is_suggested_above_the_reorder_point_and_whole_packages_otherwise(case in any_case()) {
        let suggestion = suggest(case);
        let above = suggestion.reorder_point.is_none_or(|point| suggestion.position.total() > point);
        prop_assert_eq!(above, !suggestion.due);
        prop_assert!(!above || suggestion.quantity == Quantity::ZERO);
        prop_assert!(suggestion.quantity.is_multiple_of(BOXES_OF_5.package));
        prop_assert_eq!(BOXES_OF_5.package.times(suggestion.packages), Some(suggestion.quantity));
    }
}
