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
        reading.likely_intended = foreign_separator(text, &mut found, reference_date)
            .or_else(|| lost_separator::suspect(&mut found, reference_date));
    }
    let date =
        |code: &str| found.value(code).and_then(|value| day_of(value, DayZero::LastOfMonth, reference_date).ok());
    let text_of = |code: &str| found.value(code).map(str::to_owned);
    reading.gtin = ["01", "03", "02"].into_iter().find_map(text_of);
    reading.lot_number = text_of("10");
    reading.serial = text_of("21");
    reading.best_before_on = date("15");
    reading.produced_on = date("11");
    reading.count = ["30", "37"].into_iter().find_map(|code| found.value(code)?.parse().ok());
    reading.ndc = drug_codes(&found, reading.gtin.as_deref());
    reading.expires_on = last_day(&mut found, reference_date);
    reading.elements = found.elements.iter().map(scan_element).collect();
    reading.problems = found.problems;
    reading.suspect = reading.problems.iter().any(|problem| {
        matches!(problem.code, ScanProblemCode::MissingSeparator | ScanProblemCode::RepeatedDifferently)
    });
    reading
}

/// Names the character that the scanner sends in place of FNC1, which explains every other fault, and answers what the label
/// says.
fn foreign_separator(text: &str, found: &mut Elements<'_>, reference_date: NaiveDate) -> Option<String> {
    let foreign = lost_separator::foreign(text, found, reference_date)?;
    let name = if foreign.character == ' ' { "a blank".to_owned() } else { foreign.character.to_string() };
    let message = format!(
        "The scanner sends {name} where the separator FNC1 stands: set it to send the GS character (ASCII 29) for FNC1."
    );
    let at = found.start + foreign.at;
    found.problems.clear();
    found.report(ScanProblemCode::MissingSeparator, message, at);
    Some(foreign.intended)
}

fn scan_element(element: &Element<'_>) -> ScanElement {
    let title = element.identifier.map_or("Unknown identifier", |identifier| identifier.title);
    ScanElement { identifier: element.code.to_owned(), title, value: element.value.to_string() }
}

/// The last day that may be used as a whole: of all that the code gives the earliest, with a problem where they are
/// different days.
fn last_day(found: &mut Elements<'_>, reference_date: NaiveDate) -> Option<NaiveDate> {
    let given: Vec<LastDay> =
        found.elements.iter().filter_map(|element| LastDay::of(element.code, &element.value, reference_date)).collect();
    let earliest = given.iter().map(|day| day.printed).min()?;
    if let Some(latest) = given.iter().map(|day| day.printed).max().filter(|latest| *latest != earliest) {
        let message = format!("The code gives {earliest} and {latest} as last days: the earlier counts.");
        found.report(ScanProblemCode::LastDaysDiffer, message, 0);
    }
    given.iter().map(|day| day.usable).min()
}

/// A last day as it is printed, and the last one that may be used as a whole.
struct LastDay {
    printed: NaiveDate,
    usable: NaiveDate,
}

impl LastDay {
    fn of(code: &str, value: &str, reference_date: NaiveDate) -> Option<Self> {
        match code {
            "17" => {
                let printed = day_of(value, DayZero::LastOfMonth, reference_date).ok()?;
                Some(Self { printed, usable: printed })
            }
            "7003" => {
                let printed = day_of(value.get(..6)?, DayZero::Refused, reference_date).ok()?;
                let is_whole_day = matches!(value.get(6..), Some("2359" | "2400"));
                let usable = if is_whole_day { Some(printed) } else { printed.pred_opt() };
                Some(Self { printed, usable: usable? })
            }
            _ => None,
        }
    }
}

/// The National Drug Codes that the label gives: as such, or inside a GTIN.
fn drug_codes(found: &Elements<'_>, gtin: Option<&str>) -> Vec<String> {
    match found.value("715") {
        Some(printed) => ndc::candidates(printed),
        None => gtin.map(ndc::in_gtin).unwrap_or_default(),
    }
}
