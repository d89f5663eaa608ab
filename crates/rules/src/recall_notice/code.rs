//! Codes of products in the text of a notice: NDC, UPC, GTIN, and references of the manufacturer.

use super::{
    piece::{Gap, Piece},
    shape::Shape,
};
use crate::{
    barcode::{gtin, ndc},
    lot_number,
};
use std::collections::BTreeSet;

/// Fewest characters of a reference that is taken for one wherever it stands.
const LONG_REFERENCE: usize = 5;
/// Longest code that is looked for, in bytes.
const LONGEST: usize = 80;
/// Digits of a UPC as it is printed under the bars.
const UPC_GROUPS: [usize; 4] = [1, 5, 5, 1];

/// The codes in these pieces; `labelled` are those that stand behind a label such as `REF`.
pub(super) fn of(pieces: &[Piece<'_>], labelled: &[String]) -> BTreeSet<String> {
    let mut codes: BTreeSet<String> = labelled.iter().filter(|code| may_be_code(code)).cloned().collect();
    for (place, piece) in pieces.iter().enumerate().filter(|(_, piece)| may_be_code(piece.text)) {
        codes.extend(piece.text.split('/').flat_map(numbers));
        codes.extend(pieces.get(place..).and_then(printed_upc));
        codes.extend(Some(lot_number::canonical(piece.text)).filter(|code| is_reference(code)));
    }
    codes
}

/// The GTINs, in 14 digits, that a number may stand for: zeros in front are often left out.
fn numbers(number: &str) -> Vec<String> {
    let mut found: Vec<String> = ndc::candidates(number).iter().filter_map(|code| ndc::gtin(code)).collect();
    let bare = number.bytes().all(|byte| byte.is_ascii_digit());
    if bare && (8..=14).contains(&number.len()) {
        found.extend(gtin::normalise(&format!("{number:0>14}")));
    }
    found
}

/// `7 05432 00194 5`.
fn printed_upc(pieces: &[Piece<'_>]) -> Option<String> {
    let groups = pieces.get(..UPC_GROUPS.len())?;
    let fits = |(piece, digits): (&Piece<'_>, usize)| {
        piece.text.len() == digits && piece.text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let in_a_row = groups.iter().skip(1).all(|piece| piece.gap == Gap::Blank);
    let printed = in_a_row && groups.iter().zip(UPC_GROUPS).all(fits);
    let digits: String = groups.iter().map(|piece| piece.text).collect();
    gtin::normalise(&digits).ok().filter(|_| printed)
}

fn is_reference(canonical: &str) -> bool {
    canonical.len() >= LONG_REFERENCE && Shape::of(canonical) == Shape::Code
        || canonical.contains('-') && matches!(Shape::of(canonical), Shape::Number)
}

fn may_be_code(text: &str) -> bool {
    text.len() <= LONGEST && text.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recall_notice::piece;

    fn found(text: &str) -> BTreeSet<String> {
        of(&piece::cut(text), &[])
    }

    #[test]
    fn drug_codes_and_article_numbers_become_fourteen_digits() {
        assert!(found("NDC 0023-9232-01, Allergan").contains("00300239232013"));
        assert!(found("3501610/81317001171").contains("00081317001171"));
        assert!(found("UPC 7 05432 00194 5").contains("00705432001945"));
        assert!(found("(01)00300239232013(10)C3709C3").contains("00300239232013"));
    }

    #[test]
    fn references_are_kept_and_amounts_are_not() {
        let codes = found("REF AK-25502, Ref 010-55-25, 100 units of 50 mL, 30G");
        assert_eq!(codes, ["AK-25502", "010-55-25"].map(str::to_owned).into());
    }
}
