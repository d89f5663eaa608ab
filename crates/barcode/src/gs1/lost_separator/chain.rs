//! Reads the end of a value as a chain of elements whose separators may all be lost.

use chrono::NaiveDate;

use crate::gs1::present::Present;
use crate::gs1::table::ApplicationIdentifier;
use crate::ndc;

/// An identifier and its value.
pub(super) type Parsed<'t> = (&'t str, &'t str);

/// The identifiers that labels of drugs, devices and their cartons carry.
const USUAL: [&str; 15] =
    ["01", "02", "10", "11", "13", "15", "16", "17", "21", "30", "37", "240", "241", "7003", "715"];

/// Whether labels of health care carry the identifier.
pub(super) fn is_usual(code: &str) -> bool {
    USUAL.contains(&code)
}

/// Whether the value has a date, a check digit or the shape of a drug code, which seldom fit by chance.
pub(super) fn is_verified(code: &str, value: &str) -> bool {
    match code {
        "715" => !ndc::candidates(value).is_empty(),
        _ => ApplicationIdentifier::find(code).is_some_and(ApplicationIdentifier::is_verifiable),
    }
}

/// How much an element adds to the likelihood of a chain: what seldom fits by chance adds, what is seldom on a label takes.
fn weight(code: &str, value: &str) -> i32 {
    match code {
        "01" | "02" => 6,
        "17" | "7003" => 4,
        "715" if is_verified(code, value) => 3,
        _ if is_usual(code) && is_verified(code, value) => 3,
        "10" | "21" => 1,
        _ if is_usual(code) => 0,
        _ => -3,
    }
}

/// The likeliest chain from each place of a text to its end.
pub(super) struct Chains<'t> {
    text: &'t str,
    links: Vec<Option<Link>>,
}

/// The first element of a chain, and how likely the chain is.
#[derive(Clone, Copy)]
struct Link {
    code_length: usize,
    value_length: usize,
    likelihood: i32,
    elements: usize,
}

impl<'t> Chains<'t> {
    /// Reads a text from its end, so that what follows an element is known when its own end is chosen. No identifier that the
    /// label has already is read again.
    pub(super) fn read(text: &'t str, present: &Present, reference_date: NaiveDate) -> Self {
        let end = Link { code_length: 0, value_length: 0, likelihood: 0, elements: 0 };
        let mut links: Vec<Option<Link>> = vec![None; text.len()];
        links.push(Some(end));
        let mut chains = Self { text, links };
        for start in (1..text.len()).rev() {
            let link = chains.first_at(start, present, reference_date);
            if let Some(place) = chains.links.get_mut(start) {
                *place = link;
            }
        }
        chains
    }

    /// The elements from this place to the end, and their likelihood; nothing when the rest is no chain.
    pub(super) fn from(&self, start: usize) -> Option<(Vec<Parsed<'t>>, i32)> {
        let first = self.link(start).filter(|_| start < self.text.len())?;
        let mut elements = Vec::with_capacity(first.elements);
        let mut at = start;
        while let Some(link) = self.link(at).filter(|link| link.code_length > 0) {
            let value_at = at + link.code_length;
            let end = value_at + link.value_length;
            elements.push((self.text.get(at..value_at)?, self.text.get(value_at..end)?));
            at = end;
        }
        Some((elements, first.likelihood))
    }

    fn link(&self, at: usize) -> Option<Link> {
        self.links.get(at).copied().flatten()
    }

    /// The best first element of a chain that starts here: of equally likely ones the chain of fewest elements.
    fn first_at(&self, start: usize, present: &Present, reference_date: NaiveDate) -> Option<Link> {
        let rest = self.text.get(start..)?;
        let (identifier, code) = ApplicationIdentifier::at_start(rest).filter(|(_, code)| !present.holds(code))?;
        let lengths = match identifier.has_predefined_length() {
            true => identifier.longest()..=identifier.longest(),
            false => identifier.shortest()..=identifier.longest(),
        };
        let link = |value_length: usize| {
            let behind = self.link(start + code.len() + value_length)?;
            let value = rest.get(code.len()..code.len() + value_length)?;
            identifier.judge(value, reference_date).ok()?;
            let likelihood = behind.likelihood + weight(code, value) - 1;
            Some(Link { code_length: code.len(), value_length, likelihood, elements: behind.elements + 1 })
        };
        lengths.filter_map(link).max_by_key(|link| (link.likelihood, std::cmp::Reverse(link.elements)))
    }
}
