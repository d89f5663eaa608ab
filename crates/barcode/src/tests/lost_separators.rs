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
