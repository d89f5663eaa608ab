//! The short label of an opened container, written on the glass and read by a scanner: the client's own, or one of ours.

use super::{
    barcode::label,
    refusal::{Field, Refusal},
    text,
};
use entity::id::ContainerId;

/// Longest label on a container, in characters.
const LONGEST: usize = 40;

/// The label of the container with this id. The last bits of an id are random.
pub fn of(id: ContainerId) -> String {
    label::of(id.0.as_u64_pair().1)
}

/// A label that the client gave; `None` for an empty one. One of ours is kept as a scan finds it again.
///
/// # Errors
/// `TOO_LONG`, or what cannot be stored.
pub fn check(field: Field, given: &str) -> Result<Option<String>, Refusal> {
    let given = text::optional(field, Some(given), LONGEST)?;
    Ok(given.map(|given| label::parse(&given).unwrap_or(given)))
}
