//! Whether a separator was lost in a scanned code, judged by what is known of the product and its lots.
//!
//! A scanner that drops FNC1 makes one value of two: lot `A77` and serial number `12345678901234` become the lot
//! `A772112345678901234`, a lot of its own for every vial, and a recall of A77 misses them all. The code alone cannot prove
//! it: two characters and what follows them may be a part of the lot number. It is suspected where an element could begin
//! inside a value *and* something speaks for it.

use super::{
    barcode::{PossibleSplit, Reading, ScanProblem, ScanProblemCode},
    lot_number,
};
use std::{collections::BTreeSet, fmt};

/// Most characters of a lot number that are nothing unusual where no lot of the product is known. GS1 allows twenty; those
/// of the products that this service is for have four to ten.
const USUAL_LOT_LENGTH: usize = 12;

/// What the books know of the product that a code names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProductKnown {
    /// Its stock is kept by lots.
    pub needs_lot: bool,
    /// Its containers carry a serial number.
    pub needs_serial: bool,
    /// Which of the numbers that the code may give are lots of it, in canonical form.
    pub lot_numbers: BTreeSet<String>,
    /// How many characters the canonical numbers of its lots have.
    pub lot_lengths: BTreeSet<usize>,
}

/// What a person keyed beside a code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keyed<'a> {
    /// The lot number.
    pub lot_number: Option<&'a str>,
    /// The serial numbers.
    pub serials: Vec<&'a str>,
}

/// What speaks for a lost separator.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Ground {
    KnownLot(String),
    Keyed(String),
    Needed(&'static str),
    Verified,
    Length(usize),
}

impl fmt::Display for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::KnownLot(number) => write!(f, "lot {number} of the product is known"),
            Self::Keyed(value) => write!(f, "{value} was keyed beside it"),
            Self::Needed(what) => write!(f, "the product needs a {what}, which the code lacks"),
            Self::Verified => write!(f, "a date or check digit fits there"),
            Self::Length(length) => write!(f, "{length} characters are unusual for its lots"),
        }
    }
}

/// The lot numbers that the code may give: as it reads, and as it would read with the separators that may be lost. Whoever
/// reads the books looks which of them are known.
pub fn lot_numbers<'a>(reading: &'a Reading, splits: &'a [PossibleSplit]) -> impl Iterator<Item = String> + 'a {
    let of_split = |split: &'a PossibleSplit| lot_before(split).into_iter().chain(split.gives("10"));
    reading.lot_number.as_deref().into_iter().chain(splits.iter().flat_map(of_split)).map(lot_number::canonical)
}

/// The reading, suspect where something speaks for a lost separator, with the reason among its problems and the likely
/// reading. `splits` are the places where one may have stood, the likeliest first. A code with faults, and a lot that is
/// known as it reads, stay as they are.
pub fn suspect(reading: Reading, splits: &[PossibleSplit], known: &ProductKnown, keyed: &Keyed<'_>) -> Reading {
    let is_faulty = reading.faults().next().is_some();
    let lost = reading.problems.iter().any(|problem| problem.code == ScanProblemCode::MissingSeparator);
    if is_faulty && !(lost && reading.suspect) {
        return reading;
    }

    let case = Case { reading: &reading, known, keyed };
    let Some((split, ground)) = case.likely(splits) else { return reading };
    if lost {
        // The code alone proved it, and what is known tells better where the lot number ends.
        let is_certain = matches!(ground, Ground::KnownLot(_) | Ground::Keyed(_)) && gives_last_day(split);
        let likely_intended = if is_certain { Some(split.intended.clone()) } else { reading.likely_intended.clone() };
        return Reading { likely_intended, ..reading };
    }
    let problem = case.problem(split, &ground);
    let intended = split.intended.clone();
    let mut suspected = Reading { suspect: true, likely_intended: Some(intended), ..reading };
    suspected.problems.push(problem);
    suspected
}

fn gives_last_day(split: &PossibleSplit) -> bool {
    split.gives("17").is_some() || split.gives("7003").is_some()
}

/// The lot number up to the place, where the value is one.
fn lot_before(split: &PossibleSplit) -> Option<&str> {
    (split.identifier == "10").then_some(split.value.as_str())
}

/// A code, and what is known beside it.
struct Case<'a> {
    reading: &'a Reading,
    known: &'a ProductKnown,
    keyed: &'a Keyed<'a>,
}

impl Case<'_> {
    /// The likeliest place of which something speaks, and what does: the strongest ground first.
    fn likely<'s>(&self, splits: &'s [PossibleSplit]) -> Option<(&'s PossibleSplit, Ground)> {
        let is_known = self.reading.lot_number.as_deref().is_some_and(|number| self.is_known(number));
        let open: Vec<&PossibleSplit> =
            splits.iter().filter(|split| !is_known || lot_before(split).is_none()).collect();
        // Of two known lots, one of which begins like the other, the longer is meant.
        let mut by_length = open.clone();
        by_length.sort_by_key(|split| std::cmp::Reverse(split.value.len()));

        let first = |splits: &[&'s PossibleSplit], speaks: &dyn Fn(&PossibleSplit) -> Option<Ground>| {
            splits.iter().find_map(|split| Some((*split, speaks(split)?)))
        };
        first(&by_length, &|split| self.known_lot(split))
            .or_else(|| first(&by_length, &|split| self.keyed_value(split)))
            .or_else(|| first(&open, &|split| self.needed(split)))
            .or_else(|| first(&open, &|split| (split.usual && split.verified).then_some(Ground::Verified)))
            .or_else(|| first(&open, &|split| self.unusual_length(split)))
    }

    fn is_known(&self, number: &str) -> bool {
        self.known.lot_numbers.contains(&lot_number::canonical(number))
    }

    fn known_lot(&self, split: &PossibleSplit) -> Option<Ground> {
        let number = lot_before(split).or_else(|| split.gives("10"))?;
        self.is_known(number).then(|| Ground::KnownLot(number.to_owned()))
    }

    fn keyed_value(&self, split: &PossibleSplit) -> Option<Ground> {
        let of_serial = (split.identifier == "21").then_some(split.value.as_str());
        let same_lot = |number: &&str| {
            self.keyed.lot_number.is_some_and(|keyed| lot_number::canonical(keyed) == lot_number::canonical(number))
        };
        let is_keyed_serial = |serial: &&str| self.keyed.serials.contains(serial);
        let lot = lot_before(split).or_else(|| split.gives("10")).filter(same_lot);
        let serial = || of_serial.or_else(|| split.gives("21")).filter(is_keyed_serial);
        lot.or_else(serial).map(|value| Ground::Keyed(value.to_owned()))
    }

    /// The product needs a lot or a serial number that the code lacks and nobody keyed, and one could begin here.
    fn needed(&self, split: &PossibleSplit) -> Option<Ground> {
        let lacks_serial = self.reading.serial.is_none() && self.keyed.serials.is_empty();
        let lacks_lot = self.reading.lot_number.is_none() && self.keyed.lot_number.is_none();
        match () {
            () if !split.usual => None,
            () if self.known.needs_serial && lacks_serial && split.gives("21").is_some() => {
                Some(Ground::Needed("serial number"))
            }
            () if self.known.needs_lot && lacks_lot && split.gives("10").is_some() => {
                Some(Ground::Needed("lot number"))
            }
            () => None,
        }
    }

    /// The lot number as it reads is longer or shorter than those of the product, and up to here it is not.
    fn unusual_length(&self, split: &PossibleSplit) -> Option<Ground> {
        let characters = |number: &str| lot_number::canonical(number).chars().count();
        let as_read = self.reading.lot_number.as_deref().map(characters)?;
        let up_to_here = lot_before(split).map(characters)?;
        let lengths = &self.known.lot_lengths;
        let is_of_its_lots = !lengths.contains(&as_read) && lengths.contains(&up_to_here);
        let is_too_long = !lengths.contains(&as_read) && as_read > USUAL_LOT_LENGTH && up_to_here <= USUAL_LOT_LENGTH;
        (split.usual && (is_of_its_lots || is_too_long)).then_some(Ground::Length(as_read))
    }

    fn problem(&self, split: &PossibleSplit, ground: &Ground) -> ScanProblem {
        let of_split = self.reading.elements.iter().find(|element| element.identifier == split.identifier);
        let (title, as_read) = of_split.map_or(("The value", ""), |element| (element.title, element.value.as_str()));
        let rest = as_read.get(split.value.len()..).unwrap_or_default();
        let message = format!(
            "{title} reads as {as_read}; most likely it is {}, and {rest} belongs behind a separator that was lost: {ground}.",
            split.value
        );
        ScanProblem { code: ScanProblemCode::MissingSeparator, message, at: Some(split.at) }
    }
}

#[cfg(test)]
mod tests;
