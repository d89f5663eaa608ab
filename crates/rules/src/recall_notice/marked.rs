//! Lot numbers with brackets or punctuation inside them, which cutting a text at marks takes apart: `A17(B)`, `C3016[1]`,
//! `12,345A`. They are looked for as they stand, between blanks.

use crate::lot_number;

/// Longest text between blanks that is looked at, in bytes.
const LONGEST: usize = 80;
/// Marks that end a text between blanks and are no part of it.
const ENDS: &str = ",;:|\"'“”‘’*!?•.";
const OPENING: [char; 3] = ['(', '[', '{'];
const CLOSING: [char; 3] = [')', ']', '}'];

/// The numbers of a plain text, in the form that numbers are matched by: each text between blanks that has a digit and a mark
/// inside it; without brackets around it, and behind a label that is written in one with it.
pub(super) fn numbers(plain: &str) -> impl Iterator<Item = String> {
    let tokens = plain.split_whitespace().filter(|token| token.len() <= LONGEST);
    tokens.flat_map(forms).filter(|form| is_marked_number(form)).map(lot_number::canonical)
}

/// The ways to read one text: whole, behind `#` or `:`, and each of them without a bracket at either end.
fn forms(token: &str) -> impl Iterator<Item = &str> {
    let whole = token.trim_matches(|mark| ENDS.contains(mark));
    let behind = |label: char| whole.split_once(label).map(|(_, value)| value.trim_matches(|mark| ENDS.contains(mark)));
    let starts = [Some(whole), behind('#'), behind(':')].into_iter().flatten();
    starts.flat_map(|text| {
        let opened = text.strip_prefix(OPENING);
        let closed = text.strip_suffix(CLOSING);
        let bare = opened.and_then(|text| text.strip_suffix(CLOSING));
        [Some(text), opened, closed, bare].into_iter().flatten()
    })
}

fn is_marked_number(form: &str) -> bool {
    let inner = form.get(1..form.len().saturating_sub(1)).unwrap_or_default();
    let is_mark =
        |character: char| OPENING.contains(&character) || CLOSING.contains(&character) || ",:#*=".contains(character);
    let has_mark = inner.contains(is_mark) || form.ends_with(CLOSING) && inner.contains(OPENING);
    has_mark && form.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, number: &str) -> bool {
        numbers(text).any(|found| found == number)
    }

    #[test]
    fn a_number_with_marks_inside_it_is_found_as_it_stands() {
        for text in ["Lot A17(B), exp 10/27", "(A17(B))", "Lot#A17(B).", "LOT:a17(b);", "lots: A17(B)"] {
            assert!(found(text, "A17(B)"), "{text}");
        }
        assert!(found("Lot C3016[1] and others", "C3016[1]"));
        assert!(found("12,345A", "12,345A"));
    }

    #[test]
    fn what_has_no_mark_inside_it_is_left_to_the_pieces() {
        assert_eq!(numbers("Lot #: C3016C3, (C3121C3); [A1] 10/27 (vial)").collect::<Vec<_>>(), [""; 0]);
    }
}
