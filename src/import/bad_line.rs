//! A bad line: where it stands in the file, which column, and what is wrong with it.

use super::line::{Column, Line};
use crate::rules::refusal::{InputRule, Reason, Refusal};
use std::fmt;

/// Something wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Number of the line; the header is line 1.
    pub line: u64,
    /// The column, where it is about one.
    pub column: Option<String>,
    /// What is wrong, in a sentence.
    pub message: String,
}

impl BadLine {
    /// What `refusal` says of a line of these columns.
    pub(super) fn of(line: &Line, columns: &[Column], refusal: &Refusal) -> Self {
        if let Reason::IdempotencyConflict { first_recorded_at } = refusal.reason {
            let at = first_recorded_at.to_utc().format("%Y-%m-%d %H:%M UTC");
            let message = format!("This row id was loaded with other content at {at}: a new fact has a new row id.");
            return Self { line: line.number, column: Some("row_id".to_owned()), message };
        }
        Self { line: line.number, column: column_of(&refusal.field, columns), message: refusal.to_string() }
    }
}

/// The column that the field of an operation's input came from: the end of its path that is one, in the file's spelling,
/// or else any name on it.
fn column_of(field: &[String], columns: &[Column]) -> Option<String> {
    let names: Vec<String> =
        field.iter().filter(|name| name.parse::<usize>().is_err()).map(|name| snake(name)).collect();
    let ends = (0..names.len()).map(|from| names.get(from..).unwrap_or_default().join("_"));
    let known = |name: &String| columns.iter().any(|column| column.is_called(name));
    let found = ends.chain(names.iter().cloned()).find(known)?;
    columns.iter().find(|column| column.is_called(&found)).map(|column| column.name.to_owned())
}

fn snake(name: &str) -> String {
    name.chars().fold(String::new(), |mut snake, character| {
        if character.is_uppercase() {
            snake.push('_');
        }
        snake.extend(character.to_lowercase());
        snake
    })
}

impl From<BadLine> for Refusal {
    fn from(bad: BadLine) -> Self {
        Self::invalid([bad.line.to_string()].into_iter().chain(bad.column).collect(), InputRule::Other, bad.message)
    }
}

impl fmt::Display for BadLine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.column {
            Some(column) => write!(formatter, "line {}, column {column}: {}", self.line, self.message),
            None => write!(formatter, "line {}: {}", self.line, self.message),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::refusal::{line_field, path};

    #[test]
    fn a_field_of_an_input_is_found_in_the_columns_of_the_file() {
        let columns = ["name", "container_name", "contents", "lot_number", "retail_price"].map(Column::optional);
        let found = |field: Vec<String>| column_of(&field, &columns);
        assert_eq!(found(path(["container", "name"])).as_deref(), Some("container_name"));
        assert_eq!(found(path(["container", "contents"])).as_deref(), Some("contents"));
        assert_eq!(found(path(["name"])).as_deref(), Some("name"));
        assert_eq!(found(path(["retailPrice", "amount"])).as_deref(), Some("retail_price"));
        assert_eq!(found(line_field(0, "lotNumber")).as_deref(), Some("lot_number"));
        assert_eq!(found(line_field(0, "source")), None);
    }
}
