//! Numbers that no scope means, and that may be a recalled one all the same.

use super::{
    look_alike::{Likeness, Readings},
    lot_range::LotRange,
    scope::ScopeLine,
};
use std::fmt;

/// That a number may be a recalled one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Resemblance {
    /// How.
    pub likeness: Likeness,
    /// Which recalled number, as the scope has it.
    pub recalled: String,
}

/// The recalled numbers of a product, made once to hold many numbers against.
#[derive(Debug, Default)]
pub struct Recalled<'l> {
    listed: Vec<(&'l str, Readings)>,
    ranges: Vec<&'l LotRange>,
}

impl<'l> Recalled<'l> {
    /// By these lines of a scope.
    pub fn by(lines: impl IntoIterator<Item = &'l ScopeLine>) -> Self {
        let mut recalled = Self::default();
        for line in lines {
            let listed = line.lot_numbers.iter();
            recalled.listed.extend(listed.map(|number| (number.printed.as_str(), Readings::new(&number.canonical))));
            recalled.ranges.extend(&line.lot_range);
        }
        recalled
    }

    /// How a number, in canonical form, resembles one of them: the one that it resembles most.
    pub fn resemblance(&self, canonical: &str) -> Option<Resemblance> {
        let number = Readings::new(canonical);
        let listed = self.listed.iter().filter_map(|(printed, readings)| {
            Some(Resemblance { likeness: number.likeness(readings)?, recalled: (*printed).to_owned() })
        });
        let ranges = self.ranges.iter().filter_map(|range| {
            let (from, to) = range.ends();
            Some(Resemblance { likeness: range.likeness(canonical)?, recalled: format!("{from} to {to}") })
        });
        listed.chain(ranges).min()
    }

    /// The number that one, in canonical form, reads like, slips left aside.
    pub fn read_for(&self, canonical: &str) -> Option<Resemblance> {
        let number = Readings::new(canonical);
        let is_read = |readings: &Readings| number.likeness(readings) == Some(Likeness::ReadsAlike);
        let listed =
            self.listed.iter().find(|(_, readings)| is_read(readings)).map(|(printed, _)| (*printed).to_owned());
        let in_range = || {
            let (from, to) = self.ranges.iter().find(|range| range.reads_alike(canonical))?.ends();
            Some(format!("{from} to {to}"))
        };
        let recalled = listed.or_else(in_range)?;
        Some(Resemblance { likeness: Likeness::ReadsAlike, recalled })
    }
}

impl fmt::Display for Resemblance {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} recalled {}", self.likeness, self.recalled)
    }
}
