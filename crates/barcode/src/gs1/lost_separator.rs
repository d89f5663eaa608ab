//! Suspects a lost separator: without it `10L1` and `17271130` become the lot "L117271130", and its expiry date is gone.

use chrono::NaiveDate;

use super::element_string::value_of;
use super::present::Present;
use super::table::ApplicationIdentifier;
use super::{Element, Elements, human_readable};
use crate::reading::ScanProblemCode;

/// Adds a problem for every value that seems to hold further elements, and answers what the label most likely says.
pub(super) fn suspect(found: &mut Elements<'_>, reference_date: NaiveDate) -> Option<String> {
    let wanted = Tail::missing_from(found);
    if !found.elements.iter().any(|element| wanted.may_be_in(element)) {
        return None;
    }
    let present = Present::of(found);
    let split_of = |element| split_of(element, &wanted, &present, reference_date);
    let splits: Vec<_> = found.elements.iter().map(split_of).collect();
    if splits.iter().all(Option::is_none) {
        return None;
    }
    let intended = intended(found, &splits);
    for (index, split) in splits.into_iter().enumerate().filter_map(|(index, split)| Some((index, split?))) {
        let Some(element) = found.elements.get(index) else { continue };
        let (message, at) = (explain(element, split), element.at + split);
        found.report(ScanProblemCode::MissingSeparator, message, at);
    }
    Some(intended)
}

fn explain(element: &Element<'_>, split: usize) -> String {
    let title = element.identifier.map_or("The value", |identifier| identifier.title);
    let (value, rest) = element.value.split_at_checked(split).unwrap_or_default();
    format!(
        "{title} reads as {value}{rest}; most likely it is {value}, and {rest} belongs behind a separator that was lost."
    )
}

fn intended(found: &Elements<'_>, splits: &[Option<usize>]) -> String {
    let mut elements = Vec::new();
    for (element, split) in found.elements.iter().zip(splits) {
        let (value, mut rest) =
            element.value.split_at_checked(split.unwrap_or(element.value.len())).unwrap_or_default();
        elements.push((element.code, value));
        while let Some((identifier, code)) = ApplicationIdentifier::at_start(rest) {
            let value = value_of(identifier, rest.get(code.len()..).unwrap_or_default());
            elements.push((code, value));
            rest = rest.get(code.len() + value.len()..).unwrap_or_default();
        }
    }
    human_readable::print(elements)
}

/// Where the value of the element most likely ends, if that is before its end.
///
/// A value that is fine by itself is suspected only when it swallowed an expiry date or a GTIN that the code lacks. One that
/// is not fine is split where both halves become fine, if there is one such place only.
fn split_of(element: &Element<'_>, wanted: &Tail, present: &Present, reference_date: NaiveDate) -> Option<usize> {
    let identifier = element.identifier.filter(|_| wanted.may_be_in(element))?;
    let mut weak = Vec::new();
    for split in 1..element.value.len().min(identifier.longest() + 1) {
        let Some((value, rest)) = element.value.split_at_checked(split) else { continue };
        let Some(tail) = Tail::read(rest, present, reference_date) else { continue };
        if identifier.judge(value, reference_date).is_err() {
            continue;
        }
        if tail.expiry && wanted.expiry || tail.gtin && wanted.gtin {
            return Some(split);
        }
        weak.push(split);
    }
    weak.first().copied().filter(|_| weak.len() == 1 && !element.sound)
}

/// What a chain of elements, read out of the end of a value, holds.
struct Tail {
    expiry: bool,
    gtin: bool,
}

impl Tail {
    /// What a code lacks and a value may have swallowed.
    fn missing_from(found: &Elements<'_>) -> Self {
        let lacks = |codes: &[&str]| !codes.iter().any(|code| found.has(code));
        Self { expiry: lacks(&["17", "7003"]), gtin: lacks(&["01", "02", "03"]) }
    }

    /// Reads a text that is elements and nothing else, every one fine and none on the label already.
    fn read(mut text: &str, present: &Present, reference_date: NaiveDate) -> Option<Self> {
        let mut tail = Self { expiry: false, gtin: false };
        while !text.is_empty() {
            let (identifier, code) = ApplicationIdentifier::at_start(text)?;
            let value = value_of(identifier, text.get(code.len()..)?);
            identifier.judge(value, reference_date).ok().filter(|()| !present.holds(code))?;
            tail.expiry |= code == "17";
            tail.gtin |= code == "01";
            text = text.get(code.len() + value.len()..)?;
        }
        Some(tail)
    }

    /// A quick look whether the value of an element is worth taking apart.
    fn may_be_in(&self, element: &Element<'_>) -> bool {
        let open = element.identifier.is_some_and(|identifier| !identifier.has_predefined_length());
        let behind_first = element.value.get(1..).unwrap_or_default();
        let holds = |wanted: bool, code: &str| wanted && behind_first.contains(code);
        open && (!element.sound || holds(self.expiry, "17") || holds(self.gtin, "01"))
    }
}
