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

/// The form that numbers are matched by: Unicode NFKC, upper case, without white space and zero-width characters.
///
/// ```
/// use rules::lot_number::canonical;
///
/// // The carton, the letter of the firm, and a scanner that types.
/// for spelling in ["C3016 C3", "c3016c3", "Ｃ3016Ｃ3"] {
///     assert_eq!(canonical(spelling), "C3016C3");
/// }
/// // Nothing that can be seen is dropped: these are two lots.
/// assert_ne!(canonical("C3016-3"), canonical("C30163"));
/// ```
pub fn canonical(lot_number: &str) -> String {
    let kept = |character: &char| !character.is_whitespace() && !is_invisible(*character) && !character.is_control();
    lot_number.nfkc().filter(kept).flat_map(char::to_uppercase).collect::<String>().nfkc().collect()
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
        for number in ["n/a", "Unknown", "0", "000", "-", " ? "] {
            assert!(check(vec![], number).is_err(), "{number}");
        }
        assert!(check(vec![], "0A").is_ok());
    }

    proptest! {
        #[test]
        fn the_canonical_form_of_a_canonical_form_is_itself(number in "\\PC{0,40}") {
            let once = canonical(&number);
            prop_assert_eq!(canonical(&once), once);
        }
    }
}
