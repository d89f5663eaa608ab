//! GS1 Digital Link: a web address whose path names the item, `https://id.gs1.org/01/07540161860004/10/L1?17=271130`.

mod address;
mod path;
mod query;

use chrono::NaiveDate;

use self::address::Address;
use super::Elements;
use super::table::ApplicationIdentifier;
use crate::reading::ScanProblemCode::BadCharacter;

/// True for a web address, of whatever kind.
pub fn is_web_address(text: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

/// Reads a link that starts so many bytes inside the code. Companions are checked.
///
/// Without a key in its path it has no elements, and a problem says so.
pub fn read<'a>(text: &'a str, start: usize, reference_date: NaiveDate) -> Elements<'a> {
    split(text, start, reference_date).with_companions()
}

/// Reads the elements, without looking at what they need beside them.
pub fn split<'a>(text: &'a str, start: usize, reference_date: NaiveDate) -> Elements<'a> {
    let mut found = Elements::default();
    if let Some(at) = text.bytes().position(|byte| !is_allowed(byte)) {
        found.report(BadCharacter, "This character may not stand in a web address.", start + at);
    }
    if let Some(address) = Address::read(&mut found, text, start) {
        let keys = path::read(&mut found, &address, reference_date);
        query::read(&mut found, &address, &keys, reference_date);
    }
    found
}

/// Characters of a web address (RFC 3986).
fn is_allowed(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte)
}

/// True when the codes stand in the order of one alternative, which may skip some.
fn follows(codes: &[&str], alternative: &[&str]) -> bool {
    let mut rest = alternative.iter();
    codes.iter().all(|code| rest.any(|allowed| allowed == code))
}

/// The alternatives of a key that the codes of the path fit.
fn alternatives<'k>(keys: &'k [&'k str]) -> impl Iterator<Item = &'static [&'static str]> + 'k {
    let (key, qualifiers) = keys.split_first().map_or(("", [].as_slice()), |(key, rest)| (*key, rest));
    let all = ApplicationIdentifier::find(key).and_then(|key| key.link_key).unwrap_or_default();
    all.iter().copied().filter(move |alternative| follows(qualifiers, alternative))
}
