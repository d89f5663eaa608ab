//! The scope of a recall, line by line: which lots of a product it is about. Listed numbers, a range and serial numbers are
//! each enough; windows of days narrow them; a line that names none of them says that it means all lots.

use super::{look_alike, lot_range::LotRange, window::Window};
use crate::{
    day, lot_number,
    refusal::{Field, InputRule, Refusal},
    text,
};
use chrono::NaiveDate;
use entity::id::{LotId, ProductId};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fmt};

/// Most numbers, and most serial numbers, of one line.
const MOST_NUMBERS: usize = 2000;
/// Most lines of a scope.
pub const MOST_LINES: usize = 100;

/// A line of a scope as it was handed in.
#[derive(Clone, Debug, Serialize)]
pub struct ScopeGiven {
    /// The product.
    pub product_id: ProductId,
    /// Listed lot numbers.
    pub lot_numbers: Vec<String>,
    /// The first and the last number of a range.
    pub lot_range: Option<(String, String)>,
    /// Serial numbers.
    pub serials: Vec<String>,
    /// All lots of the product are meant.
    pub all_lots: bool,
    /// Only lots that expire then.
    pub expires: Window,
    /// Only lots that were received then.
    pub received: Window,
}

/// A number as printed, and the form it is matched by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    /// As printed.
    pub printed: String,
    /// As matched.
    pub canonical: String,
}

/// A line of a scope that can mean something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeLine {
    /// The product.
    pub product_id: ProductId,
    /// Listed lot numbers.
    pub lot_numbers: Vec<Number>,
    /// A run of lot numbers.
    pub lot_range: Option<LotRange>,
    /// Serial numbers.
    pub serials: Vec<Number>,
    /// All lots of the product.
    pub all_lots: bool,
    /// Only lots that expire then; what has no date may.
    pub expires: Window,
    /// Only lots of which something came then.
    pub received: Window,
}

/// What is known of a lot that decides whether it is meant.
#[derive(Clone, Debug, Default)]
pub struct LotFacts {
    /// Every number it was ever known by, in canonical form; none for one that cannot be read.
    pub spellings: Vec<String>,
    /// Last day of use.
    pub expires_on: Option<NaiveDate>,
    /// The days on which something of it was received.
    pub received_on: Vec<NaiveDate>,
    /// The days on which it was in the opening stock: it came on one of them, or before.
    pub opened_with_on: Vec<NaiveDate>,
    /// Serial numbers known of it, in canonical form.
    pub serials: BTreeSet<String>,
    /// Whether each of its containers came with its serial number.
    pub all_serials_known: bool,
}

/// What one line came to, over all lots of its product.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matched {
    /// The lots it is about.
    pub lots: Vec<LotId>,
    /// Its numbers and serial numbers that no such lot has, as printed.
    pub not_found: Vec<String>,
    /// Lots that may be meant: suggested, never held.
    pub look_alikes: Vec<LotId>,
}

/// The line, when it can mean something; `at` makes the path of one of its fields.
///
/// # Errors
/// `REQUIRED` when it says neither which lots nor that all are meant; `PLACEHOLDER_LOT_NUMBER`; a range between two
/// shapes; windows that end before they begin.
pub fn check(given: &ScopeGiven, at: &dyn Fn(&str) -> Field) -> Result<ScopeLine, Refusal> {
    let lot_numbers = numbers(&given.lot_numbers, at("lotNumbers"), |number, field| {
        one_number(field.clone(), number)?;
        lot_number::check(field, number).map(|(printed, canonical)| Number { printed, canonical })
    })?;
    let serials = numbers(&given.serials, at("serials"), |serial, field| {
        text::required(field, serial, text::SHORT)
            .map(|printed| Number { canonical: lot_number::canonical(&printed), printed })
    })?;
    let lot_range = given.lot_range.as_ref().map(|(from, to)| range(from, to, at)).transpose()?;
    let names_some = !(lot_numbers.is_empty() && serials.is_empty() && lot_range.is_none());
    which(names_some, given.all_lots, at("allLots"))?;
    let expires = window(given.expires, "expiresFrom", "expiresTo", at)?;
    let received = window(given.received, "receivedFrom", "receivedTo", at)?;
    let (product_id, all_lots) = (given.product_id, given.all_lots);
    Ok(ScopeLine { product_id, lot_numbers, lot_range, serials, all_lots, expires, received })
}

/// Several numbers in one text would be matched as one, which no lot has.
fn one_number(field: Field, text: &str) -> Result<(), Refusal> {
    let marks = [',', ';', '|', '\n'];
    let parts = text.split(marks).filter(|part| !part.trim().is_empty()).count();
    if parts < 2 {
        return Ok(());
    }
    let message = format!("{text} are {parts} lot numbers: list each by itself.");
    Err(Refusal::invalid(field, InputRule::Other, message))
}

fn which(names_some: bool, all_lots: bool, field: Field) -> Result<(), Refusal> {
    match (names_some, all_lots) {
        (true, false) | (false, true) => Ok(()),
        (false, false) => {
            let message = "Name lots, a range or serial numbers, or say that all lots are meant.";
            Err(Refusal::invalid(field, InputRule::Required, message))
        }
        (true, true) => {
            let message = "All lots are meant, or those that are named: not both.";
            Err(Refusal::invalid(field, InputRule::Other, message))
        }
    }
}

fn range(from: &str, to: &str, at: &dyn Fn(&str) -> Field) -> Result<LotRange, Refusal> {
    let (_, from) = lot_number::check(at("lotRange"), from)?;
    let (_, to) = lot_number::check(at("lotRange"), to)?;
    LotRange::new(at("lotRange"), from, to)
}

fn numbers(
    given: &[String],
    field: Field,
    check: impl Fn(&str, Field) -> Result<Number, Refusal>,
) -> Result<Vec<Number>, Refusal> {
    if given.len() > MOST_NUMBERS {
        let message = format!("{} numbers; at most {MOST_NUMBERS}.", given.len());
        return Err(Refusal::beyond(field, InputRule::TooMany, MOST_NUMBERS, message));
    }
    let mut numbers: Vec<Number> = Vec::with_capacity(given.len());
    let mut seen = BTreeSet::new();
    for number in given {
        let number = check(number, field.clone())?;
        if seen.insert(number.canonical.clone()) {
            numbers.push(number);
        }
    }
    Ok(numbers)
}

fn window(window: Window, from: &str, to: &str, at: &dyn Fn(&str) -> Field) -> Result<Window, Refusal> {
    window.from.map(|from_day| day::within_reason(at(from), from_day)).transpose()?;
    window.to.map(|to_day| day::within_reason(at(to), to_day)).transpose()?;
    if window.is_backwards() {
        return Err(Refusal::invalid(at(to), InputRule::OutOfRange, "The window ends before it begins."));
    }
    Ok(window)
}

impl ScopeLine {
    /// Whether the line is about this lot.
    pub fn is_about(&self, lot: &LotFacts) -> bool {
        self.names(lot) && self.admits(lot)
    }

    /// Whether the line is about a lot of which only this number is known, as somebody stated it: nobody knows when it
    /// expires or came, so that no window leaves it out.
    pub fn is_about_stated(&self, canonical: &str) -> bool {
        let spellings = vec![canonical.to_owned()];
        self.names(&LotFacts { spellings, all_serials_known: true, ..LotFacts::default() })
    }

    /// The same line with its numbers in the form that numbers are matched by now: it may have been written down when that
    /// was another one.
    #[must_use]
    pub fn in_canonical_form(mut self) -> Self {
        for number in self.lot_numbers.iter_mut().chain(&mut self.serials) {
            number.canonical = lot_number::canonical(&number.printed);
        }
        self.lot_range = self.lot_range.map(|range| range.written(lot_number::canonical));
        self
    }

    /// Whether it depends on when lots came, or on their serial numbers.
    pub fn asks_for_receipts(&self) -> bool {
        !self.received.is_open() || !self.serials.is_empty()
    }

    /// What the line comes to, over the lots of its product.
    pub fn matched(&self, lots: &[(LotId, LotFacts)]) -> Matched {
        let (about, others): (Vec<_>, Vec<_>) = lots.iter().partition(|(_, facts)| self.is_about(facts));
        let found = |number: &&Number| about.iter().any(|(_, facts)| facts.spellings.contains(&number.canonical));
        let serial_found = |serial: &&Number| about.iter().any(|(_, facts)| facts.serials.contains(&serial.canonical));
        let missing = self.lot_numbers.iter().filter(|number| !found(number));
        let missing = missing.chain(self.serials.iter().filter(|serial| !serial_found(serial)));
        Matched {
            lots: about.iter().map(|(id, _)| *id).collect(),
            not_found: missing.map(|number| number.printed.clone()).collect(),
            look_alikes: others.iter().filter(|(_, facts)| self.may_be_about(facts)).map(|(id, _)| *id).collect(),
        }
    }

    fn names(&self, lot: &LotFacts) -> bool {
        let listed = |spelling: &String| self.lot_numbers.iter().any(|number| number.canonical == *spelling);
        let in_range = |spelling: &String| self.lot_range.as_ref().is_some_and(|range| range.contains(spelling));
        let by_number = lot.spellings.iter().any(|spelling| listed(spelling) || in_range(spelling));
        self.all_lots || by_number || self.names_by_serial(lot)
    }

    /// A lot whose serial numbers were not all recorded may hold the one that is recalled.
    fn names_by_serial(&self, lot: &LotFacts) -> bool {
        let held = self.serials.iter().any(|serial| lot.serials.contains(&serial.canonical));
        held || (!self.serials.is_empty() && !lot.all_serials_known)
    }

    fn admits(&self, lot: &LotFacts) -> bool {
        let expires = lot.expires_on.is_none_or(|day| self.expires.holds(day));
        let came = self.received.is_open()
            || lot.received_on.iter().any(|day| self.received.holds(*day))
            || lot.opened_with_on.iter().any(|day| self.received.may_hold_until(*day));
        expires && came
    }

    /// A number that reads like a recalled one; a lot whose number nobody could read.
    fn may_be_about(&self, lot: &LotFacts) -> bool {
        let folded = self.lot_range.as_ref().map(|range| range.written(look_alike::as_read));
        let alike = |spelling: &String| {
            let listed = self.lot_numbers.iter().any(|number| look_alike::is_like(spelling, &number.canonical));
            listed || folded.as_ref().is_some_and(|range| range.contains(&look_alike::as_read(spelling)))
        };
        let unreadable = lot.spellings.is_empty() && !self.all_lots;
        (unreadable || lot.spellings.iter().any(alike)) && self.admits(lot)
    }
}

impl fmt::Display for ScopeLine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let listed = |numbers: &[Number]| {
            let printed: Vec<&str> = numbers.iter().map(|number| number.printed.as_str()).collect();
            printed.join(", ")
        };
        let parts = [
            self.all_lots.then(|| "all lots".to_owned()),
            (!self.lot_numbers.is_empty()).then(|| format!("lots {}", listed(&self.lot_numbers))),
            self.lot_range.as_ref().map(LotRange::ends).map(|(from, to)| format!("lots {from} to {to}")),
            (!self.serials.is_empty()).then(|| format!("serial numbers {}", listed(&self.serials))),
            (!self.expires.is_open()).then(|| format!("expiring {}", self.expires)),
            (!self.received.is_open()).then(|| format!("received {}", self.received)),
        ];
        formatter.write_str(&parts.into_iter().flatten().collect::<Vec<_>>().join("; "))
    }
}

#[cfg(test)]
mod tests;
