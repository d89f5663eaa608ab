//! One line of a file: its cells by the names of their columns.

use super::cell;
use crate::rules::refusal::{InputRule, Refusal, field};
use chrono::NaiveDate;
use csv::StringRecord;
use rust_decimal::Decimal;
use sea_orm::ActiveEnum;
use std::{collections::BTreeMap, sync::Arc};

/// A column of a format.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name in the header.
    pub name: &'static str,
    /// Whether a file must have it, and each line something in it.
    pub required: bool,
    /// What an operation calls it, where that is something else.
    pub field: Option<&'static str>,
    /// What is wrong with a cell of it, looked at by itself.
    pub fault: fn(&str) -> Result<(), String>,
}

impl Column {
    /// A column that every line fills.
    pub const fn required(name: &'static str) -> Self {
        Self { name, required: true, field: None, fault: any_text }
    }

    /// A column that may be empty or missing.
    pub const fn optional(name: &'static str) -> Self {
        Self { name, required: false, field: None, fault: any_text }
    }

    /// The same, which an operation calls `field`.
    pub const fn for_field(self, field: &'static str) -> Self {
        Self { field: Some(field), ..self }
    }

    /// The same, whose cells must be what `fault` finds nothing wrong with.
    pub const fn holding(self, fault: fn(&str) -> Result<(), String>) -> Self {
        Self { fault, ..self }
    }

    /// Whether the file or an operation calls it `name`.
    pub(super) fn is_called(&self, name: &str) -> bool {
        self.name == name || self.field == Some(name)
    }
}

/// A line.
#[derive(Debug)]
pub struct Line {
    /// Its number in the file; the header is line 1.
    pub number: u64,
    header: Arc<Vec<String>>,
    record: StringRecord,
}

impl Line {
    pub(super) fn new(number: u64, header: Arc<Vec<String>>, record: StringRecord) -> Self {
        Self { number, header, record }
    }

    /// Everything that is wrong with the cells, each looked at by itself.
    pub(super) fn faults(&self, columns: &[Column]) -> Vec<Refusal> {
        let fault = |column: &Column| match self.text(column.name) {
            None if column.required => Some(empty(column.name)),
            None => None,
            Some(text) => {
                let message = (column.fault)(text).err()?;
                Some(Refusal::invalid(field(column.name), InputRule::Other, message))
            }
        };
        columns.iter().filter_map(fault).collect()
    }

    /// All that it says, by column: what its row id stands for.
    pub(super) fn content(&self) -> BTreeMap<&str, &str> {
        let cells = self.header.iter().map(String::as_str).zip(self.record.iter().map(written));
        cells.filter(|(_, text)| !text.is_empty()).collect()
    }

    /// What stands in the column, without white space around it; nothing when it is empty or missing.
    pub fn text(&self, column: &str) -> Option<&str> {
        let place = self.header.iter().position(|name| name == column)?;
        self.record.get(place).map(written).filter(|text| !text.is_empty())
    }

    /// The same of a column that must be filled.
    ///
    /// # Errors
    /// `REQUIRED`.
    pub fn required(&self, column: &str) -> Result<&str, Refusal> {
        self.text(column).ok_or_else(|| empty(column))
    }

    /// A lot number, a serial number or an id, as it was written.
    ///
    /// # Errors
    /// What a spreadsheet made of one.
    pub fn identifier(&self, column: &str) -> Result<Option<String>, Refusal> {
        self.read(column, cell::identifier)
    }

    /// A number such as `0.05`.
    ///
    /// # Errors
    /// Anything else: a decimal comma, separated thousands, what a spreadsheet made of it.
    pub fn decimal(&self, column: &str) -> Result<Option<Decimal>, Refusal> {
        self.read(column, cell::decimal)
    }

    /// A whole number.
    ///
    /// # Errors
    /// Anything else.
    pub fn whole(&self, column: &str) -> Result<Option<i32>, Refusal> {
        self.read(column, cell::whole)
    }

    /// `yes` or `no`, `true` or `false`; no when it is empty.
    ///
    /// # Errors
    /// Anything else.
    pub fn flag(&self, column: &str) -> Result<bool, Refusal> {
        Ok(self.read(column, cell::flag)?.unwrap_or(false))
    }

    /// A day such as `2027-03-31`.
    ///
    /// # Errors
    /// Anything else.
    pub fn day(&self, column: &str) -> Result<Option<NaiveDate>, Refusal> {
        self.read(column, cell::day)
    }

    /// One of the words of `T`.
    ///
    /// # Errors
    /// Another word.
    pub fn word<T: ActiveEnum<Value = String>>(&self, column: &str) -> Result<Option<T>, Refusal> {
        self.read(column, cell::word)
    }

    /// What `meaning` makes of the cell.
    ///
    /// # Errors
    /// What it says is wrong with it.
    pub fn read<T>(&self, column: &str, meaning: impl Fn(&str) -> Result<T, String>) -> Result<Option<T>, Refusal> {
        let read = |text| meaning(text).map_err(|message| Refusal::invalid(field(column), InputRule::Other, message));
        self.text(column).map(read).transpose()
    }
}

/// The value of a cell that must be filled.
///
/// # Errors
/// `REQUIRED`; what is wrong with it.
pub(super) fn filled<T>(column: &str, value: Result<Option<T>, Refusal>) -> Result<T, Refusal> {
    value?.ok_or_else(|| empty(column))
}

/// Nothing is wrong with any text.
const fn any_text(_: &str) -> Result<(), String> {
    Ok(())
}

fn empty(column: &str) -> Refusal {
    Refusal::invalid(field(column), InputRule::Required, "This must not be empty.")
}

/// What somebody wrote in a cell: without white space around it, and without the apostrophe or the formula `="…"` that keeps
/// a spreadsheet from making a number of it.
fn written(cell: &str) -> &str {
    let cell = cell.trim();
    let formula = cell.strip_prefix("=\"").and_then(|inside| inside.strip_suffix('"'));
    formula.or_else(|| cell.strip_prefix('\'')).map_or(cell, str::trim)
}
