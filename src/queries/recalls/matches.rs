//! What the lines of a scope match, of all lots that were ever known: what was found, what was not, and what looks alike.

use super::facts;
use crate::{
    error::Failure,
    rules::recall::scope::{Matched, ScopeLine},
};
use sea_orm::ConnectionTrait;

/// What each line comes to now.
///
/// # Errors
/// When the database fails.
pub async fn of_lines<'l>(
    connection: &impl ConnectionTrait,
    lines: impl IntoIterator<Item = &'l ScopeLine>,
) -> Result<Vec<Matched>, Failure> {
    let mut matched = Vec::new();
    for line in lines {
        matched.push(line.matched(&facts::of_product(connection, line.product_id, line).await?));
    }
    Ok(matched)
}
