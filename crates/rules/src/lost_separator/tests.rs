//! Lost separators are suspected where something speaks for them, and how many are not is counted.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at the first surprise")]

mod at_random;

use super::*;
use crate::barcode::{possible_splits, read};
use chrono::NaiveDate;

/// Lot A77 and serial number 12345678901234 of a vial that expires on 30 April 2028, without the separator between them.
const SWALLOWED: &str = "01008123450000161728043010A772112345678901234";
const INTENDED: &str = "(01)00812345000016(17)280430(10)A77(21)12345678901234";

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day")
}

fn judged(code: &str, known: &ProductKnown, keyed: Keyed<'_>) -> Reading {
    suspect(read(code, today()), &possible_splits(code, today()), known, &keyed)
}

fn with_lots(lots: &[&str]) -> ProductKnown {
    ProductKnown {
        needs_lot: true,
        lot_numbers: lots.iter().map(|lot| (*lot).to_owned()).collect(),
        lot_lengths: lots.iter().map(|lot| lot.len()).collect(),
        ..ProductKnown::default()
    }
}

/// What the label most likely says, and the last words of the reason.
fn told(reading: &Reading) -> Option<(&str, &str)> {
    let problem = reading.problems.iter().find(|problem| problem.code == ScanProblemCode::MissingSeparator)?;
    let (_, reason) = problem.message.rsplit_once(": ")?;
    Some((reading.likely_intended.as_deref()?, reason))
}

#[test]
fn a_lot_that_is_known_ends_where_it_ends() {
    let reading = judged(SWALLOWED, &with_lots(&["A77"]), Keyed::default());
    assert!(reading.suspect);
    assert_eq!(told(&reading), Some((INTENDED, "lot A77 of the product is known.")));
    assert_eq!(reading.problems[0].at, Some(29));
}

#[test]
fn of_two_known_lots_the_longer_is_meant() {
    let reading = judged(SWALLOWED, &with_lots(&["A7", "A77"]), Keyed::default());
    assert_eq!(told(&reading).map(|(intended, _)| intended), Some(INTENDED));
}

#[test]
fn what_was_keyed_beside_the_code_tells_where_it_ends() {
    let nothing = ProductKnown::default();
    for keyed in [
        Keyed { serials: vec!["12345678901234"], ..Keyed::default() },
        Keyed { lot_number: Some("a77"), ..Keyed::default() },
    ] {
        assert_eq!(told(&judged(SWALLOWED, &nothing, keyed)).map(|(intended, _)| intended), Some(INTENDED));
    }
}

#[test]
fn a_product_that_needs_a_serial_number_is_missed_one() {
    let known = ProductKnown { needs_serial: true, ..ProductKnown::default() };
    let reading = judged("0100812345000016172804301010A7721S1", &known, Keyed::default());
    let reason = "the product needs a serial number, which the code lacks.";
    assert_eq!(told(&reading), Some(("(01)00812345000016(17)280430(10)10A77(21)S1", reason)));
    let keyed = Keyed { serials: vec!["S9"], ..Keyed::default() };
    assert!(!judged("0100812345000016172804301010A7721S1", &known, keyed).suspect);
}

#[test]
fn a_product_that_is_kept_by_lots_is_missed_one() {
    let known = ProductKnown { needs_lot: true, ..ProductKnown::default() };
    let reading = judged("]d201008123450000161728043021S00110A77", &known, Keyed::default());
    let reason = "the product needs a lot number, which the code lacks.";
    assert_eq!(told(&reading), Some(("(01)00812345000016(17)280430(21)S001(10)A77", reason)));
}

#[test]
fn a_date_that_fits_is_rather_a_date() {
    let reading = judged("]d201008123450000161728043010A7711260430", &ProductKnown::default(), Keyed::default());
    let reason = "a date or check digit fits there.";
    assert_eq!(told(&reading), Some(("(01)00812345000016(17)280430(10)A77(11)260430", reason)));
}

#[test]
fn a_length_that_no_lot_of_the_product_has_is_unusual() {
    let known = ProductKnown { lot_lengths: [4].into(), ..ProductKnown::default() };
    for (behind, value) in [("30", "25"), ("240", "REF-1"), ("715", "0023923201"), ("21", "S1")] {
        let code = format!("]d201008123450000161728043010AB77{behind}{value}");
        let reading = judged(&code, &known, Keyed::default());
        let intended = format!("(01)00812345000016(17)280430(10)AB77({behind}){value}");
        assert_eq!(reading.likely_intended, Some(intended), "{code}");
    }
}

#[test]
fn a_lot_that_is_known_as_it_reads_is_what_it_reads() {
    assert!(!judged("]d201008123450000161728043010L1217", &with_lots(&["L1217", "L1"]), Keyed::default()).suspect);
}

#[test]
fn a_lot_like_the_others_is_not_suspected_whatever_could_begin_in_it() {
    let known = with_lots(&["C3016C3", "C3021A1"]);
    for lot in ["C302117", "1021305", "A240XY1", "2172110", "9912345"] {
        assert!(!judged(&format!("]d201008123450000161728043010{lot}"), &known, Keyed::default()).suspect, "{lot}");
    }
}

#[test]
fn what_is_known_corrects_what_the_code_alone_would_say() {
    let code = "]d2010081234500001610A7721S117280430";
    assert_eq!(read(code, today()).likely_intended.as_deref(), Some("(01)00812345000016(10)A7721S1(17)280430"));
    let reading = judged(code, &with_lots(&["A77"]), Keyed::default());
    assert_eq!(reading.likely_intended.as_deref(), Some("(01)00812345000016(10)A77(21)S1(17)280430"));
}
