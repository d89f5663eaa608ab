//! Lost separators are suspected, and only those.

use super::*;

fn intended(code: &str) -> Option<String> {
    let reading = reading_of(code);
    assert_eq!(reading.suspect, reading.likely_intended.is_some(), "{code}");
    assert_eq!(reading.suspect, problems_of(&reading).contains(&MissingSeparator), "{code}");
    reading.likely_intended
}

#[test]
fn a_lot_that_swallowed_the_expiry_date_is_suspect() {
    let reading = reading_of("010754016186000410L117271130");
    assert_eq!((reading.lot_number.as_deref(), reading.suspect), (Some("L117271130"), true));
    assert_eq!(reading.likely_intended.as_deref(), Some("(01)07540161860004(10)L1(17)271130"));
    let problem = reading.problems.first().expect("a problem");
    assert_eq!((problem.code, problem.at), (MissingSeparator, Some(20)));
}

#[test]
fn it_is_suspected_without_a_gtin_too() {
    assert_eq!(intended("10L117271130").as_deref(), Some("(10)L1(17)271130"));
    assert_eq!(intended("]C110L10107540161860004").as_deref(), Some("(10)L1(01)07540161860004"));
}

#[test]
fn what_follows_the_expiry_date_is_found_again() {
    let code = "]d2010754016186000410L11125010117271130\u{1d}21S1";
    assert_eq!(intended(code).as_deref(), Some("(01)07540161860004(10)L1(11)250101(17)271130(21)S1"));
    assert_eq!(
        intended("]d2010754016186000410L11727113021S1").as_deref(),
        Some("(01)07540161860004(10)L1(17)271130(21)S1")
    );
}

#[test]
fn a_value_too_long_is_split_where_both_halves_become_fine() {
    let code = "]d2010754016186000417271130".to_owned() + "10ABCDEFGHIJ21KLMNOPQRSTUVWXYZ";
    assert_eq!(intended(&code).as_deref(), Some("(01)07540161860004(17)271130(10)ABCDEFGHIJ(21)KLMNOPQRSTUVWXYZ"));
}

#[test]
fn a_length_that_is_known_shows_where_the_separator_was() {
    let code = "]d2010754016186000470032711300000".to_owned() + "10L1";
    assert_eq!(intended(&code).as_deref(), Some("(01)07540161860004(7003)2711300000(10)L1"));
}

#[test]
fn a_label_that_has_its_expiry_date_is_not_suspected() {
    assert_eq!(intended("]d20107540161860004172711301017271130"), None);
    assert_eq!(intended("]d2010754016186000410L117271130\u{1d}17271130"), None);
}

#[test]
fn lots_that_only_resemble_are_not_suspected() {
    for lot in ["L117271330", "L1172711301", "1727113", "L17", "AB1727113"] {
        assert_eq!(intended(&format!("]d2010754016186000410{lot}")), None, "{lot}");
    }
}

#[test]
fn a_lot_that_is_nothing_but_a_date_element_is_the_lot() {
    assert_eq!(reading_of("]d201075401618600041017271130").lot_number.as_deref(), Some("17271130"));
    assert_eq!(intended("]d201075401618600041017271130"), None);
}

#[test]
fn a_swallowed_expiry_date_with_a_time_is_found_too() {
    assert_eq!(
        intended("]d2010754016186000410L170032711301200").as_deref(),
        Some("(01)07540161860004(10)L1(7003)2711301200")
    );
}

#[test]
fn an_expiry_date_is_found_whatever_else_lost_its_separator_behind_it() {
    for (code, expected) in [
        ("]d2010754016186000410L11727113030521S-1", "(01)07540161860004(10)L1(17)271130(30)5(21)S-1"),
        ("]d2010754016186000421S-117271130240REF-1", "(01)07540161860004(21)S-1(17)271130(240)REF-1"),
        ("]d2010754016186000410L17003271130120011250101", "(01)07540161860004(10)L1(7003)2711301200(11)250101"),
    ] {
        assert_eq!(intended(code).as_deref(), Some(expected), "{code}");
    }
}

#[test]
fn the_drug_code_of_the_own_gtin_is_no_part_of_a_lot() {
    let code = "]d201003002392320131727113010A777150023923201";
    assert_eq!(intended(code).as_deref(), Some("(01)00300239232013(17)271130(10)A77(715)0023923201"));
    assert_eq!(intended("]d201003002392320131727113010A777150023923202"), None);
}

#[test]
fn another_character_in_place_of_the_separator_names_the_setting_of_the_scanner() {
    for (separator, name) in [("|", "|"), (" ", "a blank"), ("#", "#"), ("~", "~")] {
        let code = format!("]d2010754016186000410L1{separator}17271130{separator}21S1");
        let reading = reading_of(&code);
        assert!(reading.suspect && reading.lot_number.is_none(), "{code}");
        assert_eq!(reading.likely_intended.as_deref(), Some("(01)07540161860004(10)L1(17)271130(21)S1"), "{code}");
        let problem = reading.problems.first().expect("a problem");
        assert_eq!((problem.code, problem.at, reading.problems.len()), (MissingSeparator, Some(23), 1), "{code}");
        assert!(problem.message.contains(&format!("sends {name} where")), "{}", problem.message);
    }
    for plain in ["]d201075401618600041727113010L1 2", "10 21 5", "10AB 21CD"] {
        assert!(!reading_of(plain).suspect, "{plain}");
    }
}

#[test]
fn every_place_where_a_separator_may_have_stood_is_listed_the_likeliest_first() {
    let splits = possible_splits("]C101008123450000161728043010A772112345678901234", on(2026, 11, 21));
    let first = splits.first().expect("a place");
    assert_eq!(
        (first.identifier.as_str(), first.value.as_str(), first.gives("21")),
        ("10", "A77", Some("12345678901234"))
    );
    assert_eq!((first.at, first.usual, first.verified), (32, true, false));
    assert_eq!(first.intended, "(01)00812345000016(17)280430(10)A77(21)12345678901234");
    assert_eq!(possible_splits("07540161860004", on(2026, 11, 21)), []);
    assert_eq!(possible_splits("]d201075401618600041727113010C3016C3", on(2026, 11, 21)), []);
}
