//! Bare numbers: article numbers, drug codes, and damage.

use super::*;

#[test]
fn an_article_number_of_any_length_is_filled_up_to_fourteen_digits() {
    for code in
        ["300239232013", "0300239232013", "00300239232013", "]E00300239232013", "'00300239232013", "=\"300239232013\""]
    {
        let reading = reading_of(code);
        assert_eq!((reading.format, reading.gtin.as_deref()), (BarcodeFormat::Gtin, Some("00300239232013")), "{code}");
        assert_eq!((problems_of(&reading), reading.suspect), (vec![], false), "{code}");
    }
    assert_eq!(reading_of("]I117540161860001").gtin.as_deref(), Some("17540161860001"));
    assert_eq!(reading_of("]E496385074").gtin.as_deref(), Some("00000096385074"));
}

#[test]
fn eight_digits_behind_a_zero_are_a_upc_e_and_perhaps_a_gtin_8() {
    let reading = reading_of("02345673");
    assert_eq!(reading.gtin.as_deref(), Some("00023456000073"));
    assert_eq!(reading.other_gtin.as_deref(), Some("00000002345673"));
    assert_eq!(reading_of("]E402345673").gtin.as_deref(), Some("00000002345673"));
    assert_eq!(reading_of("04252614").gtin.as_deref(), Some("00042100005264"));
    assert_eq!(reading_of("96385074").other_gtin, None);
}

#[test]
fn a_mistyped_article_number_is_named_as_one() {
    let reading = reading_of("300239232014");
    assert_eq!((reading.format, reading.gtin.as_deref()), (BarcodeFormat::Gtin, None));
    assert_eq!((problems_of(&reading), reading.problems[0].at), (vec![CheckDigit], Some(11)));
}

#[test]
fn a_drug_code_with_its_hyphens_is_one_drug() {
    for code in ["0023-9232-01", "NDC 0023-9232-01", "NDC: 0023-9232-01"] {
        let reading = reading_of(code);
        assert_eq!(
            (reading.format, reading.ndc.as_slice()),
            (BarcodeFormat::Ndc, ["0023-9232-01".to_owned()].as_slice())
        );
        assert_eq!(reading.gtin.as_deref(), Some("00300239232013"), "{code}");
    }
}

#[test]
fn a_drug_code_without_hyphens_keeps_every_place_for_them() {
    let reading = reading_of("0023923201");
    assert_eq!(reading.ndc, ["0023-9232-01", "00239-232-01", "00239-2320-1"]);
    assert_eq!(reading.gtin.as_deref(), Some("00300239232013"));
}

#[test]
fn the_eleven_digits_of_insurers_may_be_two_drugs() {
    for code in ["00023-9232-01", "00023923201"] {
        let reading = reading_of(code);
        assert_eq!((reading.format, reading.gtin.as_deref()), (BarcodeFormat::Ndc, None), "{code}");
        assert_eq!(reading.ndc, ["0023-9232-01", "00023-9232-1"], "{code}");
    }
}

#[test]
fn the_drug_code_on_a_gs1_label_is_listed() {
    let reading = reading_of("(01)07540161860004(715)0023-9232-01");
    assert_eq!(reading.ndc, ["0023-9232-01"]);
}

#[test]
fn scientific_notation_is_named_as_damage() {
    let reading = reading_of("3.00239E+13");
    assert_eq!((problems_of(&reading), reading.suspect), (vec![DamagedNumber], true));
    assert_eq!((reading.gtin, reading.likely_intended), (None, None));
    assert_eq!(reading_of("3.00239232013E+11").likely_intended.as_deref(), Some("300239232013"));
    assert_eq!(reading_of("300239232013.0").likely_intended.as_deref(), Some("300239232013"));
}

#[test]
fn zeros_that_a_spreadsheet_took_are_named_as_damage() {
    let reading = reading_of("42100005264");
    assert_eq!((problems_of(&reading), reading.suspect, reading.gtin), (vec![DamagedNumber], true, None));
    assert_eq!(reading.likely_intended.as_deref(), Some("042100005264"));
}
