//! The path of a link: one key and what qualifies it, behind whatever else the address has.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::address::{Address, Plus, decode, place_in};
use super::alternatives;
use crate::gs1::Elements;
use crate::gs1::table::ApplicationIdentifier;
use crate::reading::ScanProblemCode::{BadCharacter, BadLength, ForbiddenCompanion, NotRecognised};

/// Names that older links use in place of identifiers (Digital Link 1.1).
const NAMES: [(&str, &str); 22] = [
    ("cpid", "8010"),
    ("cpsn", "8011"),
    ("cpv", "22"),
    ("gcn", "255"),
    ("gdti", "253"),
    ("giai", "8004"),
    ("ginc", "401"),
    ("gln", "414"),
    ("glnx", "254"),
    ("gmn", "8013"),
    ("grai", "8003"),
    ("gsin", "402"),
    ("gsrn", "8018"),
    ("gsrnp", "8017"),
    ("gtin", "01"),
    ("itip", "8006"),
    ("lot", "10"),
    ("payTo", "415"),
    ("refNo", "8020"),
    ("ser", "21"),
    ("srin", "8019"),
    ("sscc", "00"),
];

/// Reads the key and its qualifiers, and answers their identifiers.
pub(super) fn read<'a>(found: &mut Elements<'a>, address: &Address<'a>, reference_date: NaiveDate) -> Vec<&'a str> {
    let segments: Vec<&str> = address.path.split('/').collect();
    let Some(key) = place_of_key(&segments) else {
        found.report(NotRecognised, "The address names no item.", address.path_at);
        return Vec::new();
    };
    let mut at = address.path_at + segments.iter().take(key).map(|segment| segment.len() + 1).sum::<usize>();
    let mut codes = Vec::new();
    for pair in segments.get(key..).unwrap_or_default().chunks_exact(2) {
        let [name, value] = *pair else { continue };
        codes.push(identifier_of(name));
        let written = Written { text: value, plus: Plus::Itself, at: at + name.len() + 1 };
        add(found, identifier_of(name), &written, reference_date);
        at += name.len() + value.len() + 2;
    }
    if codes.len() > 1 && alternatives(&codes).next().is_none() {
        found.report(
            ForbiddenCompanion,
            "The path does not name the item in the order that GS1 asks for.",
            address.path_at,
        );
    }
    codes
}

/// A value as it stands in an address, with its escapes.
pub(super) struct Written<'a> {
    pub(super) text: &'a str,
    pub(super) plus: Plus,
    /// Bytes from the start of the code.
    pub(super) at: usize,
}

/// Adds an element whose escapes are undone, if they can be. What is wrong with it is reported where it stands in the
/// address: an escape is three characters for one, and zeros that are filled up do not stand there.
pub(super) fn add<'a>(found: &mut Elements<'a>, code: &'a str, written: &Written<'a>, reference_date: NaiveDate) {
    let at = written.at;
    let Some(value) = decode(written.text, written.plus) else {
        return found.report(BadCharacter, format!("The value of ({code}) has a broken percent escape."), at);
    };
    let Some(identifier) = ApplicationIdentifier::find(code) else { return found.add_unknown(code, value, at) };
    let decoded = value.len();
    let value = match code {
        "01" | "02" if matches!(decoded, 8 | 12 | 13) => fill_up(found, code, &value, at),
        _ => value,
    };

    let filled = value.len() - decoded;
    let known = found.problems.len();
    found.add(identifier, code, value, at, reference_date);
    for problem in found.problems.iter_mut().skip(known) {
        problem.at = problem.at.map(|place| at + place_in(written.text, place.saturating_sub(at + filled)));
    }
}

fn fill_up<'a>(found: &mut Elements<'_>, code: &str, value: &str, at: usize) -> Cow<'a, str> {
    found.report(BadLength, format!("The GTIN of ({code}) stands here without its leading zeros."), at);
    Cow::Owned(format!("{value:0>14}"))
}

/// The last place in the path where a key stands, counted in pairs from the end.
fn place_of_key(segments: &[&str]) -> Option<usize> {
    let mut place = segments.len().checked_sub(2)?;
    loop {
        let code = identifier_of(segments.get(place)?);
        if ApplicationIdentifier::find(code)?.link_key.is_some() {
            return Some(place);
        }
        place = place.checked_sub(2)?;
    }
}

fn identifier_of(segment: &str) -> &str {
    NAMES.iter().find(|(name, _)| *name == segment).map_or(segment, |(_, code)| code)
}
