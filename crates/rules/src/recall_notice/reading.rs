//! What a notice names, whoever reads it: numbers, ranges, codes and words.

use super::{
    code, marked,
    mention::{self, Mention, Mentions, Place},
    name, piece,
};
use crate::recall::lot_range::LotRange;
use std::collections::{BTreeMap, BTreeSet};

/// The free text of a notice.
#[derive(Clone, Copy, Debug)]
pub struct NoticeText<'a> {
    /// Who recalls.
    pub firm: &'a str,
    /// What is recalled.
    pub product_description: &'a str,
    /// Which of it: lots, dates, codes.
    pub code_info: &'a str,
}

/// What a notice names.
#[derive(Debug, Default)]
pub struct Reading {
    pub(super) lots: BTreeMap<String, Found>,
    pub(super) ranges: BTreeMap<LotRange, Place>,
    pub(super) all_lots: bool,
    pub(super) codes: BTreeSet<String>,
    pub(super) words: BTreeSet<String>,
    /// Of the firm, which may be a product's manufacturer; its name is no product's.
    pub(super) firm: BTreeSet<String>,
}

/// Where a number was found best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) place: Place,
    pub(super) direct: bool,
}

/// Reads a notice, in time that grows with its length.
pub fn read(text: &NoticeText<'_>) -> Reading {
    let [description, codes] = [text.product_description, text.code_info].map(piece::plain);
    let (described, listed) = (piece::cut(&description), piece::cut(&codes));
    let mut mentions = Mentions::default();
    mention::read(&listed, Place::Listed, &mut mentions);
    mention::read(&described, Place::Mentioned, &mut mentions);
    let mut reading = Reading { all_lots: mentions.all_lots, ..Reading::default() };
    mentions.lots.into_iter().for_each(|mention| reading.add(mention));
    for (text, place) in [(&codes, Place::Listed), (&description, Place::Mentioned)] {
        marked::numbers(text).for_each(|canonical| reading.add(Mention { canonical, place, direct: false }));
    }
    for (range, place) in mentions.ranges {
        let best = reading.ranges.entry(range).or_insert(place);
        *best = place.max(*best);
    }
    reading.codes = code::of(&described, &mentions.codes);
    reading.codes.extend(code::of(&listed, &[]));
    reading.words = name::words(&description).chain(name::words(&codes)).collect();
    reading.firm = name::words(text.firm).collect();
    reading
}

impl Reading {
    /// The numbers that may be ones of lots, in the form that numbers are matched by.
    pub fn lot_numbers(&self) -> impl Iterator<Item = &str> {
        self.lots.keys().map(String::as_str)
    }

    /// The ranges of lot numbers.
    pub fn ranges(&self) -> impl Iterator<Item = &LotRange> {
        self.ranges.keys()
    }

    /// The codes that may name a product: 14 digits for a GTIN, UPC or NDC, and references.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.codes.iter().map(String::as_str)
    }

    /// The words that may be a product's name.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    /// Whether the notice says that all lots are meant.
    pub fn all_lots(&self) -> bool {
        self.all_lots
    }

    fn add(&mut self, Mention { canonical, place, direct }: Mention) {
        let best = self.lots.entry(canonical).or_insert(Found { place, direct });
        best.place = place.max(best.place);
        best.direct |= direct;
    }
}
