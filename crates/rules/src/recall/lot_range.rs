//! A run of lot numbers, from one to another. Numbers are compared only where they have one shape: letters where the ends
//! have letters, digits where they have digits, and everything else the same. `A100` to `A120` says nothing of `A1050`.

use super::look_alike::{self, Likeness};
use crate::refusal::{Field, InputRule, Refusal};
use serde::{Deserialize, Serialize};

/// A run of numbers in canonical form, both ends included.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LotRange {
    from: String,
    to: String,
}

/// What a place of a number may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Digit,
    Letter,
    Only(char),
}

impl LotRange {
    /// The range between two canonical numbers.
    ///
    /// # Errors
    /// `INVALID` where they have no common shape, or the first comes after the last.
    pub fn new(field: Field, from: String, to: String) -> Result<Self, Refusal> {
        if !same_shape(&from, &to) {
            let message = format!("{from} and {to} have not the same shape: list the numbers.");
            return Err(Refusal::invalid(field, InputRule::Other, message));
        }
        if from > to {
            return Err(Refusal::invalid(field, InputRule::OutOfRange, format!("{from} comes after {to}.")));
        }
        Ok(Self { from, to })
    }

    /// Whether the canonical number is one of them.
    pub fn contains(&self, canonical: &str) -> bool {
        same_shape(&self.from, canonical) && self.from.as_str() <= canonical && canonical <= self.to.as_str()
    }

    /// How a number that is none of them resembles one of them.
    pub fn likeness(&self, canonical: &str) -> Option<Likeness> {
        if self.contains(canonical) {
            return None;
        }
        if self.reads_alike(canonical) {
            return Some(Likeness::ReadsAlike);
        }
        let read = self.written(look_alike::as_read);
        let number = look_alike::as_read(canonical);
        let slipped = look_alike::slips_of(&number).any(|slip| read.contains(&slip));
        slipped.then_some(Likeness::OneSlip)
    }

    /// Whether a number that is none of them reads like one of them.
    pub fn reads_alike(&self, canonical: &str) -> bool {
        let read = self.written(look_alike::as_read);
        !self.contains(canonical) && read.contains(&look_alike::as_read(canonical))
    }

    /// The same range over numbers written in another way.
    #[must_use]
    pub fn written(&self, way: impl Fn(&str) -> String) -> Self {
        Self { from: way(&self.from), to: way(&self.to) }
    }

    /// Its ends.
    pub fn ends(&self) -> (&str, &str) {
        (&self.from, &self.to)
    }
}

fn same_shape(one: &str, other: &str) -> bool {
    one.chars().map(place).eq(other.chars().map(place))
}

fn place(character: char) -> Place {
    match character {
        digit if digit.is_ascii_digit() => Place::Digit,
        letter if letter.is_alphabetic() => Place::Letter,
        other => Place::Only(other),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use proptest::prelude::*;

    fn range(from: &str, to: &str) -> Result<LotRange, Refusal> {
        LotRange::new(vec![], from.to_owned(), to.to_owned())
    }

    #[test]
    fn both_ends_belong_to_a_range_and_other_shapes_do_not() {
        let range = range("A100", "A120").unwrap();
        for inside in ["A100", "A107", "A120"] {
            assert!(range.contains(inside), "{inside}");
        }
        for outside in ["A099", "A121", "A1050", "A10", "1105", "AA05", "A1-5", "a105"] {
            assert!(!range.contains(outside), "{outside}");
        }
    }

    #[test]
    fn ends_of_two_shapes_or_the_wrong_way_round_are_refused() {
        assert!(range("998", "1002").is_err());
        assert!(range("A1", "1A").is_err());
        assert!(range("A-1", "A/2").is_err());
        assert!(range("A2", "A1").is_err());
    }

    #[test]
    fn a_number_that_resembles_one_of_a_range_says_how() {
        let range = range("A100", "A120").unwrap();
        assert_eq!(range.likeness("A1O7"), Some(Likeness::ReadsAlike));
        assert_eq!(range.likeness("A-107"), Some(Likeness::ReadsAlike));
        assert_eq!(range.likeness("A1107"), Some(Likeness::OneSlip));
        assert_eq!(range.likeness("A107"), None, "it is one of them");
        assert_eq!(range.likeness("Z999"), None);
    }

    proptest! {
        #[test]
        fn what_is_in_a_range_lies_between_its_ends_as_numbers_do(from in 0_u32..10_000, to in 0_u32..10_000, lot in 0_u32..10_000) {
            let number = |value: u32| format!("C{value:04}X");
            prop_assume!(from <= to);
            let range = range(&number(from), &number(to)).unwrap();
            prop_assert_eq!(range.contains(&number(lot)), from <= lot && lot <= to);
        }

        #[test]
        fn a_number_of_another_length_is_never_in_a_range(lot in "[A-Z0-9]{1,3}|[A-Z0-9]{5,8}") {
            prop_assert!(!range("A000", "Z999").unwrap().contains(&lot));
        }
    }
}
