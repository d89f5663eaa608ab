//! The string that a scanner sends: identifiers and values without brackets, parted by FNC1 where a length is not known.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::element::start_of;
use super::table::ApplicationIdentifier;
use super::{Element, Elements, separator};
use crate::reading::ScanProblemCode::{NotRecognised, StraySeparator, UnknownIdentifier};

/// Reads an element string that starts so many bytes inside the code. Companions are checked, and lost separators suspected.
pub fn read<'a>(text: &'a str, start: usize, reference_date: NaiveDate) -> Elements<'a> {
    split(text, start, reference_date).with_companions()
}

/// Reads the elements, without looking at what they need beside them.
pub fn split<'a>(text: &'a str, start: usize, reference_date: NaiveDate) -> Elements<'a> {
    let mut found = Elements { start, ..Elements::default() };
    let mut at = 0;
    // Where the last separator ended: one that begins there parts nothing.
    let mut behind_separator = Some(0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(length) = separator::length_at_start(rest) else {
            at += next(&mut found, rest, start + at, reference_date);
            continue;
        };
        if behind_separator == Some(at) {
            found.report(StraySeparator, stray(at), start + at);
        }
        at += length;
        behind_separator = Some(at);
    }
    if found.elements.is_empty() && found.problems.is_empty() {
        found.report(NotRecognised, "The code is empty.", start);
    }
    found
}

fn stray(at: usize) -> &'static str {
    match at {
        0 => {
            "The code begins with the separator FNC1: the scanner is set to send the one that marks the symbol as GS1."
        }
        _ => "The separator FNC1 stands here twice: an element is empty, or the scanner sends it twice.",
    }
}

/// Reads one element and says how many bytes it took.
fn next<'a>(found: &mut Elements<'a>, rest: &'a str, at: usize, reference_date: NaiveDate) -> usize {
    match ApplicationIdentifier::at_start(rest) {
        Some((identifier, code)) => {
            let value = value_of(identifier, rest.get(code.len()..).unwrap_or_default());
            found.add(identifier, code, Cow::Borrowed(value), at + code.len(), reference_date);
            code.len() + value.len()
        }
        None => {
            found.report(UnknownIdentifier, "No application identifier begins here.", at);
            separator::find(rest).unwrap_or(rest.len())
        }
    }
}

/// The value that the text begins with: up to the separator, and no longer than a length that is known beforehand.
pub(super) fn value_of<'a>(identifier: &ApplicationIdentifier, text: &'a str) -> &'a str {
    let window = match identifier.has_predefined_length() {
        true => start_of(text, identifier.longest()),
        false => text,
    };
    separator::find(window).and_then(|end| window.get(..end)).unwrap_or(window)
}

/// Whether a text that nothing else says to be an element string may be one: it holds a separator; or all of it was understood
/// and a check digit or a date fits; or it begins as one with a key.
pub(crate) fn is_plausible(text: &str, found: &Elements<'_>) -> bool {
    let verified =
        |element: &Element<'_>| element.sound && element.identifier.is_some_and(ApplicationIdentifier::is_verifiable);
    let all_sound = found.problems.iter().all(|problem| problem.code.is_warning());
    let key = found.elements.first().filter(|first| matches!(first.code, "00" | "01" | "02"));
    separator::occurs_in(text)
        || all_sound && found.elements.iter().any(verified)
        || key.is_some_and(|key| {
            verified(key) || key.value.len() >= 14 && key.value.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// Prints elements as a scanner sends them, the separator where one is needed.
///
/// The values are taken as they are: what they must hold is judged by reading them back.
pub fn print<'a>(elements: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut printed = String::new();
    let mut open = false;
    for (code, value) in elements {
        if open {
            printed.push(separator::GROUP_SEPARATOR);
        }
        printed.push_str(code);
        printed.push_str(value);
        open = !ApplicationIdentifier::find(code).is_some_and(ApplicationIdentifier::has_predefined_length);
    }
    printed
}
