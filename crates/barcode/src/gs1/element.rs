//! One application identifier with its value, judged by the rules of the table.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::check::Fault;
use super::companions;
use super::table::{ApplicationIdentifier, Part, numbers_of};
use crate::reading::{ScanProblem, ScanProblemCode};

/// One application identifier with its value.
#[derive(Debug, Clone)]
pub struct Element<'a> {
    /// The identifier as it stands in the code.
    pub code: &'a str,
    /// The identifier as a number of four digits, to find it fast.
    pub(super) number: u16,
    /// Its row of the table, if it is known.
    pub identifier: Option<&'static ApplicationIdentifier>,
    /// The value, with escapes undone.
    pub value: Cow<'a, str>,
    /// Bytes from the start of the code to the value.
    pub at: usize,
    /// True when the value keeps every rule of its identifier.
    pub sound: bool,
}

/// What was read out of one code.
#[derive(Debug, Default)]
pub struct Elements<'a> {
    /// The elements in their order.
    pub elements: Vec<Element<'a>>,
    /// What is wrong with them.
    pub problems: Vec<ScanProblem>,
    /// Bytes from the start of the code to the text that they were read out of.
    pub(super) start: usize,
}

impl<'a> Elements<'a> {
    pub(super) fn report(&mut self, code: ScanProblemCode, message: impl Into<String>, at: usize) {
        self.problems.push(ScanProblem { code, message: message.into(), at: Some(at) });
    }

    /// Adds an element of a known identifier and judges its value.
    pub(super) fn add(
        &mut self,
        identifier: &'static ApplicationIdentifier,
        code: &'a str,
        value: Cow<'a, str>,
        at: usize,
        reference_date: NaiveDate,
    ) {
        let judged = identifier.judge(&value, reference_date);
        self.elements.push(Element {
            code,
            number: numbers_of(code).0,
            identifier: Some(identifier),
            value,
            at,
            sound: judged.is_ok(),
        });
        if let Err(fault) = judged {
            let message = format!("({code}) {} {}.", identifier.title, fault.message);
            self.report(fault.code, message, at + fault.at);
        }
    }

    /// Adds an element of an identifier that is not in the table.
    pub(super) fn add_unknown(&mut self, code: &'a str, value: Cow<'a, str>, at: usize) {
        self.elements.push(Element { code, number: numbers_of(code).0, identifier: None, value, at, sound: false });
        self.report(ScanProblemCode::UnknownIdentifier, format!("({code}) is not an application identifier."), at);
    }

    /// Adds the GTIN of an article number.
    pub(crate) fn add_gtin(&mut self, gtin: &str, at: usize, reference_date: NaiveDate) {
        if let Some(identifier) = ApplicationIdentifier::find("01") {
            self.add(identifier, "01", Cow::Owned(gtin.to_owned()), at, reference_date);
        }
    }

    /// Adds the elements of another symbol of the same label.
    pub(crate) fn append(&mut self, other: Elements<'a>) {
        self.elements.extend(other.elements);
        self.problems.extend(other.problems);
    }

    /// The same, with what is missing beside them among the problems.
    pub(crate) fn with_companions(mut self) -> Self {
        companions::check(&mut self);
        self
    }

    /// True when an identifier is there, whatever its value.
    pub(super) fn has(&self, code: &str) -> bool {
        self.all(code).next().is_some()
    }

    fn all(&self, code: &str) -> impl Iterator<Item = &Element<'a>> {
        let (number, _) = numbers_of(code);
        self.elements.iter().filter(move |element| element.number == number && element.code == code)
    }

    /// The value of an identifier, if it is there, sound, and the same wherever it is repeated.
    pub fn value(&self, code: &str) -> Option<&str> {
        let mut values = self.all(code);
        let first = values.next().filter(|element| element.sound)?;
        values.all(|other| other.value == first.value).then_some(&first.value)
    }
}

impl ApplicationIdentifier {
    /// Judges a value by the parts it is built of.
    ///
    /// # Errors
    /// The first fault found.
    pub fn judge(&self, value: &str, reference_date: NaiveDate) -> Result<(), Fault> {
        let mut start = 0;
        for part in self.parts {
            let rest = value.get(start..).unwrap_or_default();
            if part.optional && rest.is_empty() {
                return Ok(());
            }
            let taken = start_of(rest, part.longest);
            part.judge(taken, reference_date).map_err(|fault| fault.moved(start))?;
            start += taken.len();
        }
        match value.len() - start {
            0 => Ok(()),
            _ => Err(Fault::too_long(start)),
        }
    }
}

impl Part {
    fn judge(&self, value: &str, reference_date: NaiveDate) -> Result<(), Fault> {
        if value.len() < self.shortest {
            return Err(Fault::too_short(value.len()));
        }
        self.characters.judge(value)?;
        self.checks.iter().try_for_each(|check| check.judge(value, reference_date))
    }
}

/// The first bytes of a text, a few more where that would cut a character in two.
pub(super) fn start_of(text: &str, length: usize) -> &str {
    let end = (length..text.len()).find(|end| text.is_char_boundary(*end));
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}
