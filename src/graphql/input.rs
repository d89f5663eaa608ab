//! What callers hand in, and the operation it means.

pub mod approval;
pub mod container;
pub mod export;
pub mod given;
pub mod hold;
pub mod lot_filter;
pub mod opening_stock;
pub mod patient;
pub mod product;
pub mod purchasing;
pub mod recall;
pub mod recall_notice;
pub mod receipt;
pub mod reconciliation;
pub mod reservation;
pub mod sale;
pub mod sale_return;
pub mod site;
pub mod source;
pub mod stock;
pub mod supplier;
pub mod usage;
pub mod usage_correction;
pub mod usage_filter;
pub mod waste;

use crate::rules::refusal::{Field, InputRule, Refusal};
use async_graphql::ID;
use std::str::FromStr;

/// The same, where one is given.
///
/// # Errors
/// As [`id()`].
pub(in crate::graphql) fn maybe_id<Id: FromStr<Err: std::fmt::Display>>(
    field: Field,
    given: Option<&ID>,
) -> Result<Option<Id>, Refusal> {
    given.map(|given| id(field, given)).transpose()
}

/// The id of a row, when it is one of the wanted type.
///
/// # Errors
/// `INVALID` for the id of something else, or no id at all.
pub(in crate::graphql) fn id<Id: FromStr<Err: std::fmt::Display>>(field: Field, id: &ID) -> Result<Id, Refusal> {
    id.parse().map_err(|cause: Id::Err| Refusal::invalid(field, InputRule::Other, format!("This is {cause}.")))
}
