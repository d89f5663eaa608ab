//! Lot numbers: kept as printed, matched in one canonical form.
//!
//! FDA notices print one lot as `C3016 C3` and elsewhere without the space, so white space never tells lots apart.

use super::{
    refusal::{Field, InputRule, Refusal},
    text,
};
use unicode_normalization::UnicodeNormalization;

/// What people write where no number is known.
const PLACEHOLDERS: [&str; 13] =
    ["N/A", "NA", "NONE", "UNKNOWN", "UNK", "NULL", "NIL", "TBD", "?", "-", "--", "LOT", "ILLEGIBLE"];

/// The form that numbers are matched by: Unicode NFKC, upper case, without white space and zero-width characters, every
/// dash written as the hyphen of the keyboard.
///
/// ```
/// use rules::lot_number::canonical;
///
/// // The carton, the letter of the firm, and a scanner that types.
/// for spelling in ["C3016 C3", "c3016c3", "Ｃ3016Ｃ3"] {
///     assert_eq!(canonical(spelling), "C3016C3");
/// }
/// // A word processor makes a long dash of a hyphen.
/// assert_eq!(canonical("C3016–C3"), canonical("C3016-C3"));
/// // Nothing that can be seen is dropped: these are two lots.
/// assert_ne!(canonical("C3016-3"), canonical("C30163"));
/// ```
pub fn canonical(lot_number: &str) -> String {
    let kept = |character: &char| !character.is_whitespace() && !is_invisible(*character) && !character.is_control();
    let upper: String = lot_number.nfkc().filter(kept).flat_map(char::to_uppercase).collect();
    upper.nfkc().map(|character| if is_dash(character) { '-' } else { character }).collect()
}

/// Whether a person who reads it would say "dash": the hyphens and dashes of Unicode, and its minus signs. `migration`
/// step 17 has the same list.
fn is_dash(character: char) -> bool {
    matches!(
        character,
        '-' | '\u{02D7}' | '\u{058A}' | '\u{05BE}' | '\u{1806}' | '\u{2010}'
            ..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{2E3A}' | '\u{2E3B}' | '\u{30A0}'
    )
}

/// The number as printed, trimmed, and its canonical form.
///
/// # Errors
/// As [`text::required`]; `PLACEHOLDER_LOT_NUMBER` for `N/A`, `UNKNOWN`, `0` and their like: a number that cannot be
/// read is said so by `lotUnknown`.
pub fn check(field: Field, lot_number: &str) -> Result<(String, String), Refusal> {
    let printed = text::required(field.clone(), lot_number, 80)?;
    let canonical = canonical(&printed);
    let zeros = canonical.bytes().all(|byte| byte == b'0');
    if zeros || PLACEHOLDERS.contains(&canonical.as_str()) {
        let message = format!("{printed} is not a lot number; if it cannot be read, say lotUnknown.");
        return Err(Refusal::invalid(field, InputRule::PlaceholderLotNumber, message));
    }
    Ok((printed, canonical))
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{00AD}' | '\u{202A}'..='\u{202E}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spacing_case_and_width_do_not_tell_lots_apart() {
        for spelling in ["C3016 C3", "c3016c3", "C3016\u{200B}C3", "Ｃ3016Ｃ3", " C3016\u{00A0}C3 "] {
            assert_eq!(canonical(spelling), "C3016C3", "{spelling:?}");
        }
    }

    #[test]
    fn placeholders_are_refused() {
        for number in ["n/a", "Unknown", "0", "000", "-", "–", " ? "] {
            assert!(check(vec![], number).is_err(), "{number}");
        }
        assert!(check(vec![], "0A").is_ok());
    }

    #[test]
    fn every_dash_is_one_dash() {
        let dashes = "-\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}\u{FE58}\u{FE63}\u{FF0D}\u{207B}";
        for dash in dashes.chars() {
            assert_eq!(canonical(&format!("c3016 {dash} c3")), "C3016-C3", "{:x}", u32::from(dash));
        }
    }

    proptest! {
        #[test]
        fn the_canonical_form_of_a_canonical_form_is_itself(number in "\\PC{0,40}") {
            let once = canonical(&number);
            prop_assert_eq!(canonical(&once), once);
        }
    }
}
