//! Lists as Relay connections: a page of rows with its cursors.

use super::error::graphql_error;
use crate::queries::page::{DEFAULT_SIZE, Page, PageRequest};
use async_graphql::{
    OutputType, Result,
    connection::{self, Edge},
};

/// A page of a list.
pub(super) type Connection<Node> = connection::Connection<String, Node>;

/// The page that the arguments of a list ask for.
///
/// # Errors
/// `INVALID` when `first` is not 1 to 100.
pub(super) fn asked(first: Option<i32>, after: Option<String>) -> Result<PageRequest> {
    PageRequest::new(first, after).map_err(graphql_error)
}

/// The page as the API shows it, with an object for each row.
pub(super) fn shown<Row, Node: OutputType>(page: Page<Row>, node: impl Fn(Row) -> Node) -> Connection<Node> {
    let mut shown = Connection::new(page.has_previous_page, page.has_next_page);
    shown.edges = page.rows.into_iter().map(|listed| Edge::new(listed.cursor, node(listed.row))).collect();
    shown
}

/// What a list costs: each of its rows as much as one.
pub(super) fn complexity(first: Option<i32>, child_complexity: usize) -> usize {
    let size = first.map_or(DEFAULT_SIZE, |first| u32::try_from(first).unwrap_or_default());
    (size as usize).saturating_mul(child_complexity).saturating_add(1)
}
