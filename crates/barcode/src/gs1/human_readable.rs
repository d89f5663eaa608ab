//! The spelling that people read and type: `(01)00300239232013(17)270531(10)C8123C4`.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::Elements;
use super::table::ApplicationIdentifier;
use crate::reading::ScanProblemCode::{NotRecognised, UnknownIdentifier};

/// Reads bracketed elements. White space around brackets is how labels print them and is not part of a value; a bracket inside a
/// value is written `\(`.
pub fn read<'a>(text: &'a str, start: usize, reference_date: NaiveDate) -> Elements<'a> {
    split(text, start, reference_date).with_companions()
}

/// Reads the elements, without looking at what they need beside them.
pub fn split<'a>(text: &'a str, start: usize, reference_date: NaiveDate) -> Elements<'a> {
    let mut found = Elements::default();
    let mut at = 0;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let Some((code, value)) = rest.strip_prefix('(').and_then(|inside| inside.split_once(')')) else {
            found.report(NotRecognised, "An identifier in brackets must stand here.", start + at);
            return found;
        };
        let value = value.get(..end_of_value(value)).unwrap_or(value);
        let value_at = at + code.len() + 2;
        add(&mut found, code, value, start + value_at, reference_date);
        at = value_at + value.len();
        if at >= text.len() {
            return found;
        }
    }
}

/// Prints elements as people read them.
pub fn print<'a>(elements: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut printed = String::new();
    for (code, value) in elements {
        printed.push('(');
        printed.push_str(code);
        printed.push(')');
        printed.push_str(&value.replace('(', "\\("));
    }
    printed
}

fn add<'a>(found: &mut Elements<'a>, code: &'a str, printed: &'a str, at: usize, reference_date: NaiveDate) {
    let value = printed.trim();
    let at = at + (printed.len() - printed.trim_start().len());
    let value = if value.contains("\\(") { Cow::Owned(value.replace("\\(", "(")) } else { Cow::Borrowed(value) };
    match ApplicationIdentifier::find(code) {
        Some(identifier) => found.add(identifier, code, value, at, reference_date),
        None if is_code(code) && !value.is_empty() => found.add_unknown(code, value, at),
        None => found.report(UnknownIdentifier, "An identifier has two to four digits, and a value behind it.", at),
    }
}

fn is_code(code: &str) -> bool {
    (2..=4).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit())
}

/// Where the value ends: before the next bracket that is not escaped.
fn end_of_value(text: &str) -> usize {
    let mut previous = b' ';
    let end = text.bytes().position(|byte| {
        let opens = byte == b'(' && previous != b'\\';
        previous = byte;
        opens
    });
    end.unwrap_or(text.len())
}
