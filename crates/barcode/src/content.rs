//! Tells by its content what a code is, when no symbology identifier says so.

use chrono::NaiveDate;

use super::gs1::{self, digital_link, element_string, human_readable};
use super::reading::{BarcodeFormat, Reading, ScanProblemCode};
use super::{hibc, label, number};

/// Reads a code by its first characters. Numbers, and what begins with digits, are looked at more closely.
pub(super) fn read(text: &str, start: usize, reference_date: NaiveDate) -> Reading {
    let kept = text.trim_start();
    let at = start + text.len() - kept.len();
    // The check character of a HIBC may be a space at its end.
    let plain = kept.trim_end();
    let unstarred =
        plain.strip_prefix('*').and_then(|inside| inside.strip_suffix('*')).filter(|inside| inside.starts_with('+'));
    match plain.as_bytes() {
        [b'+', ..] => hibc::read(kept, at, reference_date),
        [b'*', ..] if unstarred.is_some() => hibc::read(unstarred.unwrap_or_default(), at + 1, reference_date),
        [b'=' | b'&', second, ..] if second.is_ascii_graphic() && *second != b'"' => isbt_128(plain),
        [b'(', b'0'..=b'9', ..] => {
            let found = human_readable::read(plain, at, reference_date);
            gs1::reading(BarcodeFormat::Gs1HumanReadable, plain, found, reference_date)
        }
        _ if label::looks_like(plain) => container_label(plain, at),
        _ if digital_link::is_web_address(plain) => link(plain, at, reference_date),
        _ => number::read(plain, at)
            .or_else(|| bare_elements(plain, at, reference_date))
            .or_else(|| number::misread(plain, at))
            .unwrap_or_else(|| unknown(plain)),
    }
}

/// Elements without symbology identifier are taken for such when a separator, a check digit or a date speaks for it.
fn bare_elements(text: &str, at: usize, reference_date: NaiveDate) -> Option<Reading> {
    let found = element_string::read(text, at, reference_date);
    let plausible = element_string::is_plausible(text, &found);
    let reading = gs1::reading(BarcodeFormat::Gs1ElementString, text, found, reference_date);
    (plausible || reading.likely_intended.is_some()).then_some(reading)
}

fn link(text: &str, at: usize, reference_date: NaiveDate) -> Reading {
    let found = digital_link::read(text, at, reference_date);
    let format = if found.elements.is_empty() { BarcodeFormat::Unknown } else { BarcodeFormat::Gs1DigitalLink };
    gs1::reading(format, text, found, reference_date)
}

fn container_label(text: &str, at: usize) -> Reading {
    let mut reading = Reading::new(BarcodeFormat::ContainerLabel, text);
    match label::parse(text) {
        Ok(label) => {
            reading.add("LW", "Container label", &label);
            reading.container_label = Some(label);
        }
        Err(error) => {
            let code = match error {
                label::LabelError::CheckCharacter => ScanProblemCode::CheckDigit,
                label::LabelError::Character(_) => ScanProblemCode::BadCharacter,
                label::LabelError::Length | label::LabelError::Prefix => ScanProblemCode::BadLength,
            };
            reading.report_error(code, &error, at + label::place_of(text, error));
        }
    }
    reading
}

/// Blood and tissue: two characters say what the data is, which is kept as it stands.
fn isbt_128(text: &str) -> Reading {
    let mut reading = Reading::new(BarcodeFormat::Isbt128, text);
    let (identifier, value) = text.split_at_checked(2).unwrap_or((text, ""));
    reading.add(identifier, "ISBT 128 data", value);
    reading
}

fn unknown(text: &str) -> Reading {
    let mut reading = Reading::new(BarcodeFormat::Unknown, text);
    let message = if text.is_empty() { "The code is empty." } else { "This is no code that is known here." };
    reading.report(ScanProblemCode::NotRecognised, message, None);
    reading
}
