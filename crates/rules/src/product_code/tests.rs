//! One product is found by whatever its label carries.

use chrono::NaiveDate;

use super::*;
use crate::barcode::{hibc, read};

fn found_by(code: &str) -> Vec<Candidate> {
    candidates(&read(code, NaiveDate::default()))
}

fn is_found(scheme: Scheme, stored: &str, scanned: &str) -> bool {
    let kept = canonical(scheme, stored);
    found_by(scanned)
        .into_iter()
        .any(|candidate| candidate.schemes.contains(&scheme) && Ok(&candidate.canonical) == kept.as_ref())
}

#[test]
fn a_drug_stored_by_its_code_is_found_by_its_gtin_and_the_other_way_round() {
    for scanned in
        ["00300239232013", "300239232013", "0023-9232-01", "0023923201", "00023-9232-01", "]d20100300239232013"]
    {
        assert!(is_found(Scheme::Ndc, "0023-9232-01", scanned), "{scanned}");
        assert!(is_found(Scheme::Gtin, "00300239232013", scanned), "{scanned}");
        assert!(is_found(Scheme::Upc, "300239232013", scanned), "{scanned}");
    }
}

#[test]
fn a_case_is_not_the_package_inside() {
    assert!(!is_found(Scheme::Ndc, "0023-9232-01", "50300239232018"));
}

#[test]
fn eight_digits_are_found_as_upc_e_and_as_gtin_8() {
    assert!(is_found(Scheme::Upc, "02345673", "02345673"));
    assert!(is_found(Scheme::Gtin, "02345673", "02345673"));
    assert!(is_found(Scheme::Upc, "042100005264", "04252614"));
}

#[test]
fn a_hibc_product_is_found_with_and_without_its_lot() {
    let primary = format!("+A123BJC5D6E71G1{}", hibc::check_character("+A123BJC5D6E71G1").unwrap_or_default());
    for stored in [primary.as_str(), "+A123BJC5D6E71G1/$$73C0012", "A123BJC5D6E71G1", "a123bjc5d6e71g1"] {
        assert!(is_found(Scheme::Hibc, stored, "+A123BJC5D6E71G1/$$73C0012"), "{stored}");
        assert!(is_found(Scheme::Hibc, stored, &primary), "{stored}");
    }
    assert_eq!(canonical(Scheme::Hibc, "+A123AA40 ").as_deref(), Ok("A123AA40"));
    assert_eq!(canonical(Scheme::Hibc, "+A123AA4X"), Err(IdentifierError::HibcCheckCharacter));
    assert_eq!(canonical(Scheme::Hibc, "123"), Err(IdentifierError::Hibc));
}

#[test]
fn a_hibc_without_its_plus_sign_is_completed_or_refused_and_never_stored_as_another_product() {
    for body in ["A123BJC5D6E71G1", "A123AA40", "B078X000120", "H124CT20181"] {
        let printed = printed_hibc(body);
        let bare = printed.trim_start_matches('+').replace('_', " ");
        let check = bare.chars().next_back().unwrap_or_default();
        match canonical(Scheme::Hibc, &bare) {
            Ok(stored) => assert_eq!(stored, body, "{bare}"),
            Err(error) => assert_eq!((error, check.is_ascii_digit()), (IdentifierError::AmbiguousHibc(printed), true)),
        }
    }
}

#[test]
fn a_hibc_whose_check_digit_was_stored_as_its_unit_is_found_by_its_label() {
    let by_digit = (0..500).map(|number| format!("A123X{number}0"));
    let body = by_digit.into_iter().find(|body| printed_hibc(body).ends_with(|check: char| check.is_ascii_digit()));
    let body = body.unwrap_or_default();
    let printed = printed_hibc(&body);
    let formerly = printed.trim_start_matches('+');
    assert!(found_by(&printed).iter().any(|candidate| candidate.canonical == formerly), "{printed}");
    assert_eq!(found_by(&printed).first().map(|candidate| candidate.canonical.as_str()), Some(body.as_str()));
}

#[test]
fn a_reference_is_found_however_it_is_spaced_and_cased() {
    assert!(is_found(Scheme::Ref, "VOL-2x1 mL", "vol-2X1ML"));
    assert!(is_found(Scheme::Ref, "94154", "94154"));
    assert_eq!(canonical(Scheme::Ref, " \u{200b}"), Err(IdentifierError::Empty));
}

#[test]
fn an_eleven_digit_drug_code_that_can_be_two_is_refused_with_both() {
    let both = vec!["0023-9232-01".to_owned(), "00023-9232-1".to_owned()];
    let refused = canonical(Scheme::Ndc, "00023-9232-01");
    assert_eq!(refused, Err(IdentifierError::AmbiguousNdc(both)));
    assert_eq!(canonical(Scheme::Ndc, "50242-0040-62").as_deref(), Ok("00350242040624"));
}

#[test]
fn a_number_may_be_typed_with_the_gaps_that_are_printed() {
    assert_eq!(canonical(Scheme::Upc, " 3 00239 23201 3 ").as_deref(), Ok("00300239232013"));
    assert_eq!(canonical(Scheme::Gtin, "0-0300239-23201-3").as_deref(), Ok("00300239232013"));
}

#[test]
fn wrong_numbers_are_not_stored() {
    assert!(matches!(canonical(Scheme::Gtin, "300239232014"), Err(IdentifierError::Gtin(_))));
    assert_eq!(canonical(Scheme::Upc, "30023923201"), Err(IdentifierError::Upc));
    assert_eq!(canonical(Scheme::Ndc, "0023-9232"), Err(IdentifierError::Ndc));
}

#[test]
fn what_names_no_product_has_no_candidates() {
    assert_eq!(found_by("]C11727113010L1"), []);
    assert_eq!(found_by("LW-22222223"), []);
}
