//! A few thousand labels of a random set, with separators lost: how many are still misread in silence.

use super::*;
use crate::barcode::gs1::human_readable;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::iter;

const LABELS: usize = 4_000;

/// Numbers that are the same at every run.
struct Numbers(ChaCha8Rng);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0.random_range(0..limit)
    }

    fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn text(&mut self, characters: &str, length: usize) -> String {
        let bytes = characters.as_bytes();
        (0..length).map(|_| char::from(bytes[self.below(bytes.len())])).collect()
    }

    fn date(&mut self, first_year: usize) -> String {
        format!("{:02}{:02}{:02}", first_year + self.below(4), 1 + self.below(12), 1 + self.below(28))
    }
}

const DIGITS: &str = "0123456789";
const CAPITALS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// A label: what stands on it, in its order.
struct Label(Vec<(&'static str, String)>);

impl Label {
    /// GTIN, expiry and lot; most with a serial number; some with a production date, a count, a reference or a drug code.
    fn at_random(numbers: &mut Numbers) -> Self {
        let lot = match numbers.below(3) {
            0 => format!("{}{}", numbers.text(CAPITALS, 1), numbers.below(9).max(1) * 100 + numbers.below(100)),
            1 => {
                let length = 4 + numbers.below(7);
                numbers.text(DIGITS, length)
            }
            _ => {
                let length = 4 + numbers.below(6);
                let rest = numbers.text(&format!("{DIGITS}{CAPITALS}"), length);
                numbers.text(CAPITALS, 1) + &rest
            }
        };
        let expiry = match numbers.one_in(8) {
            true => ("7003", numbers.date(27) + "1200"),
            false => ("17", numbers.date(27)),
        };

        let mut behind = vec![expiry, ("10", lot)];
        if !numbers.one_in(3) {
            let length = 6 + numbers.below(9);
            behind.push(("21", numbers.text(DIGITS, length)));
        }
        if numbers.one_in(4) {
            behind.push(("11", numbers.date(23)));
        }
        if numbers.one_in(8) {
            behind.push(("30", (1 + numbers.below(99)).to_string()));
        }
        if numbers.one_in(8) {
            let number = numbers.text(DIGITS, 4);
            behind.push(("240", format!("REF-{number}")));
        }
        if numbers.one_in(8) {
            behind.push(("715", numbers.text(DIGITS, 10)));
        }
        for last in (1..behind.len()).rev() {
            behind.swap(last, numbers.below(last + 1));
        }
        Self(iter::once(("01", "00812345000016".to_owned())).chain(behind).collect())
    }

    fn value(&self, code: &str) -> Option<&str> {
        self.0.iter().find(|(given, _)| *given == code).map(|(_, value)| value.as_str())
    }

    fn lot(&self) -> &str {
        self.value("10").expect("a lot")
    }

    fn borrowed(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(code, value)| (*code, value.as_str()))
    }

    fn scanned(&self) -> String {
        format!("]d2{}", crate::barcode::gs1::element_string::print(self.borrowed()))
    }

    /// Whether a reading says what stands on the label.
    fn is_read_by(&self, reading: &Reading) -> bool {
        let read = reading.elements.iter().map(|element| (element.identifier.as_str(), element.value.as_str()));
        read.eq(self.borrowed())
    }
}

/// The code with all its separators lost, or one of them; nothing where it has none.
fn damaged(code: &str, numbers: &mut Numbers) -> Option<String> {
    let places: Vec<usize> = code.match_indices('\u{1d}').map(|(at, _)| at).collect();
    if places.is_empty() {
        return None;
    }
    if numbers.one_in(2) {
        return Some(code.replace('\u{1d}', ""));
    }
    let lost = places[numbers.below(places.len())];
    Some(code.char_indices().filter(|(at, _)| *at != lost).map(|(_, character)| character).collect())
}

/// What is known of the product of a label.
#[derive(Clone, Copy, Debug)]
enum Books {
    /// Nothing: the code alone.
    Nothing,
    /// The product, which needs a lot, and a serial number where its labels carry one; no lot of it yet.
    Product,
    /// Other lots of it, whose numbers are as long.
    OtherLots,
    /// The lot.
    Lot,
}

impl Books {
    fn of(self, label: &Label) -> ProductKnown {
        let product =
            ProductKnown { needs_lot: true, needs_serial: label.value("21").is_some(), ..ProductKnown::default() };
        let lot_lengths = [label.lot().len()].into();
        match self {
            Self::Nothing => ProductKnown::default(),
            Self::Product => product,
            Self::OtherLots => ProductKnown { lot_lengths, ..product },
            Self::Lot => ProductKnown { lot_lengths, lot_numbers: [label.lot().to_owned()].into(), ..product },
        }
    }
}

/// How damaged labels were read: otherwise than printed, of those in silence, of those without their expiry date; and with
/// the printed reading as the likely one. And how many sound labels were suspected.
#[derive(Debug, Default, PartialEq, Eq)]
struct Count {
    misread: usize,
    silent: usize,
    expiry_lost: usize,
    intended_told: usize,
    false_alarms: usize,
}

fn count(books: Books) -> Count {
    let mut numbers = Numbers(ChaCha8Rng::seed_from_u64(17));
    let mut count = Count::default();
    for _ in 0..LABELS {
        let label = Label::at_random(&mut numbers);
        let sound = label.scanned();
        let known = books.of(&label);
        count.false_alarms += usize::from(judge(&sound, books, &known).suspect);

        let Some(code) = damaged(&sound, &mut numbers) else { continue };
        let reading = judge(&code, books, &known);
        if label.is_read_by(&reading) {
            continue;
        }
        count.misread += 1;
        let is_silent = !reading.suspect && reading.faults().next().is_none();
        let expiry_lost = reading.expires_on != read(&sound, today()).expires_on;
        let intended = human_readable::print(label.borrowed());
        count.silent += usize::from(is_silent);
        count.expiry_lost += usize::from(is_silent && expiry_lost);
        count.intended_told += usize::from(reading.likely_intended == Some(intended));
    }
    count
}

fn judge(code: &str, books: Books, known: &ProductKnown) -> Reading {
    match books {
        Books::Nothing => read(code, today()),
        _ => judged(code, known, Keyed::default()),
    }
}

/// The figures of docs/barcodes.md.
#[test]
fn of_random_labels_with_lost_separators_so_many_are_misread_in_silence_and_none_without_its_expiry() {
    let counted = [Books::Nothing, Books::Product, Books::OtherLots, Books::Lot].map(count);
    assert_eq!(counted.each_ref().map(|count| count.expiry_lost), [0; 4]);
    // Misread, in silence, with the printed reading as the likely one; and sound labels that are suspected.
    let figures = counted.map(|count| [count.misread, count.silent, count.intended_told, count.false_alarms]);
    assert_eq!(figures, [[3663, 830, 2171, 0], [3663, 55, 2897, 3], [3663, 26, 2926, 3], [3663, 26, 3249, 3]]);
}
