//! The short label of an opened container, where the client gave none: written on the glass, read by a scanner.

use entity::id::ContainerId;

/// The label of the container with this id.
pub fn of(id: ContainerId) -> String {
    let word = id.to_string();
    format!("LW-{}", word.get(word.len().saturating_sub(8)..).unwrap_or_default().to_uppercase())
}
