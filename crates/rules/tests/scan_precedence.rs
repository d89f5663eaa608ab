//! What a code is taken for when the books have more than one thing under it, and what it says then.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[path = "../doc/rows.rs"]
#[allow(dead_code, unreachable_pub, reason = "the rows are those of the documentation's examples")]
mod rows;

use chrono::NaiveDate;
use entity::{
    container::{self, ContainerStatus},
    id::LotId,
    product_identifier::{self, IdentifierScheme},
};
use rules::{
    barcode::{BarcodeFormat, Reading, ScanProblemCode, read},
    product_code::canonical,
    scan_precedence::{Meaning, bare_lot, bare_lot_number, identifiers, meaning},
    scanned_code::Package,
};

/// The digits of NDC 18657-117-04. Its last digit is by chance the check digit of the others.
const BARE_NDC: &str = "1865711704";

fn read_now(code: &str) -> Reading {
    read(code, NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day"))
}

fn package(scheme: IdentifierScheme, value: &str) -> Package {
    let product = rows::vial();
    let canonical = canonical(scheme, value).expect("a code of its scheme");
    let value = value.to_owned();
    let identifier =
        product_identifier::Model { scheme, canonical, product_id: product.id, value, containers_per_package: 1 };
    Package { identifier, product }
}

fn labelled(label: &str, status: ContainerStatus) -> container::Model {
    let vial = rows::vial();
    let lot = rows::lot(&vial, "L1", "2027-11-30");
    container::Model { label: label.to_owned(), status, ..rows::opened(&vial, &lot, "2026-11-21T09:00:00Z") }
}

fn sku_and_label(meaning: &Meaning) -> (bool, bool) {
    (meaning.package.is_some(), meaning.container.is_some())
}

#[test]
fn an_open_container_comes_before_a_package_and_a_package_before_a_closed_container() {
    let known = [package(IdentifierScheme::Ref, "94154")];
    for (status, expected) in [
        (ContainerStatus::Open, (false, true)),
        (ContainerStatus::Empty, (true, false)),
        (ContainerStatus::Discarded, (true, false)),
    ] {
        let taken = meaning(read_now("94154"), Some(labelled("94154", status)), &known);
        assert_eq!(sku_and_label(&taken), expected, "{status:?}");
    }
    let closed = meaning(read_now("94154"), Some(labelled("94154", ContainerStatus::Empty)), &[]);
    assert_eq!(sku_and_label(&closed), (false, true));
}

#[test]
fn what_the_books_know_is_neither_unknown_nor_damaged() {
    let label = meaning(read_now("Room 2"), Some(labelled("Room 2", ContainerStatus::Open)), &[]);
    assert_eq!((label.reading.format, label.reading.problems.len()), (BarcodeFormat::ContainerLabel, 0));
    let reference = meaning(read_now("3.00239E+13"), None, &[package(IdentifierScheme::Ref, "3.00239E+13")]);
    assert_eq!((reference.reading.suspect, reference.reading.problems.len()), (false, 0));
}

#[test]
fn a_drug_code_of_the_catalogue_is_no_number_that_lost_its_zeros() {
    assert!(read_now(BARE_NDC).suspect);
    let known = meaning(read_now(BARE_NDC), None, &[package(IdentifierScheme::Ndc, "18657-117-04")]);
    assert_eq!((known.reading.format, known.reading.suspect), (BarcodeFormat::Ndc, false));
    assert_eq!((known.reading.problems.len(), known.reading.likely_intended.as_deref()), (0, None));
    assert_eq!(known.reading.gtin.as_deref(), Some("00318657117041"));
    assert!(known.package.is_some());
}

#[test]
fn eleven_digits_of_an_insurer_are_the_drug_code_that_the_catalogue_has() {
    // Of each ten last digits one fits as a check digit; the catalogue has the drug whatever it is.
    for last in '0'..='9' {
        let printed = format!("18657-0117-0{last}");
        let digits: String = printed.chars().filter(char::is_ascii_digit).collect();
        let short = format!("18657-117-0{last}");
        let known = meaning(read_now(&digits), None, &[package(IdentifierScheme::Ndc, &short)]);
        assert!(known.package.is_some() && !known.reading.suspect, "{digits}");
    }
}

#[test]
fn a_number_that_the_catalogue_has_with_its_zeros_as_well_stays_in_doubt() {
    let both = [package(IdentifierScheme::Ndc, "18657-117-04"), package(IdentifierScheme::Upc, "001865711704")];
    let wanted = identifiers(&read_now(BARE_NDC));
    assert!(both.iter().all(|package| wanted.iter().any(|named| named.canonical == package.identifier.canonical)));
    assert!(meaning(read_now(BARE_NDC), None, &both).reading.suspect);
    let other = meaning(read_now(BARE_NDC), None, &both[1..]);
    assert!(other.reading.suspect && other.package.is_none());
}

#[test]
fn a_lot_number_by_itself_names_its_lot_where_nothing_else_has_it() {
    let unknown = meaning(read_now("c8123 c4"), None, &[]);
    assert_eq!(bare_lot_number(&unknown).as_deref(), Some("C8123C4"));
    let lot = LotId::new();
    let (reading, named) = bare_lot(unknown.reading.clone(), &[lot]);
    assert_eq!((reading.format, named), (BarcodeFormat::LotNumber, Some(lot)));
    assert_eq!((reading.lot_number.as_deref(), reading.problems.len()), (Some("c8123 c4"), 0));
    assert_eq!(bare_lot(unknown.reading, &[]).0.format, BarcodeFormat::Unknown);
    let package = [package(IdentifierScheme::Ref, "C8123C4")];
    assert_eq!(bare_lot_number(&meaning(read_now("C8123C4"), None, &package)), None);
    assert_eq!(bare_lot_number(&meaning(read_now("(01)00300239232013(10)L1"), None, &[])), None);
}

#[test]
fn a_number_of_several_lots_names_none_and_says_so() {
    let (reading, named) = bare_lot(read_now("C8123C4"), &[LotId::new(), LotId::new()]);
    assert_eq!(named, None);
    let problems: Vec<_> = reading.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(problems, [ScanProblemCode::NotRecognised]);
    assert!(reading.problems[0].message.contains("2 products"), "{}", reading.problems[0].message);
}
