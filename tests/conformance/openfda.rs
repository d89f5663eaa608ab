//! Lot texts of real recalls: every lot that a person reads in them is proposed when we stock it, and no other one.

use std::cell::Cell;

use entity::id::{LotId, ProductId};
use lotwise::rules::lot_number::canonical;
use lotwise::rules::recall_notice::{
    Confidence, KnownLot, KnownProduct, NoticeText, ProductName, Proposal, propose, read as read_notice,
};

use crate::rows::{Row, judge, read, say};

/// A product that no notice names, with lots of these numbers.
fn stocked(numbers: &[String]) -> (KnownProduct, Vec<KnownLot>) {
    let id = ProductId::new();
    let words = ProductName::new("Zzyzx", "Qwertz");
    let product = KnownProduct { id, name: "Zzyzx".to_owned(), words, codes: vec![] };
    let lot = |number: &String| KnownLot { id: LotId::new(), product_id: id, canonical: canonical(number) };
    (product, numbers.iter().map(lot).collect())
}

fn proposed(row: &Row, product: &KnownProduct, lots: &[KnownLot]) -> Option<Proposal> {
    let product_description = row.text("product_description").unwrap_or_default();
    let text = NoticeText { firm: "", product_description, code_info: row.get("code_info") };
    propose(&read_notice(&text), std::slice::from_ref(product), lots).pop()
}

/// The numbers among `numbers` that are proposed when we stock all of them.
fn found(row: &Row, numbers: &[String]) -> Vec<String> {
    let (product, lots) = stocked(numbers);
    let proposal = proposed(row, &product, &lots);
    let named = |lot: &LotId| proposal.as_ref().is_some_and(|proposal| proposal.lots.contains(lot));
    numbers.iter().zip(&lots).filter(|(_, lot)| named(&lot.id)).map(|(number, _)| number.clone()).collect()
}

fn texts(row: &Row, name: &str) -> Vec<String> {
    let list = row.0[name].as_array().cloned().unwrap_or_default();
    list.iter().filter_map(|text| text.as_str().map(str::to_owned)).collect()
}

/// What a person reads: the lots, the single ones beside ranges, and the ends of ranges with a number between them.
fn annotated(row: &Row) -> Vec<String> {
    let ranges = row.0["ranges"].as_array().cloned().unwrap_or_default();
    let in_ranges = ranges.iter().flat_map(|range| {
        let [first, last] = [&range[0], &range[1]].map(|end| end.as_str().unwrap().to_owned());
        let between = next(&first);
        [first, last, between]
    });
    texts(row, "expected_lots").into_iter().chain(texts(row, "singles")).chain(in_ranges).collect()
}

/// The number after this one.
fn next(digits: &str) -> String {
    let width = digits.len();
    format!("{:0width$}", digits.parse::<u64>().unwrap() + 1)
}

/// Numbers that a careless search would take for one of `lots`: a character more, less or other, dates and references.
fn decoys(row: &Row, lots: &[String]) -> Vec<String> {
    let near = lots.iter().flat_map(|lot| {
        let lot = canonical(lot);
        let (shorter, tail) = (lot[..lot.len() - 1].to_owned(), lot[1..].to_owned());
        [format!("{lot}1"), format!("A{lot}"), format!("{shorter}Z"), shorter, tail]
    });
    let ranges = row.0["ranges"].as_array().cloned().unwrap_or_default();
    let beyond = ranges.iter().map(|range| format!("1{}", range[1].as_str().unwrap()));
    let dates = ["10/29/2015", "10/12", "2015/07/08", "12/2019", "10-2014", "6/25/2016", "2025"].map(str::to_owned);
    let taken: Vec<String> = annotated(row).iter().map(|lot| canonical(lot)).collect();
    let all = near.chain(beyond).chain(dates).chain(texts(row, "refs"));
    all.filter(|decoy| decoy.len() > 1 && !taken.contains(decoy)).collect()
}

#[test]
fn every_lot_that_a_person_reads_is_proposed_and_no_other() {
    let (lots_seen, decoys_seen) = (Cell::new(0), Cell::new(0));
    judge("openfda/code_info.jsonl", &[], |row| {
        let lots = annotated(row);
        let decoys = decoys(row, &lots);
        let stock: Vec<String> = lots.iter().chain(&decoys).cloned().collect();
        let found = found(row, &stock);
        lots_seen.set(lots_seen.get() + lots.len());
        decoys_seen.set(decoys_seen.get() + decoys.len());
        let missed: Vec<&String> = lots.iter().filter(|lot| !found.contains(lot)).collect();
        let wrong: Vec<&String> = decoys.iter().filter(|decoy| found.contains(decoy)).collect();
        if missed.is_empty() && wrong.is_empty() { Ok(()) } else { Err(format!("missed {missed:?}, wrong {wrong:?}")) }
    });
    say(&format!("  {} lots proposed, {} look-alikes, dates and references not", lots_seen.get(), decoys_seen.get()));
}

#[test]
fn none_is_sure_where_the_product_is_not_named() {
    judge("openfda/code_info.jsonl", &[], |row| {
        let (product, lots) = stocked(&annotated(row));
        match proposed(row, &product, &lots).map(|proposal| proposal.confidence) {
            Some(Confidence::LotOnly) => Ok(()),
            None if lots.is_empty() => Ok(()),
            other => Err(format!("{other:?}")),
        }
    });
}

#[test]
fn all_lots_are_understood() {
    judge("openfda/code_info.jsonl", &[], |row| {
        let text = NoticeText { firm: "", product_description: "", code_info: row.get("code_info") };
        let all = row.0["all_lots"].as_bool().unwrap_or_default();
        crate::rows::same("all lots", read_notice(&text).all_lots(), all)
    });
}

#[test]
fn whole_records_are_read_and_their_lots_are_in_their_text() {
    let Some(text) = read("openfda/ucm308307.json") else { return };
    let (mut records, mut numbers) = (0, 0);
    for line in text.lines() {
        let record: serde_json::Value = serde_json::from_str(line).expect(line);
        let part = |name: &str| record[name].as_str().unwrap_or_default();
        let (product_description, code_info) = (part("product-description"), part("code-info"));
        let reading = read_notice(&NoticeText { firm: part("recalling-firm"), product_description, code_info });
        let whole = canonical(&format!("{product_description} {code_info}"));
        for number in reading.lot_numbers() {
            assert!(whole.contains(number), "{number} is not in {line}");
            numbers += 1;
        }
        records += 1;
    }
    say(&format!("openfda/ucm308307.json: {records} records read, {numbers} numbers that may be lots"));
}
