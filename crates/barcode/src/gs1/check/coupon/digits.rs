//! Reads the digits of a coupon from left to right.

use std::ops::RangeInclusive;

use crate::gs1::check::Fault;
use crate::reading::ScanProblemCode::{self, BadLength, BadValue};

/// The digits of a coupon and how far they were read.
pub(super) struct Digits<'a> {
    text: &'a str,
    position: usize,
}

impl<'a> Digits<'a> {
    /// Starts at the first digit.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, position: 0 }
    }

    /// How many digits were read.
    pub(super) fn position(&self) -> usize {
        self.position
    }

    /// Reads so many digits.
    pub(super) fn take(&mut self, count: usize, what: &'static str) -> Result<&'a str, Fault> {
        let end = self.position + count;
        let Some(taken) = self.text.get(self.position..end) else {
            return Err(Self::fault(BadLength, format!("ends inside the {what}"), self.position));
        };
        self.position = end;
        Ok(taken)
    }

    /// Reads one digit out of a few.
    pub(super) fn one_of(&mut self, allowed: &[u8], what: &'static str) -> Result<(), Fault> {
        let at = self.position;
        match self.take(1, what)?.bytes().all(|digit| allowed.contains(&digit)) {
            true => Ok(()),
            false => Err(Self::fault(BadValue, format!("has a wrong {what}"), at)),
        }
    }

    /// Reads a digit that tells the length of the field behind it, `more` digits being always there, and that field.
    pub(super) fn sized(
        &mut self,
        allowed: RangeInclusive<usize>,
        more: usize,
        what: &'static str,
    ) -> Result<(), Fault> {
        let at = self.position;
        let length = self.take(1, what)?.bytes().fold(0, |_, digit| usize::from(digit - b'0'));
        if !allowed.contains(&length) {
            return Err(Self::fault(BadValue, format!("has a wrong length of the {what}"), at));
        }
        self.take(length + more, what).map(drop)
    }

    /// Reads the number of an optional field, if it is the next.
    pub(super) fn next_is(&mut self, field: u8) -> bool {
        let found = self.text.as_bytes().get(self.position) == Some(&field);
        self.position += usize::from(found);
        found
    }

    fn fault(code: ScanProblemCode, message: String, at: usize) -> Fault {
        Fault { code, message: message.into(), at }
    }

    /// Nothing may follow.
    pub(super) fn end(&self) -> Result<(), Fault> {
        match self.position == self.text.len() {
            true => Ok(()),
            false => Err(Fault::value("goes on behind its last field", self.position)),
        }
    }
}
