//! Products of the field, read by the official engine; drug codes and their GTIN.

use lotwise::rules::barcode::gs1::{Elements, digital_link, element_string, human_readable};
use lotwise::rules::barcode::{ndc, read};
use lotwise::rules::product_code::{Scheme, candidates, canonical};

use crate::elements::{is_sound, print, scan};
use crate::rows::{Exception, Row, judge, same};
use crate::today;

const CARTON: Exception =
    (4, "the engine reads no ITF-14; cartons carry it, so a symbol of fourteen digits is read as the GTIN that it is");

#[test]
fn products_of_the_field_agree() {
    judge("gs1/medspa.jsonl", &[CARTON], |row| match row.text("ndc10") {
        Some(code) => drug(row, code),
        None if row.get("mode") == "scan" => scanned(row),
        None => {
            let input = row.get("input");
            let found = match row.get("mode") {
                "bracketed" => human_readable::read(input, 0, today()),
                _ => digital_link::read(input, 0, today()),
            };
            same("verdict", is_sound(&found), row.ok())?;
            if row.ok() { spellings(row, &found) } else { Ok(()) }
        }
    });
}

fn scanned(row: &Row) -> Result<(), String> {
    let found = scan(row.get("input"));
    same("verdict", found.is_some(), row.ok())?;
    if row.ok() { same("content", found.as_deref(), row.text("raw_caret")) } else { Ok(()) }
}

fn spellings(row: &Row, found: &Elements<'_>) -> Result<(), String> {
    let elements = || found.elements.iter().map(|element| (element.code, element.value.as_ref()));
    same("element string", print(found).as_str(), row.get("raw_caret"))?;
    same("bracketed", human_readable::print(elements()).as_str(), row.get("ai"))?;
    let scanned = format!("]d2{}", element_string::print(elements()));
    same("scan", scanned.as_str(), row.get("scan_datamatrix"))?;
    let again = read(&scanned, today());
    let read_back = again.elements.iter().map(|element| (element.identifier.as_str(), element.value.as_str()));
    same("read back", read_back.eq(elements()), true)
}

fn drug(row: &Row, code: &str) -> Result<(), String> {
    let gtin = row.get("gtin14");
    same("GTIN of the drug code", ndc::gtin(code).as_deref(), Some(gtin))?;
    same("stored form", canonical(Scheme::Ndc, code).as_deref(), Ok(gtin))?;
    same("stored form of the UPC", canonical(Scheme::Upc, row.get("gtin12_upc")).as_deref(), Ok(gtin))?;
    same("listed among the drug codes", read(gtin, today()).ndc.iter().any(|known| known == code), true)?;
    same("found by the GTIN", candidates(&read(gtin, today())).iter().any(|known| known.canonical == gtin), true)
}
