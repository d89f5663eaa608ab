//! The application identifiers of the GS1 General Specifications: what each means, how its value is built, and what it needs
//! beside it. One file for each first digit.

mod counts_and_measures;
mod internal;
mod parties;
mod special;
mod trade_items;
mod traits;

use std::cmp::Ordering;

use super::check::{CharacterSet, Check};

/// One application identifier, or a family that differs in its last digit only.
#[derive(Debug)]
pub struct ApplicationIdentifier {
    /// The identifier; of a family all but the last digit.
    pub code: &'static str,
    /// First and last four-digit number that begin with it.
    numbers: (u16, u16),
    /// What it means, in plain words.
    pub title: &'static str,
    /// The parts of its value.
    pub parts: &'static [Part],
    /// First and last digit that end the identifiers of a family.
    pub family: Option<(u8, u8)>,
    /// What must be on the label with it: one of these groups, whole. `n` stands for any digit, `+` joins a group.
    pub needs: &'static [&'static str],
    /// What may not be on the label with it.
    pub excludes: &'static [&'static str],
    /// Whether a Digital Link may carry it behind the question mark.
    pub link_attribute: bool,
    /// For a key of a Digital Link: the identifiers that may follow it in the path, in their order; alternatives.
    pub link_key: Option<&'static [&'static [&'static str]]>,
}

/// One part of a value.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// Which characters it may hold.
    pub characters: CharacterSet,
    /// Fewest characters.
    pub shortest: usize,
    /// Most characters.
    pub longest: usize,
    /// Whether it may be left out.
    pub optional: bool,
    /// What else must hold.
    pub checks: &'static [Check],
}

impl ApplicationIdentifier {
    /// The identifier with this code.
    pub fn find(code: &str) -> Option<&'static Self> {
        Self::at_start(code).filter(|(_, found)| found.len() == code.len()).map(|(identifier, _)| identifier)
    }

    /// The identifier that a text begins with. No identifier is the beginning of another, so there is at most one.
    pub fn at_start(text: &str) -> Option<(&'static Self, &str)> {
        let (number, _) = numbers_of(text);
        let section = *SECTIONS.get(usize::from(number / 1000))?;
        let index = section.binary_search_by(|identifier| identifier.order(number)).ok()?;
        let found = section.get(index)?;
        found.code_in(text).map(|code| (found, code))
    }

    /// Most characters of its value.
    pub fn longest(&self) -> usize {
        self.parts.iter().map(|part| part.longest).sum()
    }

    /// Fewest characters of its value.
    pub fn shortest(&self) -> usize {
        self.parts.iter().filter(|part| !part.optional).map(|part| part.shortest).sum()
    }

    /// True when the next element follows at once, without a separator: the length is known from the first two digits
    /// (General Specifications, on predefined lengths).
    pub fn has_predefined_length(&self) -> bool {
        matches!(
            self.code.as_bytes(),
            [b'0', ..] | [b'1', b'1'..=b'9', ..] | [b'2', b'0'] | [b'3', b'1'..=b'6', _] | [b'4', b'1', _]
        )
    }

    /// True when a wrong value of it would show: it has a check digit or is a date.
    pub fn is_verifiable(&self) -> bool {
        let shows =
            |check: &Check| matches!(check, Check::CheckDigit | Check::CheckPair | Check::Day | Check::DayOrMonth);
        self.parts.iter().any(|part| part.checks.iter().any(shows))
    }

    fn order(&self, number: u16) -> Ordering {
        match self.numbers {
            (_, last) if last < number => Ordering::Less,
            (first, _) if first > number => Ordering::Greater,
            _ => Ordering::Equal,
        }
    }

    fn code_in<'a>(&self, text: &'a str) -> Option<&'a str> {
        let behind = text.strip_prefix(self.code)?;
        let Some((first, last)) = self.family else { return text.get(..self.code.len()) };
        let digit = behind.as_bytes().first()?;
        (first..=last).contains(digit).then(|| text.get(..=self.code.len())).flatten()
    }

    const fn new(code: &'static str, title: &'static str, parts: &'static [Part]) -> Self {
        Self {
            code,
            numbers: numbers_of(code),
            title,
            parts,
            family: None,
            needs: &[],
            excludes: &[],
            link_attribute: true,
            link_key: None,
        }
    }

    const fn family(self, first: u8, last: u8) -> Self {
        Self { family: Some((first, last)), ..self }
    }

    const fn needs(self, needs: &'static [&'static str]) -> Self {
        Self { needs, ..self }
    }

    const fn excludes(self, excludes: &'static [&'static str]) -> Self {
        Self { excludes, ..self }
    }

    const fn not_an_attribute(self) -> Self {
        Self { link_attribute: false, ..self }
    }

    const fn key(self, qualifiers: &'static [&'static [&'static str]]) -> Self {
        Self { link_key: Some(qualifiers), ..self }
    }
}

/// First and last four-digit number that begin with a code: 10 is 1000 to 1099. In a pattern `n` stands for any digit, and what
/// follows the digits of a text counts as zero.
#[expect(clippy::indexing_slicing, reason = "the code has more than so many bytes")]
pub(super) const fn numbers_of(code: &str) -> (u16, u16) {
    let bytes = code.as_bytes();
    let (mut first, mut last, mut index) = (0, 0, 0);
    while index < 4 {
        let (low, high) = match bytes.len() {
            length if length <= index => (0, 9),
            _ => match bytes[index] {
                b'n' => (0, 9),
                digit @ b'0'..=b'9' => ((digit - b'0') as u16, (digit - b'0') as u16),
                _ => (0, 0),
            },
        };
        (first, last, index) = (first * 10 + low, last * 10 + high, index + 1);
    }
    (first, last)
}

impl Part {
    const fn of(characters: CharacterSet, shortest: usize, longest: usize) -> Self {
        Self { characters, shortest, longest, optional: false, checks: &[] }
    }

    const fn checked(self, checks: &'static [Check]) -> Self {
        Self { checks, ..self }
    }

    const fn optional(self) -> Self {
        Self { optional: true, ..self }
    }
}

const fn digits(count: usize) -> Part {
    Part::of(CharacterSet::Digits, count, count)
}

const fn digits_to(most: usize) -> Part {
    Part::of(CharacterSet::Digits, 1, most)
}

const fn characters(count: usize) -> Part {
    Part::of(CharacterSet::Text, count, count)
}

const fn text(most: usize) -> Part {
    Part::of(CharacterSet::Text, 1, most)
}

/// The identifiers by first digit; each section in ascending order.
static SECTIONS: [&[ApplicationIdentifier]; 10] = [
    trade_items::KEYS,
    trade_items::LOTS_AND_DATES,
    trade_items::VARIANTS,
    counts_and_measures::ALL,
    parties::ALL,
    &[],
    &[],
    traits::ALL,
    special::ALL,
    internal::ALL,
];

/// A trade item's number.
const GTIN: Part = digits(14).checked(&[Check::CheckDigit, Check::CompanyPrefix(1)]);
/// A place or a party.
const LOCATION: Part = digits(13).checked(&[Check::CheckDigit, Check::CompanyPrefix(0)]);
/// What names a trade item, by itself, in a logistic unit, or made to order.
const ANY_TRADE_ITEM: &[&str] = &["01", "02", "03", "8006", "8026"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_in_ascending_order_and_no_identifier_begins_another() {
        for section in SECTIONS {
            for pair in section.windows(2) {
                assert!(pair[0].code < pair[1].code && !pair[1].code.starts_with(pair[0].code), "{}", pair[1].code);
            }
        }
    }

    #[test]
    fn an_identifier_is_found_by_its_code_and_at_the_start_of_a_text() {
        assert_eq!(ApplicationIdentifier::find("10").map(|found| found.title), Some("Lot number"));
        let found = ApplicationIdentifier::at_start("3103000195").map(|(found, code)| (found.code, code));
        assert_eq!(found, Some(("310", "3103")));
    }

    #[test]
    fn unknown_codes_and_parts_of_codes_are_not_found() {
        for code in ["", "1", "89", "999", "3106", "310", "25", "§", "0"] {
            assert!(ApplicationIdentifier::find(code).is_none(), "{code}");
        }
    }
}
