//! What came out of several turns: the median, and how far they were apart.

use std::fmt;

/// Numbers, the least first; displays as Markdown.
pub(crate) struct Spread(Vec<f64>);

impl Spread {
    /// The number in the middle, or halfway between the two there; not a number without any.
    pub(crate) fn median(&self) -> f64 {
        let upper = self.0.len() / 2;
        let lower = self.0.len().saturating_sub(1) / 2;
        let at = |index: usize| self.0.get(index).copied().unwrap_or(f64::NAN);
        f64::midpoint(at(lower), at(upper))
    }
}

impl FromIterator<f64> for Spread {
    fn from_iter<I: IntoIterator<Item = f64>>(numbers: I) -> Self {
        let mut numbers: Vec<f64> = numbers.into_iter().collect();
        numbers.sort_by(f64::total_cmp);
        Self(numbers)
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (least, most) = (self.0.first().unwrap_or(&f64::NAN), self.0.last().unwrap_or(&f64::NAN));
        write!(out, "**{:.2}** ({least:.2} to {most:.2})", self.median())
    }
}
