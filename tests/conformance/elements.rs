//! Whole codes: element strings, bracketed elements, scans with a symbology identifier, Digital Links.
//!
//! The vectors write FNC1 as `^` in front of and between elements.

use lotwise::rules::barcode::carrier::{self, Carrier};
use lotwise::rules::barcode::gs1::{Elements, digital_link, element_string, human_readable};
use lotwise::rules::barcode::{ScanProblem, ScanProblemCode, gtin};

use crate::rows::{Exception, Row, judge, same};
use crate::today;

#[test]
fn element_strings_agree() {
    judge("gs1/raw_parse.jsonl", &[], |row| {
        let raw = row.get("raw_caret").strip_prefix('^').map(|raw| raw.replace('^', "\u{1d}"));
        let sound = raw.is_some_and(|raw| is_sound(&element_string::split(&raw, 0, today())));
        same("verdict", sound, row.ok())
    });
}

#[test]
fn bracketed_elements_agree() {
    judge("gs1/bracketed_to_raw.jsonl", &[], |row| {
        let found = human_readable::split(row.get("bracketed"), 0, today());
        agree(row, is_sound(&found), || print(&found))
    });
}

#[test]
fn faulty_values_are_found() {
    judge("gs1/ai_linter_errors.jsonl", &[], |row| {
        let found = human_readable::split(row.get("bracketed"), 0, today());
        same("verdict", is_sound(&found), row.get("error") == "OK")
    });
}

#[test]
fn scans_agree() {
    judge("gs1/scan_to_raw.jsonl", &[], |row| {
        let scanned = scan(row.get("scan"));
        agree(row, scanned.is_some(), || scanned.clone().unwrap_or_default())
    });
}

const SAME_ADDRESS: Exception = (
    37,
    "the same address is refused here and accepted in the next row, under a setting that the row does not name: the names of older links are read",
);

#[test]
fn digital_links_agree() {
    judge("gs1/dl_to_raw.jsonl", &[SAME_ADDRESS], |row| {
        let found = digital_link::split(row.get("uri"), 0, today());
        agree(row, found.problems.iter().all(|problem| is_permitted(row, problem)), || print(&found))
    });
}

/// What a scan carries, in the notation of the vectors; nothing when it is refused.
pub(crate) fn scan(scan: &str) -> Option<String> {
    match carrier::open(scan)? {
        Carrier::ElementString(data) => sound(element_string::split(data, 0, today())),
        Carrier::ArticleNumber { number, digits, composite } => {
            let proper = number.len() == digits && gtin::normalise(number).is_ok();
            let above = composite.map(|above| sound(element_string::split(above, 0, today())).unwrap());
            proper.then(|| above.map_or(number.to_owned(), |above| format!("{number}|{above}")))
        }
        Carrier::Plain(data) => {
            let lower_or_upper =
                ["http://", "https://", "HTTP://", "HTTPS://"].iter().any(|scheme| data.starts_with(scheme));
            let readable = !lower_or_upper || is_sound(&digital_link::split(data, 0, today()));
            readable.then(|| escape(data))
        }
    }
}

/// The notation marks a plain text that begins like an element string with a backslash.
fn escape(data: &str) -> String {
    if data.trim_start_matches('\\').starts_with('^') { format!("\\{data}") } else { data.to_owned() }
}

fn sound(found: Elements<'_>) -> Option<String> {
    is_sound(&found).then(|| print(&found))
}

/// True when nothing is wrong with the elements.
pub(crate) fn is_sound(found: &Elements<'_>) -> bool {
    found.problems.is_empty()
}

/// Prints elements in the notation of the vectors.
pub(crate) fn print(found: &Elements<'_>) -> String {
    let elements = found.elements.iter().map(|element| (element.code, element.value.as_ref()));
    format!("^{}", element_string::print(elements).replace('\u{1d}', "^"))
}

fn agree(row: &Row, sound: bool, printed: impl Fn() -> String) -> Result<(), String> {
    same("verdict", sound, row.ok())?;
    if row.ok() { same("content", printed(), row.get("raw_caret").to_owned()) } else { Ok(()) }
}

/// Settings of a row permit what is reported here in any case.
fn is_permitted(row: &Row, problem: &ScanProblem) -> bool {
    match problem.code {
        ScanProblemCode::BadLength => row.setting("PermitZeroSuppressedGTINinDLuris") == Some(true),
        ScanProblemCode::UnknownIdentifier => row.setting("Validation:UNKNOWN_AI_NOT_DL_ATTR") == Some(false),
        _ => false,
    }
}
