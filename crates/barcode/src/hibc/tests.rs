//! Published HIBC labels and what they say.
#![allow(clippy::expect_used, reason = "a test stops at the first surprise")]

use super::*;

fn on(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

fn reading_of(code: &str) -> Reading {
    read(code, 0, on(2019, 6, 1))
}

#[test]
fn a_primary_code_names_labeler_product_and_package() {
    let reading = reading_of("+A123ABCDEFGHI1234567891E");
    let product = reading.hibc.expect("a product");
    assert_eq!(
        (product.labeler.as_str(), product.product.as_str(), product.unit_of_measure),
        ("A123", "ABCDEFGHI123456789", '1')
    );
    assert_eq!((reading.problems, reading.hibc_link), (vec![], Some('E')));
}

#[test]
fn every_way_to_write_an_expiry_date_is_read() {
    for (code, expected) in [
        ("+X999123ABC0/$$05191234AB/S5678EDFG/16D20151001A", on(2019, 5, 31)),
        ("+X999123ABC0/$$20515191234AB/S5678EDFG/16D20151001I", on(2019, 5, 15)),
        ("+X999123ABC0/$$31905151234AB/S5678EDFG/16D20151001J", on(2019, 5, 15)),
        ("+X999123ABC0/$$4190515211234AB/S5678EDFG/16D20151001N", on(2019, 5, 14)),
        ("+X999123ABC0/$$5191351234AB/S5678EDFG/16D20151001J", on(2019, 5, 15)),
        ("+X999123ABC0/$$619135211234AB/S5678EDFG/16D20151001N", on(2019, 5, 14)),
    ] {
        let reading = reading_of(code);
        assert_eq!(reading.problems, [], "{code}");
        assert_eq!(reading.expires_on, Some(expected), "{code}");
        assert_eq!(
            (reading.lot_number.as_deref(), reading.serial.as_deref()),
            (Some("1234AB"), Some("5678EDFG")),
            "{code}"
        );
        assert_eq!(reading.produced_on, Some(on(2015, 10, 1)), "{code}");
    }
}

#[test]
fn a_secondary_code_alone_ends_with_the_link_to_its_primary() {
    let reading = reading_of("+$$86673C001/14D20050928XL");
    assert_eq!((reading.lot_number.as_deref(), reading.count, reading.hibc_link), (Some("3C001"), Some(66), Some('X')));
    assert_eq!(reading.expires_on, Some(on(2005, 9, 28)));
}

#[test]
fn a_serial_number_stands_behind_a_plus_sign() {
    let reading = reading_of("+$$+20928050001X5");
    assert_eq!((reading.serial.as_deref(), reading.lot_number), (Some("0001"), None));
    assert_eq!(reading.expires_on, Some(on(2005, 9, 28)));
}

#[test]
fn a_quantity_of_five_digits_is_read() {
    let reading = reading_of("+A123BJC5D6E71G1/$$91234573C001/16D20160101/14D20200101W");
    assert_eq!((reading.count, reading.lot_number.as_deref()), (Some(12345), Some("3C001")));
}

#[test]
fn a_day_of_the_year_before_the_lot_needs_no_flag() {
    let body = "+19135LOT1X";
    let code = format!("{body}{}", check_character(body).expect("a check character"));
    let reading = reading_of(&code);
    assert_eq!((reading.expires_on, reading.lot_number.as_deref()), (Some(on(2019, 5, 15)), Some("LOT1")));
}

#[test]
fn a_space_as_check_character_may_be_printed_as_a_low_line() {
    for code in ["+A123AA40 ", "+A123AA40_"] {
        let reading = reading_of(code);
        assert_eq!((reading.problems, reading.suspect), (vec![], false), "{code}");
        assert_eq!(reading.hibc.map(|product| product.to_string()).as_deref(), Some("A123AA40"), "{code}");
    }
}

#[test]
fn a_space_that_was_trimmed_is_suspected() {
    let reading = reading_of("+A123AA40");
    assert_eq!((reading.suspect, reading.likely_intended.as_deref()), (true, Some("+A123AA40 ")));
}

#[test]
fn nothing_is_relied_on_when_the_check_character_is_wrong() {
    let reading = reading_of("+A123BJC5D6E71G1/$$73C0013");
    assert_eq!(reading.problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [CheckDigit]);
    assert_eq!((reading.hibc, reading.lot_number), (None, None));
    assert!(!reading.elements.is_empty());
}

#[test]
fn a_day_that_does_not_exist_is_no_expiry_date() {
    let body = "+$$2023009LOT1X";
    let code = format!("{body}{}", check_character(body).expect("a check character"));
    let reading = reading_of(&code);
    assert_eq!(reading.expires_on, None);
    assert_eq!(
        reading.problems.iter().map(|problem| problem.code).collect::<Vec<_>>(),
        [crate::reading::ScanProblemCode::BadDate]
    );
}
