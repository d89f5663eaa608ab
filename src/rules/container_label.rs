//! The short label of an opened container, where the client gave none: written on the glass, read by a scanner.

use super::barcode::label;
use entity::id::ContainerId;

/// The label of the container with this id. The last bits of an id are random.
pub fn of(id: ContainerId) -> String {
    label::of(id.0.as_u64_pair().1)
}
