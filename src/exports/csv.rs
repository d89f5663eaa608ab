//! Lines of CSV (RFC 4180) that a spreadsheet opens without executing anything.

use std::borrow::Cow;

/// What a file begins with, so that spreadsheets read it as UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// One line, with its end.
pub fn line<Cell: AsRef<str>>(cells: impl IntoIterator<Item = Cell>) -> String {
    let cells: Vec<String> = cells.into_iter().map(|cell| quoted(&harmless(cell.as_ref())).into_owned()).collect();
    format!("{}\r\n", cells.join(","))
}

/// The text as a spreadsheet shows it and does not execute it: what begins like a formula gets an apostrophe before it
/// (OWASP, CSV injection). A plain number stays one, with its sign.
pub fn harmless(text: &str) -> Cow<'_, str> {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if formula && !is_number(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

fn quoted(text: &str) -> Cow<'_, str> {
    if text.contains(['"', ',', ';', '\n', '\r', '\t']) || text.starts_with(' ') || text.ends_with(' ') {
        Cow::Owned(format!("\"{}\"", text.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(text)
    }
}

/// `-40`, `-0.5`: a sign, digits, and nothing that is computed.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, decimals].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_begins_like_a_formula_is_a_text() {
        for text in ["=1+1", "+1", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "-1+2", "--1", "-", "＝1"] {
            assert_eq!(harmless(text), format!("'{text}"), "{text:?}");
        }
        for text in ["-40", "-0.5", "12", "C3016", "a=b", "'=1", ""] {
            assert_eq!(harmless(text), text);
        }
    }

    #[test]
    fn a_cell_with_a_separator_or_a_quote_is_quoted() {
        assert_eq!(line(["a", "b,c", "say \"ah\"", "two\nlines"]), "a,\"b,c\",\"say \"\"ah\"\"\",\"two\nlines\"\r\n");
    }

    proptest! {
        #[test]
        fn every_cell_is_read_back_and_none_begins_like_a_formula(cells in prop::collection::vec("\\PC{0,12}", 1..6)) {
            let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(std::io::Cursor::new(line(&cells)));
            let record = reader.records().next().map(Result::unwrap).unwrap_or_default();
            for (cell, read) in cells.iter().zip(record.iter()) {
                prop_assert_eq!(harmless(cell), read);
                prop_assert!(!read.starts_with(['=', '+', '@']) && (!read.starts_with('-') || is_number(read)));
            }
        }
    }
}
