//! Which lots a line of a scope is about.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::*;
use proptest::prelude::*;

fn given() -> ScopeGiven {
    ScopeGiven {
        product_id: ProductId::new(),
        lot_numbers: vec![],
        lot_range: None,
        serials: vec![],
        all_lots: false,
        expires: Window::default(),
        received: Window::default(),
    }
}

fn at(name: &str) -> Field {
    vec![name.to_owned()]
}

fn line(given: ScopeGiven) -> ScopeLine {
    check(&given, &at).unwrap()
}

fn listed(numbers: &[&str]) -> ScopeGiven {
    ScopeGiven { lot_numbers: numbers.iter().map(ToString::to_string).collect(), ..given() }
}

fn lot(number: &str) -> LotFacts {
    LotFacts { spellings: vec![lot_number::canonical(number)], all_serials_known: true, ..LotFacts::default() }
}

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

#[test]
fn a_listed_number_is_matched_in_canonical_form_by_any_spelling_the_lot_was_known_by() {
    let line = line(listed(&["C3016 C3", "c3016c3"]));
    assert_eq!(line.lot_numbers.len(), 1, "one number, written twice");
    assert!(line.is_about(&lot("c3016\u{200B}c3")));
    assert!(!line.is_about(&lot("C3016")));
    let renamed = LotFacts { spellings: vec!["D1".to_owned(), "C3016C3".to_owned()], ..lot("D1") };
    assert!(line.is_about(&renamed));
}

#[test]
fn a_line_says_which_lots_or_that_all_are_meant() {
    assert_eq!(check(&given(), &at).unwrap_err().field, at("allLots"));
    let narrowed = ScopeGiven { expires: Window { from: day("2027-01-01"), to: None }, ..given() };
    assert!(check(&narrowed, &at).is_err(), "a window alone could be a slip");
    assert!(check(&ScopeGiven { all_lots: true, ..narrowed }, &at).is_ok());
    assert!(check(&ScopeGiven { all_lots: true, ..listed(&["A1"]) }, &at).is_err());
    assert_eq!(check(&listed(&["N/A"]), &at).unwrap_err().field, at("lotNumbers"));
}

#[test]
fn windows_narrow_what_is_named_and_undated_lots_may_be_meant() {
    let expires = Window { from: day("2027-01-01"), to: day("2027-06-30") };
    let line = line(ScopeGiven { all_lots: true, expires, ..given() });
    for (expires_on, meant) in
        [("2027-01-01", true), ("2027-06-30", true), ("2027-07-01", false), ("2026-12-31", false), ("", true)]
    {
        assert_eq!(line.is_about(&LotFacts { expires_on: day(expires_on), ..lot("A1") }), meant, "{expires_on}");
    }
}

#[test]
fn a_receipt_window_asks_for_one_receipt_in_it_and_opening_stock_came_before_its_day() {
    let received = Window { from: day("2026-03-01"), to: day("2026-03-31") };
    let line = line(ScopeGiven { all_lots: true, received, ..given() });
    let came =
        |days: &[&str]| LotFacts { received_on: days.iter().filter_map(|text| day(text)).collect(), ..lot("A1") };
    assert!(line.is_about(&came(&["2026-01-05", "2026-03-31"])));
    assert!(!line.is_about(&came(&["2026-02-28", "2026-04-01"])));
    assert!(!line.is_about(&came(&[])));
    let opening = |text: &str| LotFacts { opened_with_on: day(text).into_iter().collect(), ..lot("A1") };
    assert!(line.is_about(&opening("2026-05-01")), "it may have come in the window");
    assert!(!line.is_about(&opening("2026-02-01")), "it was there before the window");
}

#[test]
fn a_serial_recall_is_about_lots_that_hold_it_and_lots_whose_serials_nobody_kept() {
    let line = line(ScopeGiven { serials: vec!["SN-7".to_owned()], ..given() });
    let holding = |serials: &[&str], all_serials_known| LotFacts {
        serials: serials.iter().map(ToString::to_string).collect(),
        all_serials_known,
        ..lot("A1")
    };
    assert!(line.is_about(&holding(&["SN-7", "SN-8"], true)));
    assert!(!line.is_about(&holding(&["SN-8"], true)));
    assert!(line.is_about(&holding(&["SN-8"], false)));
}

#[test]
fn what_was_not_found_is_told_and_look_alikes_are_suggested() {
    let ids: Vec<LotId> = (0..4).map(|_| LotId::new()).collect();
    let unreadable = LotFacts { spellings: vec![], ..lot("") };
    let lots = [lot("C3016"), lot("C3O16"), lot("D9999"), unreadable];
    let lots: Vec<_> = ids.iter().copied().zip(lots).collect();
    let matched = line(listed(&["C3016", "C9001"])).matched(&lots);
    assert_eq!(matched.lots, [ids[0]]);
    assert_eq!(matched.not_found, ["C9001"]);
    assert_eq!(matched.look_alikes, [ids[1], ids[3]]);
    let range = ScopeGiven { lot_range: Some(("C3010".to_owned(), "C3020".to_owned())), ..given() };
    let matched = line(range).matched(&lots);
    assert_eq!((matched.lots, matched.look_alikes), (vec![ids[0]], vec![ids[1], ids[3]]));
}

#[test]
fn a_number_that_is_only_stated_is_matched_whatever_the_windows() {
    let received = Window { from: day("2026-03-01"), to: None };
    let narrowed = line(ScopeGiven { received, ..listed(&["C3016"]) });
    assert!(narrowed.is_about_stated("C3016"));
    assert!(!narrowed.is_about_stated("C3017"));
    assert!(line(ScopeGiven { all_lots: true, ..given() }).is_about_stated("X"));
    assert!(!line(ScopeGiven { serials: vec!["7".to_owned()], ..given() }).is_about_stated("X"));
}

#[test]
fn a_line_reads_as_a_sentence() {
    let expires = Window { from: None, to: day("2027-06-30") };
    let range = Some(("A1".to_owned(), "A9".to_owned()));
    let line = line(ScopeGiven { lot_range: range, expires, ..listed(&["C3016 C3"]) });
    assert_eq!(line.to_string(), "lots C3016 C3; lots A1 to A9; expiring until 2027-06-30");
}

proptest! {
    #[test]
    fn more_said_is_never_fewer_lots_and_a_window_never_more(
        numbers in prop::collection::vec("[A-B][0-2]{2}", 1..4), more in "[A-B][0-2]{2}", lots in prop::collection::vec("[A-B][0-2]{2}", 0..8)
    ) {
        let lots: Vec<_> = lots.iter().map(|number| (LotId::new(), LotFacts { expires_on: day("2027-03-01"), ..lot(number) })).collect();
        let few = line(ScopeGiven { lot_numbers: numbers.clone(), ..given() });
        let all: Vec<String> = numbers.into_iter().chain([more]).collect();
        let many = line(ScopeGiven { lot_numbers: all.clone(), ..given() });
        let narrowed = line(ScopeGiven { lot_numbers: all, expires: Window { from: day("2028-01-01"), to: None }, ..given() });
        let lots_of = |line: &ScopeLine| line.matched(&lots).lots;
        prop_assert!(lots_of(&few).iter().all(|id| lots_of(&many).contains(id)));
        prop_assert!(lots_of(&narrowed).is_empty());
        let matched = many.matched(&lots);
        prop_assert!(matched.look_alikes.iter().all(|id| !matched.lots.contains(id)), "a look-alike is never one of them");
    }
}
