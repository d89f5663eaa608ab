//! The parts of a web address, and its percent signs.

use std::borrow::Cow;

use crate::gs1::Elements;
use crate::reading::ScanProblemCode::{BadCharacter, NotRecognised};

/// A web address in parts, each with its place in the code.
pub(super) struct Address<'a> {
    pub(super) path: &'a str,
    pub(super) path_at: usize,
    pub(super) query: &'a str,
    pub(super) query_at: usize,
}

impl<'a> Address<'a> {
    /// Takes an address apart; the scheme is all small or all capital letters.
    pub(super) fn read(found: &mut Elements<'_>, text: &'a str, start: usize) -> Option<Self> {
        let Some((scheme, rest)) = text.split_once("://").filter(|(scheme, _)| is_web(scheme)) else {
            found.report(NotRecognised, "The code is not a web address.", start);
            return None;
        };
        if scheme.bytes().any(|byte| byte.is_ascii_lowercase()) && scheme.bytes().any(|byte| byte.is_ascii_uppercase())
        {
            found.report(BadCharacter, "The address begins with small and capital letters mixed.", start);
        }
        let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
        let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (domain, path) = place.split_once('/').unwrap_or((place, ""));
        if domain.is_empty() || !domain.bytes().all(is_of_domain) {
            found.report(BadCharacter, "The address has no proper domain.", start + scheme.len() + 3);
        }
        let end = start + text.len();
        let path_at = end.min(start + scheme.len() + 3 + domain.len() + 1);
        Some(Self { path, path_at, query, query_at: end.min(path_at + path.len() + 1) })
    }
}

fn is_web(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

fn is_of_domain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-.:[]".contains(&byte)
}

/// What a plus sign means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Plus {
    /// A plus sign.
    Itself,
    /// A space.
    Space,
}

/// Undoes percent escapes, and behind the question mark plus signs, which are spaces there. Nothing for a percent sign without
/// two hexadecimal digits, or bytes that are no text.
pub(super) fn decode(text: &str, plus: Plus) -> Option<Cow<'_, str>> {
    if !text.contains('%') && (plus == Plus::Itself || !text.contains('+')) {
        return Some(Cow::Borrowed(text));
    }
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, behind)) = rest.split_first() {
        rest = behind;
        decoded.push(match (byte, behind) {
            (b'%', [high, low, after @ ..]) => {
                rest = after;
                hexadecimal(*high)? * 16 + hexadecimal(*low)?
            }
            (b'%', _) => return None,
            (b'+', _) if plus == Plus::Space => b' ',
            _ => *byte,
        });
    }
    String::from_utf8(decoded).ok().map(Cow::Owned)
}

/// Where the byte at this place of the decoded text stands in the written one.
pub(super) fn place_in(written: &str, decoded_place: usize) -> usize {
    let mut place = 0;
    for _ in 0..decoded_place {
        place += if written.as_bytes().get(place) == Some(&b'%') { 3 } else { 1 };
    }
    place.min(written.len())
}

fn hexadecimal(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}
