//! What the elements of a GS1 code mean for the stockroom: product, lot, expiry, serial, count.

use chrono::NaiveDate;

use super::check::{DayZero, day_of};
use super::{Element, Elements, lost_separator};
use crate::ndc;
use crate::reading::{BarcodeFormat, Reading, ScanElement, ScanProblemCode};

/// The reading of these elements.
pub(crate) fn reading(
    format: BarcodeFormat,
    text: &str,
    mut found: Elements<'_>,
    reference_date: NaiveDate,
) -> Reading {
    let mut reading = Reading::new(format, text);
    if format == BarcodeFormat::Gs1ElementString {
        reading.likely_intended = lost_separator::suspect(&mut found, reference_date);
    }
    let date =
        |code: &str| found.value(code).and_then(|value| day_of(value, DayZero::LastOfMonth, reference_date).ok());
    let text_of = |code: &str| found.value(code).map(str::to_owned);
    reading.gtin = ["01", "03", "02"].into_iter().find_map(text_of);
    reading.lot_number = text_of("10");
    reading.serial = text_of("21");
    reading.expires_on = date("17").or_else(|| expiry_with_time(&found, reference_date));
    reading.best_before_on = date("15");
    reading.produced_on = date("11");
    reading.count = ["30", "37"].into_iter().find_map(|code| found.value(code)?.parse().ok());
    reading.ndc = drug_codes(&found, reading.gtin.as_deref());
    reading.elements = found.elements.iter().map(scan_element).collect();
    reading.problems = found.problems;
    reading.suspect = reading.problems.iter().any(|problem| {
        matches!(problem.code, ScanProblemCode::MissingSeparator | ScanProblemCode::RepeatedDifferently)
    });
    reading
}

fn scan_element(element: &Element<'_>) -> ScanElement {
    let title = element.identifier.map_or("Unknown identifier", |identifier| identifier.title);
    ScanElement { identifier: element.code.to_owned(), title, value: element.value.to_string() }
}

fn expiry_with_time(found: &Elements<'_>, reference_date: NaiveDate) -> Option<NaiveDate> {
    day_of(found.value("7003")?.get(..6)?, DayZero::Refused, reference_date).ok()
}

/// The National Drug Codes that the label gives: as such, or inside a GTIN.
fn drug_codes(found: &Elements<'_>, gtin: Option<&str>) -> Vec<String> {
    match found.value("715") {
        Some(printed) => ndc::candidates(printed),
        None => gtin.map(ndc::in_gtin).unwrap_or_default(),
    }
}
