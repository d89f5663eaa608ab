//! Suspects a lost separator: without it `10L1` and `17271130` become the lot "L117271130", and its expiry date is gone.
//!
//! A code alone proves it where a value holds what the code lacks (an expiry date, a GTIN), the drug code of its own GTIN, or
//! is not fine by itself. Where nothing in the code proves it, every place where a separator may have stood is listed
//! ([`possible_splits`]), for those who know the product and its lots.

mod chain;

use chrono::NaiveDate;

use self::chain::{Chains, Parsed};
use super::present::Present;
use super::{Element, Elements, element_string, human_readable};
use crate::ndc;
use crate::reading::{PossibleSplit, ScanProblemCode};

/// Longest value that is taken apart, in bytes: a lot, a serial number and two dates are shorter.
const LONGEST_TAKEN_APART: usize = 90;
/// Most values of one code that are taken apart.
const MOST_TAKEN_APART: usize = 6;

/// Adds a problem for every value that seems to hold further elements, and answers what the label most likely says.
pub(super) fn suspect(found: &mut Elements<'_>, reference_date: NaiveDate) -> Option<String> {
    let wanted = Wanted::missing_from(found);
    let worth = |element: &&Element<'_>| wanted.may_be_in(element);
    if !found.elements.iter().any(|element| worth(&element)) {
        return None;
    }

    let present = Present::of(found);
    let mut splits: Vec<Option<Split<'_>>> = Vec::with_capacity(found.elements.len());
    let mut left = MOST_TAKEN_APART;
    for element in &found.elements {
        let is_worth = left > 0 && worth(&element);
        left -= usize::from(is_worth);
        let split = if is_worth { wanted.likely_split(element, &present, reference_date) } else { None };
        splits.push(split);
    }
    if splits.iter().all(Option::is_none) {
        return None;
    }

    let intended = intended(found, &splits);
    let problems: Vec<(String, usize)> = found.elements.iter().zip(&splits).filter_map(explained).collect();
    for (message, at) in problems {
        found.report(ScanProblemCode::MissingSeparator, message, at);
    }
    Some(intended)
}

/// Every place of a code where a value may hold further elements, the likeliest first.
pub(crate) fn possible_splits(found: &Elements<'_>, reference_date: NaiveDate) -> Vec<PossibleSplit> {
    let present = Present::of(found);
    let has_room = |element: &&Element<'_>| is_open(element) && element.value.len() <= LONGEST_TAKEN_APART;
    let open = found.elements.iter().enumerate().filter(|(_, element)| has_room(element)).take(MOST_TAKEN_APART);

    let mut splits = Vec::new();
    for (index, element) in open {
        for split in splits_of(element, &present, reference_date) {
            splits.push((split.likelihood, possible_split(found, index, element, split)));
        }
    }
    splits.sort_by_key(|(likelihood, split)| (std::cmp::Reverse(*likelihood), split.behind.len(), split.at));
    splits.into_iter().map(|(_, split)| split).collect()
}

fn possible_split(found: &Elements<'_>, index: usize, element: &Element<'_>, split: Split<'_>) -> PossibleSplit {
    let owned = |(code, value): &Parsed<'_>| ((*code).to_owned(), (*value).to_owned());
    let (identifier, value) = (element.code.to_owned(), split.value.to_owned());
    let (behind, usual, verified) = (split.behind.iter().map(owned).collect(), split.is_usual(), split.is_verified());
    let at = element.at + value.len();
    let splits: Vec<Option<Split<'_>>> = (0..index).map(|_| None).chain([Some(split)]).collect();
    PossibleSplit { identifier, value, behind, at, intended: intended(found, &splits), usual, verified }
}

/// A value that may end earlier, and the elements that follow it then.
struct Split<'t> {
    value: &'t str,
    behind: Vec<Parsed<'t>>,
    likelihood: i32,
}

impl Split<'_> {
    fn gives(&self, code: &str) -> bool {
        self.behind.iter().any(|(given, _)| *given == code)
    }

    /// Whether all that follows are identifiers that labels of health care carry.
    fn is_usual(&self) -> bool {
        self.behind.iter().all(|(code, _)| chain::is_usual(code))
    }

    /// Whether what follows holds a date or a check digit, which seldom fit by chance.
    fn is_verified(&self) -> bool {
        self.behind.iter().any(|(code, value)| chain::is_verified(code, value))
    }
}

/// All places where the value may end, with the likeliest reading of what follows.
fn splits_of<'t>(element: &'t Element<'_>, present: &Present, reference_date: NaiveDate) -> Vec<Split<'t>> {
    let Some(identifier) = element.identifier else { return Vec::new() };
    let text: &str = &element.value;
    let chains = Chains::read(text, present, reference_date);
    let ends = 1..text.len().min(identifier.longest() + 1);
    let split = |end: usize| {
        let value = text.get(..end)?;
        let (behind, likelihood) = chains.from(end)?;
        identifier.judge(value, reference_date).ok()?;
        Some(Split { value, behind, likelihood })
    };
    ends.filter_map(split).collect()
}

fn is_open(element: &Element<'_>) -> bool {
    element.identifier.is_some_and(|identifier| !identifier.has_predefined_length())
}

/// What a code lacks, and a value may have swallowed.
struct Wanted {
    expiry: bool,
    gtin: bool,
    /// The drug codes of the GTIN: where one of them stands in a value, it belongs behind a (715) of its own.
    drugs: Vec<String>,
}

impl Wanted {
    fn missing_from(found: &Elements<'_>) -> Self {
        let lacks = |codes: &[&str]| !codes.iter().any(|code| found.has(code));
        let holds_715 = found.elements.iter().any(|element| is_open(element) && element.value.contains("715"));
        let drugs = found.value("01").filter(|_| holds_715 && lacks(&["715"])).map(ndc::in_gtin);
        Self { expiry: lacks(&["17", "7003"]), gtin: lacks(&["01", "02", "03"]), drugs: drugs.unwrap_or_default() }
    }

    /// A quick look whether the value of an element is worth taking apart.
    fn may_be_in(&self, element: &Element<'_>) -> bool {
        let behind_first = element.value.get(1..).unwrap_or_default();
        let holds = |wanted: bool, code: &str| wanted && behind_first.contains(code);
        let is_short = element.value.len() <= LONGEST_TAKEN_APART;
        let holds_wanted = || {
            holds(self.expiry, "17")
                || holds(self.expiry, "7003")
                || holds(self.gtin, "01")
                || holds(!self.drugs.is_empty(), "715")
        };
        is_open(element) && is_short && (!element.sound || holds_wanted())
    }

    /// Where the value of the element most likely ends, if that is before its end.
    ///
    /// A value that is fine by itself is suspected only when it swallowed what proves it. One that is not fine is split at
    /// the likeliest place, if there is one such place only.
    fn likely_split<'t>(
        &self,
        element: &'t Element<'_>,
        present: &Present,
        reference_date: NaiveDate,
    ) -> Option<Split<'t>> {
        let splits = splits_of(element, present, reference_date);
        let (proved, other): (Vec<_>, Vec<_>) = splits.into_iter().partition(|split| self.is_proved_by(split));
        let likeliest = proved.iter().map(|split| split.likelihood).max();
        if let Some(likeliest) = likeliest {
            return proved
                .into_iter()
                .filter(|split| split.likelihood == likeliest)
                .min_by_key(|split| split.behind.len());
        }
        let likeliest = other.iter().map(|split| split.likelihood).max().filter(|_| !element.sound)?;
        let mut best = other.into_iter().filter(|split| split.likelihood == likeliest);
        let only = best.next();
        only.filter(|_| best.next().is_none())
    }

    fn is_proved_by(&self, split: &Split<'_>) -> bool {
        let digits = |code: &str| code.replace('-', "");
        let is_own_drug = |value: &str| self.drugs.iter().any(|drug| digits(drug) == digits(value));
        self.expiry && (split.gives("17") || split.gives("7003"))
            || self.gtin && split.gives("01")
            || split.behind.iter().any(|(code, value)| *code == "715" && is_own_drug(value))
    }
}

/// The problem of a value that was split, with its place.
fn explained((element, split): (&Element<'_>, &Option<Split<'_>>)) -> Option<(String, usize)> {
    let value = split.as_ref()?.value;
    let title = element.identifier.map_or("The value", |identifier| identifier.title);
    let rest = element.value.get(value.len()..).unwrap_or_default();
    let message = format!(
        "{title} reads as {value}{rest}; most likely it is {value}, and {rest} belongs behind a separator that was lost."
    );
    Some((message, element.at + value.len()))
}

/// The whole label as people read it, the values split as said.
fn intended(found: &Elements<'_>, splits: &[Option<Split<'_>>]) -> String {
    let mut elements = Vec::new();
    let splits = splits.iter().map(Option::as_ref).chain(std::iter::repeat(None));
    for (element, split) in found.elements.iter().zip(splits) {
        elements.push((element.code, split.map_or(element.value.as_ref(), |split| split.value)));
        elements.extend(split.into_iter().flat_map(|split| split.behind.iter().copied()));
    }
    human_readable::print(elements)
}

/// A character that a scanner sends in place of FNC1 and that no value may hold, and what the label says then.
pub(super) struct ForeignSeparator {
    /// The character.
    pub(super) character: char,
    /// Bytes from the start of the text to its first place.
    pub(super) at: usize,
    /// The whole label as people read it.
    pub(super) intended: String,
}

/// Recognises a code whose separators all are one character that GS1 does not allow: with FNC1 in its place every part is
/// fine, and a date or a check digit among them fits.
pub(super) fn foreign(text: &str, found: &Elements<'_>, reference_date: NaiveDate) -> Option<ForeignSeparator> {
    if found.problems.iter().all(|problem| problem.code.is_warning()) {
        return None;
    }
    let (at, character) = text.char_indices().find(|(_, character)| is_foreign(*character))?;
    let mended = text.replace(character, "\u{1d}");
    let elements = element_string::split(&mended, 0, reference_date);

    let is_verifiable = |element: &Element<'_>| element.identifier.is_some_and(|identifier| identifier.is_verifiable());
    let all_fine = elements.problems.iter().all(|problem| problem.code.is_warning());
    let is_likely = all_fine && elements.elements.len() > 1 && elements.elements.iter().any(is_verifiable);
    let printed = elements.elements.iter().map(|element| (element.code, element.value.as_ref()));
    is_likely.then(|| ForeignSeparator { character, at, intended: human_readable::print(printed) })
}

fn is_foreign(character: char) -> bool {
    (character.is_ascii_graphic() || character == ' ') && "#$@[\\]^`{|}~ ".contains(character)
}
