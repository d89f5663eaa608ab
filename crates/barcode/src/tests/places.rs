//! A fault is shown at the sign that is wrong.

use proptest::prelude::*;

use super::ScanProblemCode::{BadCharacter, BadLength, BadValue};
use super::*;

/// Kind and place of the first fault.
fn fault(code: &str) -> Option<(ScanProblemCode, Option<usize>)> {
    reading_of(code).faults().next().map(|problem| (problem.code, problem.at))
}

#[test]
fn the_wrong_sign_of_a_label_is_shown() {
    assert_eq!(fault("LW-222222O2"), Some((BadCharacter, Some(9))));
    assert_eq!(fault("LW-22222223"), Some((CheckDigit, Some(10))));
    assert_eq!(fault("]C0LW-22222223"), Some((CheckDigit, Some(13))));
    assert_eq!(fault("LW-222"), Some((BadLength, Some(6))));
}

#[test]
fn the_wrong_sign_of_a_hibc_is_shown() {
    let with_check = |text: &str| format!("{text}{}", hibc::check_character(text).expect("characters of a HIBC"));
    assert_eq!(fault(&with_check("+A123BJC5D6E71X")), Some((BadValue, Some(14))));
    assert_eq!(fault(&with_check("+A12-BJC5D6E711")), Some((BadValue, Some(4))));
    assert_eq!(fault(&with_check("+A123BJC5D6E711/$$95000A3C001")), Some((BadValue, Some(23))));
    assert_eq!(fault(&with_check("+A123BJC5D6E711/$$32A1130L1")), Some((BadDate, Some(20))));
    assert_eq!(fault(&with_check("+A123BJC5D6E711/$L1/Q5X")), Some((BadValue, Some(22))));
}

#[test]
fn the_wrong_sign_of_a_link_is_shown_where_it_stands_in_the_address() {
    let start = "https://id.gs1.org/01/07540161860004/10/";
    assert_eq!(fault(&format!("{start}%41%42%C3%A4")), Some((BadCharacter, Some(start.len() + 6))));
    assert_eq!(fault(&format!("{start}AB?17=271301")), Some((BadDate, Some(start.len() + 8))));
    assert_eq!(fault("https://id.gs1.org/01/300239232014").map(|(code, _)| code), Some(BadLength));
    let check = reading_of("https://id.gs1.org/01/300239232014")
        .problems
        .iter()
        .find(|fault| fault.code == CheckDigit)
        .map(|fault| fault.at);
    assert_eq!(check, Some(Some(33)));
}

#[test]
fn the_wrong_sign_of_an_article_number_is_shown() {
    assert_eq!(fault("]E00300239232O13"), Some((BadCharacter, Some(13))));
}

proptest! {
    #[test]
    fn a_character_that_gs1_does_not_allow_is_shown_where_it_stands(lot in "[A-Z]{1,10}", at in 0_usize..10, wrong in "[äß€]") {
        let at = at % (lot.len() + 1);
        let (start, end) = lot.split_at(at);
        for (before, after) in [("(01)07540161860004(10)", "(17)271130"), ("]d2010754016186000410", "")] {
            let code = format!("{before}{start}{wrong}{end}{after}");
            prop_assert_eq!(fault(&code), Some((BadCharacter, Some(before.len() + at))), "{}", code);
        }
    }
}
