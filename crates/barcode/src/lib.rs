//! What a nurse scans: one function reads any code of a vial, a box or a bottle.
//!
//! Reading is pure and takes time in proportion to the length of the code. It never refuses: what was not understood stands
//! among the problems, and nothing doubtful stands in a named field. Who may do what with a doubtful code is decided elsewhere.
//!
//! ```
//! use chrono::NaiveDate;
//!
//! let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
//! let reading = barcode::read("]d201003002392320131727053110C8123C4", today);
//! assert_eq!(reading.lot_number.as_deref(), Some("C8123C4"));
//! assert_eq!(reading.expires_on, NaiveDate::from_ymd_opt(2027, 5, 31));
//! assert_eq!(reading.ndc[0], "0023-9232-01");
//! ```

pub mod carrier;
pub mod gs1;
pub mod gtin;
pub mod hibc;
pub mod label;
pub mod ndc;

mod content;
mod damage;
mod number;
mod reading;

use chrono::NaiveDate;

use self::carrier::{Carrier, IDENTIFIER_LENGTH};
use self::gs1::{Elements, element_string};
pub use self::reading::{
    BarcodeFormat, HibcProduct, PossibleSplit, Reading, ScanElement, ScanProblem, ScanProblemCode,
};

/// Most bytes of a code. The largest symbols hold less than half of it.
pub const LONGEST_CODE: usize = 8192;

/// Reads any code that a scanner, a camera or a person gives. The reference date, usually today, places two-digit years.
pub fn read(code: &str, reference_date: NaiveDate) -> Reading {
    if code.len() > LONGEST_CODE {
        let mut reading = Reading::new(BarcodeFormat::Unknown, "");
        let message = format!("The code has {} bytes; a label has at most {LONGEST_CODE}.", code.len());
        reading.report(ScanProblemCode::TooLong, message, None);
        return reading;
    }
    let text = code.trim_start_matches(is_line_end);
    let start = code.len() - text.len();
    let mut reading = of_carrier(text.trim_end_matches(is_line_end), start, reference_date);
    count_characters(&mut reading.problems, code);
    reading
}

fn of_carrier(text: &str, start: usize, reference_date: NaiveDate) -> Reading {
    let inside = start + IDENTIFIER_LENGTH;
    match carrier::open(text) {
        None => content::read(text, start, reference_date),
        Some(Carrier::Plain(data)) => unmarked(content::read(data, inside, reference_date), text, start),
        Some(Carrier::ElementString(data)) => {
            let data = data.trim_end();
            let found = element_string::read(data, inside, reference_date);
            gs1::reading(BarcodeFormat::Gs1ElementString, data, found, reference_date)
        }
        Some(Carrier::ArticleNumber { number, digits, composite }) => {
            let reading = number::of_length(number, digits, inside);
            match (composite, reading.gtin.as_deref()) {
                (Some(above), Some(gtin)) => with_composite(gtin, number, above, inside, reference_date),
                _ => reading,
            }
        }
    }
}

/// The reading of a symbol that has no mark of GS1, with a word about it where it holds GS1 elements all the same.
fn unmarked(mut reading: Reading, text: &str, start: usize) -> Reading {
    if reading.format == BarcodeFormat::Gs1ElementString {
        let identifier = text.get(..IDENTIFIER_LENGTH).unwrap_or_default();
        let message = format!("The symbol is not marked as GS1 ({identifier}): it is read as such by its content.");
        reading.report(ScanProblemCode::NotMarkedAsGs1, message, Some(start));
    }
    reading
}

/// Every place of an element string where a separator may have been lost, the likeliest first; none for other codes.
///
/// Most of these places mean nothing: in a lot number `L1215` a serial number `5` could begin. They are worth a look where
/// what is known of the product or its lots speaks for one of them.
pub fn possible_splits(code: &str, reference_date: NaiveDate) -> Vec<PossibleSplit> {
    let text = code.trim_start_matches(is_line_end);
    let start = code.len() - text.len();
    let text = text.trim_end_matches(is_line_end);
    let (data, inside) = match carrier::open(text).filter(|_| code.len() <= LONGEST_CODE) {
        Some(Carrier::Plain(data) | Carrier::ElementString(data)) => (data, start + IDENTIFIER_LENGTH),
        Some(Carrier::ArticleNumber { .. }) => return Vec::new(),
        None => (text, start),
    };
    let elements = data.trim_start();
    let at = inside + data.len() - elements.len();

    let found = element_string::split(elements.trim_end(), at, reference_date);
    let mut splits = gs1::possible_splits(&found, reference_date);
    for split in &mut splits {
        split.at = code.get(..split.at).map_or(split.at, |before| before.chars().count());
    }
    splits
}

/// An article number with the element string of the symbol above it is one label.
fn with_composite(gtin: &str, number: &str, above: &str, start: usize, reference_date: NaiveDate) -> Reading {
    let mut found = Elements::default();
    found.add_gtin(gtin, start, reference_date);
    let above_at = start + number.len() + 1 + IDENTIFIER_LENGTH;
    found.append(element_string::split(above, above_at, reference_date));
    gs1::reading(BarcodeFormat::Gs1ElementString, number, found.with_companions(), reference_date)
}

/// Scanners end a code with a line end or a tab. A space may belong to the code.
fn is_line_end(character: char) -> bool {
    matches!(character, '\r' | '\n' | '\t' | '\0' | '\u{feff}')
}

/// Orders problems by place, and counts places in characters in place of bytes.
fn count_characters(problems: &mut [ScanProblem], code: &str) {
    problems.sort_by_key(|problem| problem.at.unwrap_or(usize::MAX));
    if code.is_ascii() {
        return;
    }
    let mut starts = code.char_indices().map(|(byte, _)| byte).enumerate().peekable();
    for at in problems.iter_mut().filter_map(|problem| problem.at.as_mut()) {
        while starts.next_if(|(_, byte)| *byte < *at).is_some() {}
        *at = starts.peek().map_or_else(|| code.chars().count(), |(characters, _)| *characters);
    }
}

#[cfg(test)]
mod tests;
