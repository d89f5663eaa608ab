//! One step of a calculation as a person would write it down.

use crate::demand;
use entity::fixed_point::Quantity;

/// A step: what was calculated, how, from what, and what came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArithmeticStep {
    /// What.
    pub label: &'static str,
    /// How, in letters.
    pub formula: &'static str,
    /// The numbers that went in, each with its name.
    pub inputs: Vec<String>,
    /// What came out, with its unit.
    pub result: String,
}

impl ArithmeticStep {
    /// A step whose result is `result`.
    pub(super) fn new(
        label: &'static str,
        formula: &'static str,
        inputs: impl IntoIterator<Item = String>,
        result: impl Into<String>,
    ) -> Self {
        Self { label, formula, inputs: inputs.into_iter().collect(), result: result.into() }
    }
}

/// A figure to four decimals, as it is read; in words where it cannot be counted.
pub(super) fn figure(value: f64) -> String {
    demand::quantity(value).map_or_else(|| "beyond counting".to_owned(), |figure| figure.to_string())
}

/// `name = value unit`.
pub(super) fn named(name: &str, value: f64, unit: &str) -> String {
    format!("{name} = {} {unit}", figure(value)).trim_end().to_owned()
}

/// The same for an exact amount.
pub(super) fn amount(name: &str, value: Quantity, unit: &str) -> String {
    format!("{name} = {value} {unit}")
}
