//! A range of lot numbers, such as `LF00478C` to `LF00552C`: only between numbers of one shape.

use serde::{Deserialize, Serialize};

/// From one lot number to another, both included, in the form that numbers are matched by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LotRange {
    first: String,
    last: String,
}

impl LotRange {
    /// The range between two canonical numbers, where there is one: they have one shape, a digit at least, and the last
    /// is not before the first.
    pub fn new(first: &str, last: &str) -> Option<Self> {
        let has_digit = first.chars().any(|character| character.is_ascii_digit());
        let ordered = same_shape(first, last) && first <= last && has_digit;
        ordered.then(|| Self { first: first.to_owned(), last: last.to_owned() })
    }

    /// The first number.
    pub fn first(&self) -> &str {
        &self.first
    }

    /// The last number.
    pub fn last(&self) -> &str {
        &self.last
    }

    /// Whether a canonical number lies in it: of the same shape, and not beyond either end.
    pub fn contains(&self, canonical: &str) -> bool {
        same_shape(&self.first, canonical) && (self.first.as_str()..=self.last.as_str()).contains(&canonical)
    }
}

/// Whether two numbers have as many characters, with digits, letters and the same marks in the same places.
fn same_shape(one: &str, other: &str) -> bool {
    let mut pairs = one.chars().zip(other.chars());
    one.chars().count() == other.chars().count() && pairs.all(|(one, other)| same_kind(one, other))
}

fn same_kind(one: char, other: char) -> bool {
    match (one.is_ascii_digit(), other.is_ascii_digit()) {
        (false, false) => one == other || (one.is_alphabetic() && other.is_alphabetic()),
        (one, other) => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn holds(first: &str, last: &str, number: &str) -> bool {
        LotRange::new(first, last).is_some_and(|range| range.contains(number))
    }

    #[test]
    fn both_ends_are_in_it_and_what_is_between() {
        for number in ["07110002", "07110005", "07110009"] {
            assert!(holds("07110002", "07110009", number), "{number}");
        }
        assert!(!holds("07110002", "07110009", "07110001"));
        assert!(!holds("07110002", "07110009", "07110010"));
    }

    #[test]
    fn a_number_of_another_shape_is_not_in_it() {
        for number in ["7110005", "007110005", "0711000A", "07110-05"] {
            assert!(!holds("07110002", "07110009", number), "{number}");
        }
        assert!(holds("LF00478C", "LF00552C", "LF00479C"));
        assert!(!holds("LF00478C", "LF00552C", "LF00479"));
    }

    #[test]
    fn there_is_no_range_between_different_shapes_nor_backwards_nor_without_digits() {
        assert_eq!(LotRange::new("A100", "B1000"), None);
        assert_eq!(LotRange::new("A200", "A100"), None);
        assert_eq!(LotRange::new("ALPHA", "OMEGA"), None);
    }

    proptest! {
        #[test]
        fn what_is_in_a_range_is_as_long_as_its_ends_and_between_them(
            first in "[A-Z]{0,2}[0-9]{3,5}", last in "[A-Z]{0,2}[0-9]{3,5}", number in "[A-Z]{0,2}[0-9]{3,5}"
        ) {
            if holds(&first, &last, &number) {
                prop_assert!(first.len() == number.len() && last.len() == number.len());
                prop_assert!(first <= number && number <= last);
            }
        }
    }
}
