//! Bare numbers: article numbers, drug codes, and what spreadsheets made of them.

use super::damage::{self, Damage};
use super::gtin::{self, GtinError};
use super::ndc;
use super::reading::{BarcodeFormat, Reading, ScanProblemCode};

/// Reads a number. Nothing when the text is none, or may rather be GS1 elements.
pub(super) fn read(text: &str, at: usize) -> Option<Reading> {
    let number = unquoted(text);
    let at = at + text.find(number).unwrap_or_default();
    if let Some(damage) = damage::of(number) {
        return Some(damaged(number, at, damage));
    }
    let drug = number.trim_start_matches("NDC").trim_start_matches([':', ' ']);
    if drug.contains('-') || drug.len() < number.len() {
        return Some(drug_code(drug)).filter(|reading| !reading.ndc.is_empty());
    }
    match number.len() {
        _ if !gtin::is_digits(number) => None,
        8 => eight_digits(number),
        12..=14 => gtin::verify(number).is_ok().then(|| article(number)),
        10 | 11 => ten_or_eleven_digits(number, at),
        _ => None,
    }
}

impl Reading {
    /// The same digits read as the drug code that they are as well, where the code was taken for a number without its zeros:
    /// one 10-digit drug code in ten has a last digit that fits as a check digit by chance.
    pub fn as_drug_code(&self) -> Option<Self> {
        let is_doubted = self.problems.iter().any(|problem| problem.code == ScanProblemCode::DamagedNumber);
        Some(drug_code(&self.text)).filter(|drug| is_doubted && !drug.ndc.is_empty())
    }
}

/// Reads digits of an article number that must have this length.
pub(super) fn of_length(number: &str, digits: usize, at: usize) -> Reading {
    let judged = match number.len() {
        length if length != digits => Err(GtinError::Length(length)),
        _ => gtin::normalise(number),
    };
    match judged {
        Ok(_) => article(number),
        Err(error) => no_article(number, at, error),
    }
}

/// An article number whose check digit is wrong, when the text has the shape of one and is nothing else.
pub(super) fn misread(text: &str, at: usize) -> Option<Reading> {
    let error =
        Some(text).filter(|text| matches!(text.len(), 8 | 12..=14)).and_then(|text| gtin::normalise(text).err())?;
    matches!(error, GtinError::CheckDigit { .. }).then(|| no_article(text, at, error))
}

fn article(number: &str) -> Reading {
    let mut reading = Reading::new(BarcodeFormat::Gtin, number);
    let full = gtin::fill_up(number);
    reading.add("01", title(number.len()), number);
    reading.ndc = ndc::in_gtin(&full);
    reading.gtin = Some(full);
    reading
}

fn title(digits: usize) -> &'static str {
    match digits {
        8 => "GTIN-8",
        12 => "GTIN-12 (UPC)",
        13 => "GTIN-13 (EAN)",
        _ => "GTIN-14",
    }
}

/// Eight digits may be a GTIN-8 or a UPC-E, and often fit both. A GTIN-8 that begins with 0 is for use
/// inside a company only, so behind a leading 0 it is the UPC-E.
fn eight_digits(number: &str) -> Option<Reading> {
    let short = gtin::verify(number).ok().map(|()| article(number));
    let expanded = gtin::expand_upc_e(number).map(|full| {
        let mut reading = article(&full);
        number.clone_into(&mut reading.text);
        reading.elements.clear();
        reading.add("01", "UPC-E", number);
        reading
    });
    let (first, second) = if number.starts_with('0') { (expanded, short) } else { (short, expanded) };
    match (first, second) {
        (Some(first), Some(second)) => Some(Reading { other_gtin: second.gtin, ..first }),
        (first, second) => first.or(second),
    }
}

fn no_article(number: &str, at: usize, error: GtinError) -> Reading {
    let mut reading = Reading::new(BarcodeFormat::Gtin, number);
    reading.add("01", "GTIN", number);
    let (code, at) = match error {
        GtinError::NotDigits => (ScanProblemCode::BadCharacter, at + first_that_is_no_digit(number)),
        GtinError::Length(_) => (ScanProblemCode::BadLength, at),
        GtinError::CheckDigit { .. } => (ScanProblemCode::CheckDigit, at + number.len().saturating_sub(1)),
    };
    reading.report_error(code, &error, at);
    reading
}

fn first_that_is_no_digit(number: &str) -> usize {
    number.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or_default()
}

fn drug_code(printed: &str) -> Reading {
    let mut reading = Reading::new(BarcodeFormat::Ndc, printed);
    reading.add("NDC", "National Drug Code", printed);
    reading.ndc = ndc::candidates(printed);
    let mut gtins = reading.ndc.iter().map(|code| ndc::gtin(code));
    // The places of the hyphens do not change the number; a zero that was filled in does.
    let first = gtins.next().flatten();
    reading.gtin = first.filter(|first| gtins.all(|other| other.as_ref() == Some(first)));
    reading
}

fn ten_or_eleven_digits(number: &str, at: usize) -> Option<Reading> {
    let drug = Some(drug_code(number)).filter(|reading| !reading.ndc.is_empty());
    // A spreadsheet takes all zeros in front: where one is left, it took none.
    let restored = damage::zeros_in_front(number).filter(|_| !number.starts_with('0'));
    match (drug, restored) {
        (drug, None) => drug,
        (drug, Some(full)) => {
            let ndc = drug.map(|drug| drug.ndc).unwrap_or_default();
            Some(Reading { ndc, ..without_zeros(number, at, full) })
        }
    }
}

fn without_zeros(number: &str, at: usize, full: String) -> Reading {
    let mut reading = Reading::new(BarcodeFormat::Gtin, number);
    reading.add("01", "GTIN without its zeros", number);
    let message = format!("The number seems to have lost the zeros in front of it: the label most likely says {full}.");
    reading.report(ScanProblemCode::DamagedNumber, message, Some(at));
    reading.suspect = true;
    reading.likely_intended = Some(full);
    reading
}

fn damaged(number: &str, at: usize, damage: Damage) -> Reading {
    let format = if damage == Damage::Lost { BarcodeFormat::Unknown } else { BarcodeFormat::Gtin };
    let mut reading = Reading::new(format, number);
    let message = "A spreadsheet changed the number: take it from the label, and format the column as text.";
    reading.report(ScanProblemCode::DamagedNumber, message, Some(at));
    reading.suspect = true;
    if let Damage::Restored(digits) = damage {
        let full = damage::zeros_in_front(&digits).unwrap_or(digits);
        reading.likely_intended = gtin::normalise(&full).is_ok().then_some(full);
    }
    reading
}

/// Spreadsheets mark a text with an apostrophe, or write it as `="…"`.
fn unquoted(text: &str) -> &str {
    let formula = text.strip_prefix("=\"").and_then(|inside| inside.strip_suffix('"'));
    formula.or_else(|| text.strip_prefix('\'')).unwrap_or(text)
}
