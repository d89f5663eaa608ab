//! Which identifiers a code holds: asked often, so kept sorted.

use super::Elements;
use super::table::{ApplicationIdentifier, numbers_of};

/// The identifiers of a code as four-digit numbers, filled up with zeros, each with the place of its element; ascending.
pub(super) struct Present(Vec<(u16, usize)>);

impl Present {
    /// The identifiers of these elements.
    pub(super) fn of(found: &Elements<'_>) -> Self {
        let codes = found.elements.iter().enumerate();
        let mut codes: Vec<_> = codes.map(|(index, element)| (element.number, index)).collect();
        codes.sort_unstable();
        Self(codes)
    }

    /// The place of the first element of each identifier.
    pub(super) fn first_of_each(&self) -> impl Iterator<Item = usize> {
        self.0.chunk_by(|one, other| one.0 == other.0).filter_map(|same| same.first()).map(|(_, index)| *index)
    }

    /// The places of elements that repeat an identifier with another value.
    pub(super) fn repeated_differently(&self, found: &Elements<'_>) -> Vec<usize> {
        let value = |index: usize| found.elements.get(index).map(|element| (element.code, &element.value));
        let mut different = Vec::new();
        for same in self.0.chunk_by(|one, other| one.0 == other.0) {
            let Some(((_, first), others)) = same.split_first() else { continue };
            different.extend(others.iter().map(|(_, index)| *index).filter(|index| value(*index) != value(*first)));
        }
        different
    }

    /// True when one of the groups that the identifier needs is there.
    pub(super) fn satisfies(&self, identifier: &ApplicationIdentifier) -> bool {
        let mut groups = identifier.needs.iter();
        identifier.needs.is_empty() || groups.any(|group| group.split('+').all(|code| self.holds(code)))
    }

    /// True when an identifier of the pattern is there; `n` stands for any digit.
    pub(super) fn holds(&self, pattern: &str) -> bool {
        self.matching(pattern).next().is_some()
    }

    /// True when an identifier of the pattern is there and it is not this one.
    pub(super) fn holds_besides(&self, pattern: &str, code: &str) -> bool {
        let own = numbers_of(code).0;
        self.matching(pattern).any(|number| number != own)
    }

    fn matching(&self, pattern: &str) -> impl Iterator<Item = u16> {
        let (first, last) = numbers_of(pattern);
        let start = self.0.partition_point(|(number, _)| *number < first);
        let rest = self.0.get(start..).unwrap_or_default();
        rest.iter().map(|(number, _)| *number).take_while(move |number| *number <= last)
    }
}
