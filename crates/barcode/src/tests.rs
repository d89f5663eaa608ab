//! What one scan answers, for every kind of code.
#![allow(clippy::expect_used, reason = "a test stops at the first surprise")]

use super::ScanProblemCode::{
    BadDate, CheckDigit, DamagedNumber, ForbiddenCompanion, LastDaysDiffer, MissingCompanion, MissingSeparator,
    NotMarkedAsGs1, NotRecognised, RepeatedDifferently, StraySeparator, TooLong,
};
use super::*;

mod lost_separators;
mod numbers;
mod places;
mod properties;

fn on(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

fn reading_of(code: &str) -> Reading {
    read(code, on(2026, 11, 21))
}

fn problems_of(reading: &Reading) -> Vec<ScanProblemCode> {
    reading.problems.iter().map(|problem| problem.code).collect()
}

#[test]
fn a_scanned_vial_names_product_lot_expiry_and_serial() {
    let reading = reading_of("]d2010030023923201317270531\u{1d}10C8123C4\u{1d}21S-1\r\n");
    assert_eq!(reading.format, BarcodeFormat::Gs1ElementString);
    assert_eq!(reading.gtin.as_deref(), Some("00300239232013"));
    assert_eq!((reading.lot_number.as_deref(), reading.serial.as_deref()), (Some("C8123C4"), Some("S-1")));
    assert_eq!(reading.expires_on, Some(on(2027, 5, 31)));
    assert_eq!((problems_of(&reading), reading.suspect), (vec![], false));
    assert_eq!(reading.ndc, ["0023-9232-01", "00239-232-01", "00239-2320-1"]);
    assert_eq!(
        reading.elements[2],
        ScanElement { identifier: "10".into(), title: "Lot number", value: "C8123C4".into() }
    );
}

#[test]
fn the_separator_is_known_by_all_its_names() {
    for separator in ["\u{1d}", "<GS>", "{GS}", "^]", "~d029", "[GS]", "<FNC1>", "␝"] {
        let reading = reading_of(&format!("01075401618600041727113010L1{separator}21S1"));
        assert_eq!((reading.lot_number.as_deref(), reading.serial.as_deref()), (Some("L1"), Some("S1")), "{separator}");
    }
}

#[test]
fn a_symbology_identifier_is_not_needed() {
    for prefix in ["", "]d2", "]C1", "]e0", "]Q3", "]J1"] {
        let reading = reading_of(&format!("{prefix}01075401618600041727113010L1"));
        assert_eq!((reading.lot_number.as_deref(), problems_of(&reading)), (Some("L1"), vec![]), "{prefix}");
    }
}

#[test]
fn what_a_scanner_should_not_send_is_read_and_named() {
    for (code, expected, at) in [
        ("\u{1d}01075401618600041727113010L1", StraySeparator, 0),
        ("]d2\u{1d}01075401618600041727113010L1", StraySeparator, 3),
        ("]d201075401618600041727113010L1\u{1d}\u{1d}21S1", StraySeparator, 32),
        ("]C001075401618600041727113010L1", NotMarkedAsGs1, 0),
        ("]d101075401618600041727113010L1", NotMarkedAsGs1, 0),
    ] {
        let reading = reading_of(code);
        assert_eq!((reading.lot_number.as_deref(), reading.suspect), (Some("L1"), false), "{code}");
        assert_eq!(problems_of(&reading), [expected], "{code}");
        assert_eq!((reading.problems[0].at, reading.faults().count()), (Some(at), 0), "{code}");
    }
}

#[test]
fn older_links_give_their_dates_by_name() {
    for (query, expected) in [("exp=271130", on(2027, 11, 30)), ("x=1&exp=271100", on(2027, 11, 30))] {
        let reading = reading_of(&format!("https://example.com/gtin/07540161860004/lot/L1?{query}"));
        assert_eq!((reading.expires_on, problems_of(&reading)), (Some(expected), vec![]), "{query}");
    }
    let reading = reading_of("https://example.com/01/07540161860004?expdt=2711302359");
    assert_eq!(reading.expires_on, Some(on(2027, 11, 30)));
}

#[test]
fn the_three_spellings_of_one_label_say_the_same() {
    for code in [
        "01075401618600041727113010L1",
        "(01)07540161860004(17)271130(10)L1",
        " (01) 07540161860004 (17) 271130 (10) L1 ",
        "https://id.gs1.org/01/07540161860004/10/L1?17=271130",
        "HTTPS://ID.GS1.ORG/01/07540161860004/10/L1?17=271130",
        "]Q1https://example.com/en/gtin/07540161860004/lot/L1?17=271130&utm=x#top",
    ] {
        let reading = reading_of(code);
        assert_eq!(reading.gtin.as_deref(), Some("07540161860004"), "{code}");
        assert_eq!(reading.lot_number.as_deref(), Some("L1"), "{code}");
        assert_eq!((reading.expires_on, problems_of(&reading)), (Some(on(2027, 11, 30)), vec![]), "{code}");
    }
}

#[test]
fn day_00_is_the_last_day_of_the_month_in_leap_years_too() {
    for (date, expected) in [("270200", on(2027, 2, 28)), ("280200", on(2028, 2, 29)), ("271100", on(2027, 11, 30))] {
        assert_eq!(reading_of(&format!("(01)07540161860004(17){date}")).expires_on, Some(expected), "{date}");
    }
}

#[test]
fn a_two_digit_year_lies_from_49_years_back_to_50_ahead() {
    for (reference, year, expected) in [
        (2026, "76", 2076),
        (2026, "77", 1977),
        (2051, "01", 2101),
        (2051, "02", 2002),
        (1999, "49", 2049),
        (1999, "50", 1950),
        (2050, "00", 2100),
        (2049, "00", 2000),
    ] {
        let reading = read(&format!("(01)07540161860004(17){year}0131"), on(reference, 1, 1));
        assert_eq!(reading.expires_on, Some(on(expected, 1, 31)), "{year} read in {reference}");
    }
}

#[test]
fn a_wrong_check_digit_names_no_product() {
    let reading = reading_of("]d2010754016186000517271130");
    assert_eq!((reading.gtin, reading.problems[0].code, reading.problems[0].at), (None, CheckDigit, Some(18)));
    assert_eq!(reading.expires_on, Some(on(2027, 11, 30)));
}

#[test]
fn a_day_that_does_not_exist_is_no_expiry_date() {
    let reading = reading_of("(01)00300239232013(17)270229(10)C8123C4");
    assert_eq!((reading.expires_on, problems_of(&reading)), (None, vec![BadDate]));
    assert_eq!(reading.problems[0].at, Some(26));
}

#[test]
fn an_expiry_with_a_time_is_the_last_whole_day_before_it() {
    for (time, last_day) in [("0000", 29), ("1430", 29), ("2358", 29), ("2359", 30)] {
        let code = format!("(01)07540161860004(7003)271130{time}(10)L");
        assert_eq!(reading_of(&code).expires_on, Some(on(2027, 11, last_day)), "{time}");
    }
}

#[test]
fn of_two_last_days_the_earlier_counts_and_the_contradiction_is_told() {
    for code in [
        "(01)07540161860004(17)271130(7003)2712311200(10)L",
        "(01)07540161860004(17)271231(7003)2711302359(10)L",
        "(01)07540161860004(17)271231(17)271130(10)L",
    ] {
        let reading = reading_of(code);
        assert_eq!(reading.expires_on, Some(on(2027, 11, 30)), "{code}");
        assert!(problems_of(&reading).contains(&LastDaysDiffer), "{code}");
    }
    let agreeing = reading_of("(01)07540161860004(17)271130(7003)2711301200(10)L");
    assert_eq!((agreeing.expires_on, problems_of(&agreeing)), (Some(on(2027, 11, 29)), vec![]));
}

#[test]
fn best_before_and_production_are_kept_apart_from_expiry() {
    let reading = reading_of("(01)07540161860004(15)271130(11)250101");
    assert_eq!((reading.best_before_on, reading.produced_on), (Some(on(2027, 11, 30)), Some(on(2025, 1, 1))));
    assert_eq!(reading.expires_on, None);
}

#[test]
fn a_case_counts_the_items_inside() {
    let reading = reading_of("(00)006141411234567890(02)07540161860004(37)12(10)L1");
    assert_eq!((reading.gtin.as_deref(), reading.count), (Some("07540161860004"), Some(12)));
}

#[test]
fn a_missing_companion_is_a_warning_as_labels_split_over_two_symbols() {
    let reading = reading_of("]C11727113010L1");
    assert_eq!(problems_of(&reading), [MissingCompanion, MissingCompanion]);
    assert_eq!((reading.faults().count(), reading.lot_number.as_deref()), (0, Some("L1")));
    assert_eq!(problems_of(&reading_of("(01)07540161860004(37)12")), [ForbiddenCompanion, MissingCompanion]);
}

#[test]
fn a_lot_given_twice_differently_is_no_lot_and_suspect() {
    let reading = reading_of("(01)07540161860004(10)A(10)B");
    assert_eq!((reading.lot_number.as_deref(), reading.suspect), (None, true));
    assert_eq!(problems_of(&reading), [RepeatedDifferently]);
    assert_eq!(reading_of("(01)07540161860004(10)A(10)A").lot_number.as_deref(), Some("A"));
}

#[test]
fn an_article_number_with_a_symbol_above_it_is_one_label() {
    let reading = reading_of("]E02112345678900|]e01727113010L1");
    assert_eq!((reading.gtin.as_deref(), reading.lot_number.as_deref()), (Some("02112345678900"), Some("L1")));
    assert_eq!(problems_of(&reading), []);
}

#[test]
fn hibc_is_read_with_the_asterisks_that_are_printed_around_it() {
    let reading = reading_of("*+A123BJC5D6E71G1/$$73C0012*");
    assert_eq!((reading.format, reading.lot_number.as_deref()), (BarcodeFormat::Hibc, Some("3C001")));
    assert_eq!(problems_of(&reading), []);
}

#[test]
fn the_space_at_the_end_of_a_hibc_is_not_lost() {
    assert!(!reading_of("+A123AA40 \r\n").suspect);
    assert!(reading_of("+A123AA40").suspect);
}

#[test]
fn isbt_128_is_recognised_and_kept_as_it_is() {
    for code in ["=W0000 26 123456 00", "&>0272359", "]C0=<E0382V00"] {
        let reading = reading_of(code);
        assert_eq!(
            (reading.format, reading.elements.len(), problems_of(&reading)),
            (BarcodeFormat::Isbt128, 1, vec![]),
            "{code}"
        );
    }
}

#[test]
fn a_container_label_scans_back_to_its_container() {
    let label = label::of(20_261_121);
    let reading = reading_of(&format!("]C0{}\r", label.to_lowercase()));
    assert_eq!((reading.format, reading.container_label), (BarcodeFormat::ContainerLabel, Some(label)));
    assert_eq!(problems_of(&reading_of("LW-22222223")), [CheckDigit]);
}

#[test]
fn what_is_no_code_says_so() {
    for code in ["", "ABC", "10ABC", "https://example.com/offers", "]", "]XX", "(lot)", "\u{feff}"] {
        let reading = reading_of(code);
        assert_eq!((reading.format, problems_of(&reading)), (BarcodeFormat::Unknown, vec![NotRecognised]), "{code}");
    }
}

#[test]
fn a_code_longer_than_any_label_is_refused() {
    assert_eq!(problems_of(&reading_of(&"9".repeat(LONGEST_CODE + 1))), [TooLong]);
    assert_ne!(problems_of(&reading_of(&"9".repeat(LONGEST_CODE))), [TooLong]);
}

#[test]
fn places_are_counted_in_characters() {
    let reading = reading_of("(01)07540161860004(10)Lä(17)271301");
    let places: Vec<_> = reading.problems.iter().map(|problem| problem.at).collect();
    assert_eq!(places, [Some(23), Some(30)]);
}
