//! Look-alikes: numbers that a person may have taken for a recalled one, or keyed instead of it. A lot of such a number
//! is suggested, never held; whoever was treated with what somebody *stated* by one may have been exposed.

use std::fmt;

/// Fewest characters of the numbers of lots that are told apart by a slip: shorter ones all look alike.
const FEWEST: usize = 4;

/// What people write before a number on a label, longest first.
const PREFIXES: [&str; 6] = ["LOTNUMBER", "BATCHNO", "BATCH", "LOTNO", "LOTNR", "LOT"];

/// How a number resembles another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Both read alike: dashes and other marks apart, a letter for a digit, a word such as LOT before it.
    ReadsAlike,
    /// The one stands inside the other, with something else around it.
    Contained,
    /// One slip of the hand: a character wrong, too many, missing, or two of them swapped.
    OneSlip,
}

/// The number as it may have been read: without marks, without a word before it, and letters that are read as digits
/// written as those digits: O as 0, I as 1, B as 8, S as 5.
pub fn as_read(canonical: &str) -> String {
    without_prefix(&without_marks(canonical)).chars().map(digit_read).collect()
}

/// A number in all the ways that it may have been read, made once to be compared with many.
#[derive(Clone, Debug)]
pub struct Readings {
    canonical: String,
    /// With and without the word before it, which may be a part of the number.
    read: [Vec<char>; 2],
}

impl Readings {
    /// Of a number in canonical form.
    pub fn new(canonical: &str) -> Self {
        let whole = without_marks(canonical).chars().map(digit_read).collect();
        Self { canonical: canonical.to_owned(), read: [whole, as_read(canonical).chars().collect()] }
    }

    /// How this number resembles `listed`, where it is another one and may be it all the same.
    pub fn likeness(&self, listed: &Self) -> Option<Likeness> {
        if self.canonical == listed.canonical {
            return None;
        }
        let pairs = || self.read.iter().flat_map(|number| listed.read.iter().map(move |listed| (number, listed)));
        let any = |are: fn(&[char], &[char]) -> bool| {
            pairs().any(|(number, listed)| !number.is_empty() && !listed.is_empty() && are(number, listed))
        };
        match () {
            () if any(|number, listed| number == listed) => Some(Likeness::ReadsAlike),
            () if any(one_slip_apart) => Some(Likeness::OneSlip),
            () if any(contains) => Some(Likeness::Contained),
            () => None,
        }
    }
}

fn contains(number: &[char], listed: &[char]) -> bool {
    listed.len() >= FEWEST && number.windows(listed.len()).any(|part| part == listed)
}

fn without_marks(canonical: &str) -> String {
    canonical.chars().filter(|character| character.is_alphanumeric()).collect()
}

fn without_prefix(plain: &str) -> &str {
    let rest = PREFIXES.iter().find_map(|prefix| plain.strip_prefix(prefix));
    let is_number = |rest: &&str| rest.chars().any(|character| character.is_ascii_digit());
    rest.filter(is_number).unwrap_or(plain)
}

fn digit_read(character: char) -> char {
    match character {
        'O' => '0',
        'I' => '1',
        'B' => '8',
        'S' => '5',
        other => other,
    }
}

/// How `number` resembles `listed`. Both are in canonical form.
pub fn likeness(number: &str, listed: &str) -> Option<Likeness> {
    Readings::new(number).likeness(&Readings::new(listed))
}

/// Whether a lot of this number is to be looked at where `listed` is recalled: both read alike, or are one slip apart and
/// long enough that this says something.
pub fn is_like(number: &str, listed: &str) -> bool {
    let is_long = || as_read(number).chars().count().min(as_read(listed).chars().count()) >= FEWEST;
    match likeness(number, listed) {
        Some(Likeness::ReadsAlike) => true,
        Some(Likeness::OneSlip | Likeness::Contained) => is_long(),
        None => false,
    }
}

/// Every number that is one slip away from `number`, by the characters of lot numbers.
pub(super) fn slips_of(number: &str) -> impl Iterator<Item = String> {
    let characters = characters(number);
    let count = characters.len();
    let without = characters.clone();
    let missing = (0..count).map(move |place| spliced(&without, place, 1, &[]));
    let before = characters.clone();
    let added = (0..=count).flat_map(move |place| {
        let before = before.clone();
        ALPHABET.chars().map(move |character| spliced(&before, place, 0, &[character]))
    });
    let wrong = characters.clone();
    let changed = (0..count).flat_map(move |place| {
        let wrong = wrong.clone();
        ALPHABET.chars().map(move |character| spliced(&wrong, place, 1, &[character]))
    });
    let swapped = (1..count).map(move |place| {
        let pair: Vec<char> = characters.iter().skip(place - 1).take(2).rev().copied().collect();
        spliced(&characters, place - 1, 2, &pair)
    });
    missing.chain(added).chain(changed).chain(swapped)
}

/// What numbers are made of, as they are read.
const ALPHABET: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

fn spliced(characters: &[char], place: usize, removed: usize, instead: &[char]) -> String {
    let before = characters.iter().take(place);
    before.chain(instead).chain(characters.iter().skip(place + removed)).collect()
}

fn characters(text: &str) -> Vec<char> {
    text.chars().collect()
}

fn one_slip_apart(one: &[char], other: &[char]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(one, other)| one == other).count();
    let rest = |from: &[char], by: usize| from.get(same + by..).unwrap_or_default().to_vec();
    if long.len() > short.len() {
        return rest(short, 0) == rest(long, 1);
    }
    rest(short, 1) == rest(long, 1) || are_swapped(short, long, same)
}

/// Whether the two characters from `place` on are swapped, and all the others the same.
fn are_swapped(one: &[char], other: &[char], place: usize) -> bool {
    let swapped = one.get(place).is_some() && one.get(place) == other.get(place + 1);
    swapped && one.get(place + 1) == other.get(place) && one.get(place + 2..) == other.get(place + 2..)
}

impl fmt::Display for Likeness {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::ReadsAlike => "reads like",
            Self::Contained => "contains",
            Self::OneSlip => "is one slip away from",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_read_as_digits_and_one_slip_are_alike() {
        for (number, listed) in [
            ("C3O16", "C3016"),
            ("AI00", "A100"),
            ("C3106", "C3016"),
            ("C316", "C3016"),
            ("C30166", "C3016"),
            ("C3017", "C3016"),
            ("A8S1", "AB51"),
        ] {
            assert!(is_like(number, listed), "{number} {listed}");
        }
        for (number, listed) in [("C3016", "C3016"), ("C3027", "C3016"), ("A1", "A2"), ("C3016", "D4127"), ("", "A")] {
            assert!(!is_like(number, listed), "{number} {listed}");
        }
    }

    #[test]
    fn what_a_person_states_of_a_lot_is_told_by_how_it_resembles() {
        use Likeness::{Contained, OneSlip, ReadsAlike};
        for (stated, likeness_of_it) in [
            ("C3O16-C3", Some(ReadsAlike)),
            ("C3016C3", Some(ReadsAlike)),
            ("LOTC3016-C3", Some(ReadsAlike)),
            ("LOT:C3016-C3", Some(ReadsAlike)),
            ("C3016-C", Some(OneSlip)),
            ("C3016-C33", Some(OneSlip)),
            ("C3061-C3", Some(OneSlip)),
            ("C3016-C3EXP2027-06", Some(Contained)),
            ("C3016-C3", None),
            ("D4417", None),
        ] {
            assert_eq!(likeness(stated, "C3016-C3"), likeness_of_it, "{stated}");
        }
    }

    #[test]
    fn a_word_before_a_number_is_left_out_only_where_a_number_remains() {
        assert_eq!(as_read("LOTTE"), "L0TTE");
        assert_eq!(as_read("LOTA7"), "A7");
    }

    proptest! {
        #[test]
        fn likeness_of_lots_goes_both_ways_but_for_what_one_contains(one in "[A-C0-2OI]{0,7}", other in "[A-C0-2OI]{0,7}") {
            let contained = |one, other| likeness(one, other) == Some(Likeness::Contained);
            prop_assume!(!contained(&one, &other) && !contained(&other, &one));
            prop_assert_eq!(is_like(&one, &other), is_like(&other, &one));
        }

        #[test]
        fn every_slip_of_a_number_resembles_it(number in "[A-Z0-9]{2,12}") {
            for slip in slips_of(&number).filter(|slip| *slip != number && !slip.is_empty()) {
                prop_assert!(likeness(&slip, &number).is_some(), "{} {}", slip, number);
            }
        }
    }
}
