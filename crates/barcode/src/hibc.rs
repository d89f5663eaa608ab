//! Health Industry Bar Codes (ANSI/HIBC 2.6): `+`, the product, `/`, lot and dates, and one check character for all of it.
//!
//! A primary code names the product; a secondary one gives lot, dates, serial and quantity, and ends with the check character
//! of its primary to link the two. Both may stand in one code, parted by a slash.

mod secondary;

use chrono::NaiveDate;

use super::reading::ScanProblemCode::{BadCharacter, BadLength, BadValue, CheckDigit, DamagedNumber};
use super::reading::{BarcodeFormat, HibcProduct, Reading};

/// The characters of a HIBC in the order that gives each its number.
const CHARACTERS: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";
/// Most characters of a product number.
const LONGEST_PRODUCT: usize = 18;

/// The character that makes the numbers of all others, modulo 43, its own. Nothing when one of them has no number.
pub fn check_character(text: &str) -> Option<char> {
    let sum = text.chars().try_fold(0, |sum, character| CHARACTERS.find(character).map(|number| sum + number))?;
    CHARACTERS.chars().nth(sum % 43)
}

/// True when the last character checks the others.
pub fn has_valid_check_character(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next_back().is_some_and(|last| check_character(characters.as_str()) == Some(last))
}

/// Reads a code that begins with `+` so many bytes inside the scan.
pub(super) fn read(text: &str, start: usize, reference_date: NaiveDate) -> Reading {
    let mut reading = Reading::new(BarcodeFormat::Hibc, text);
    let code = text.to_ascii_uppercase();
    // A space as check character is printed as a low line, and lost where a program trims what it was given.
    let printed = code.strip_suffix('_').map(|rest| format!("{rest} "));
    let trimmed = format!("{code} ");
    match printed.as_ref().filter(|printed| has_valid_check_character(printed)) {
        Some(printed) => take_apart(&mut reading, printed, start, reference_date),
        None if has_valid_check_character(&code) => take_apart(&mut reading, &code, start, reference_date),
        None if has_valid_check_character(&trimmed) => {
            reading.report(DamagedNumber, "The code seems to have lost a space at its end.", Some(start + code.len()));
            reading.suspect = true;
            take_apart(&mut reading, &trimmed, start, reference_date);
            reading.likely_intended = Some(trimmed);
        }
        None => misread(&mut reading, &code, start, reference_date),
    }
    reading
}

/// The product of a primary code without `+` and check character.
pub fn product_of(body: &str) -> Option<HibcProduct> {
    let (labeler, rest) = body.split_at_checked(4)?;
    let (product, unit) = rest.split_at_checked(rest.len().checked_sub(1)?)?;
    let proper = labeler.starts_with(|first: char| first.is_ascii_uppercase())
        && body.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && (1..=LONGEST_PRODUCT).contains(&product.len());
    let unit_of_measure = unit.chars().next().filter(|unit| proper && unit.is_ascii_digit())?;
    Some(HibcProduct { labeler: labeler.to_owned(), product: product.to_owned(), unit_of_measure })
}

/// Keeps the parts of a code whose check character is wrong, and relies on none of them.
fn misread(reading: &mut Reading, code: &str, start: usize, reference_date: NaiveDate) {
    let wrong = code.char_indices().find(|(_, character)| !CHARACTERS.contains(*character));
    match wrong {
        Some((at, _)) => reading.report(BadCharacter, "A HIBC does not have this character.", Some(start + at)),
        None => {
            let at = start + code.len().saturating_sub(1);
            reading.report(CheckDigit, "The check character is wrong: the code was misread or mistyped.", Some(at));
        }
    }
    let mut parts = Reading::new(BarcodeFormat::Hibc, code);
    take_apart(&mut parts, code, start, reference_date);
    reading.elements = parts.elements;
}

/// Takes a code apart whose last character is the check character.
fn take_apart(reading: &mut Reading, code: &str, start: usize, reference_date: NaiveDate) {
    let mut characters = code.chars();
    let (_, check) = (characters.next(), characters.next_back());
    let body = characters.as_str();
    if body.starts_with(|first: char| first.is_ascii_alphabetic()) {
        let (primary, rest) = body.split_once('/').unwrap_or((body, ""));
        primary_part(reading, primary, start + 1);
        reading.hibc_link = check.filter(|_| rest.is_empty());
        secondary::read(reading, rest, start + 2 + primary.len(), reference_date);
    } else {
        let mut characters = body.chars();
        reading.hibc_link = characters.next_back();
        secondary::read(reading, characters.as_str(), start + 1, reference_date);
    }
}

fn primary_part(reading: &mut Reading, primary: &str, at: usize) {
    if let Some(product) = product_of(primary) {
        reading.add("LIC", "Labeler", &product.labeler);
        reading.add("PCN", "Product number", &product.product);
        reading.add("U/M", "Unit of measure", &product.unit_of_measure.to_string());
        reading.hibc = Some(product);
        return;
    }
    let (code, message) = match primary.len() {
        6..=23 => (BadValue, "A HIBC begins with a labeler's letter and ends its product with a digit of measure."),
        _ => (BadLength, "The product part of a HIBC has 6 to 23 characters."),
    };
    reading.report(code, message, Some(at + fault_in_product(primary)));
}

/// Where a product part is wrong: the first character, when it is no letter; one that is neither letter nor digit; else
/// the last, which is the digit of measure.
fn fault_in_product(primary: &str) -> usize {
    let wrong = primary.char_indices().find(|(at, character)| match at {
        0 => !character.is_ascii_uppercase(),
        _ => !character.is_ascii_uppercase() && !character.is_ascii_digit(),
    });
    wrong.or_else(|| primary.char_indices().next_back()).map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests;
