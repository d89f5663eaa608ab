//! Small figures and marks inside values: pieces of a total, yes or no, percent signs, coordinates.

use super::Fault;
use super::character_set::{digits, is_file_safe};
use crate::reading::ScanProblemCode::{BadCharacter, BadValue};

/// A company prefix of at least four digits starts after `start` characters. Whom it belongs to is known to GS1 only.
pub(super) fn company_prefix(value: &str, start: usize) -> Result<(), Fault> {
    let Some(prefix) = value.as_bytes().get(start..start + 4) else {
        return Err(Fault::length("is too short for a company prefix"));
    };
    match prefix.iter().all(u8::is_ascii_digit) {
        true => Ok(()),
        false => Err(Fault::value("does not begin with a company prefix", start)),
    }
}

/// A single character out of a few.
pub(super) fn one_of(value: &str, allowed: &[u8], message: &'static str) -> Result<(), Fault> {
    match value.as_bytes() {
        [only] if allowed.contains(only) => Ok(()),
        _ => Err(Fault::value(message, 0)),
    }
}

/// One character, again and again, at least once.
pub(super) fn only(value: &str, character: u8, message: &'static str) -> Result<(), Fault> {
    match !value.is_empty() && value.bytes().all(|byte| byte == character) {
        true => Ok(()),
        false => Err(Fault::value(message, 0)),
    }
}

/// Every percent sign starts an escape of two hexadecimal digits.
pub(super) fn percent_encoding(value: &str) -> Result<(), Fault> {
    let mut rest = value.as_bytes();
    while let Some(at) = rest.iter().position(|byte| *byte == b'%') {
        let escape = rest.get(at + 1..at + 3).unwrap_or_default();
        if escape.len() < 2 || !escape.iter().all(u8::is_ascii_hexdigit) {
            return Err(Fault::new(BadCharacter, "has a percent sign without two hexadecimal digits", {
                value.len() - rest.len() + at
            }));
        }
        rest = rest.get(at + 3..).unwrap_or_default();
    }
    Ok(())
}

/// Ten digits up to a limit.
pub(super) fn at_most(value: &str, limit: u64) -> Result<(), Fault> {
    digits(value)?;
    if value.len() != 10 {
        return Err(Fault::length("must have ten digits"));
    }
    match number(value) <= limit {
        true => Ok(()),
        false => Err(Fault::value("is not a place on Earth", 0)),
    }
}

/// One character that tells importers apart.
pub(super) fn importer_index(value: &str) -> Result<(), Fault> {
    match value.as_bytes() {
        [only] if is_file_safe(*only) => Ok(()),
        [_] => Err(Fault::new(BadCharacter, "must be a letter, a digit, - or _", 0)),
        _ => Err(Fault::length("must be one character")),
    }
}

/// `2/3`: the second of three.
pub(super) fn position_of_total(value: &str) -> Result<(), Fault> {
    let malformed = Fault::new(BadCharacter, "must be a position and a total, as in 2/3", 0);
    let Some((position, total)) = value.split_once('/') else { return Err(malformed) };
    if [position, total].iter().any(|part| part.is_empty() || digits(part).is_err()) {
        return Err(malformed);
    }
    for (part, start) in [(position, 0), (total, position.len() + 1)] {
        no_leading_zero(part).map_err(|fault| fault.moved(start))?;
    }
    match (position.len(), position) <= (total.len(), total) {
        true => Ok(()),
        false => Err(Fault::value("has a position behind the total", 0)),
    }
}

/// Piece number and total in two halves of equal length.
pub(super) fn piece_of_total(value: &str) -> Result<(), Fault> {
    digits(value)?;
    let half = value.len() / 2;
    let (Some((piece, total)), true) = (value.split_at_checked(half), half > 0 && half * 2 == value.len()) else {
        return Err(Fault::length("must be a piece number and a total of equal length"));
    };
    non_zero(piece)?;
    non_zero(total).map_err(|fault| fault.moved(half))?;
    match piece <= total {
        true => Ok(()),
        false => Err(Fault::value("has a piece number above the total", 0)),
    }
}

/// Digits, not all zeros.
pub(super) fn non_zero(value: &str) -> Result<(), Fault> {
    digits(value)?;
    match value.bytes().any(|byte| byte != b'0') {
        true => Ok(()),
        false => Err(Fault::value("must not be zero", 0)),
    }
}

/// Digits that do not begin with a zero.
pub(super) fn no_leading_zero(value: &str) -> Result<(), Fault> {
    digits(value)?;
    match value.starts_with('0') {
        false => Ok(()),
        true => Err(Fault::value("must not begin with a zero", 0)),
    }
}

/// At least one character that is not a digit.
pub(super) fn has_non_digit(value: &str) -> Result<(), Fault> {
    match value.bytes().any(|byte| !byte.is_ascii_digit()) {
        true => Ok(()),
        false => Err(Fault::new(BadValue, "must have a character that is not a digit", 0)),
    }
}

fn number(digits: &str) -> u64 {
    digits.bytes().fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'))
}
