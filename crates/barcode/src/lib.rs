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
pub use self::reading::{BarcodeFormat, HibcProduct, Reading, ScanElement, ScanProblem, ScanProblemCode};

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
        Some(Carrier::Plain(data)) => content::read(data, inside, reference_date),
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
