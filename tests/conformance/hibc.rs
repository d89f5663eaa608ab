//! HIBC labels from the field.

use lotwise::rules::barcode::{BarcodeFormat, hibc, read};

use crate::rows::{Row, judge, same};
use crate::today;

#[test]
fn published_labels_agree() {
    judge("hibc/published_udi_strings.jsonl", &[], |row| verdict(row, row.get("udi")));
}

#[test]
fn generated_labels_agree() {
    judge("hibc/ptw_generated.jsonl", &[], |row| verdict(row, row.get("hibc")));
}

/// The check character agrees, and a label with a right one is read without a fault.
fn verdict(row: &Row, code: &str) -> Result<(), String> {
    let reading = read(code, today());
    let Some(fits) = row.0["mod43_ok"].as_bool() else {
        same("format", reading.format, BarcodeFormat::Gs1HumanReadable)?;
        return same("faults", reading.faults().count(), 0);
    };
    same("check character", hibc::has_valid_check_character(code), fits)?;
    same("format", reading.format, BarcodeFormat::Hibc)?;
    same("read without fault", reading.problems.is_empty(), fits)
}
