//! Stored values as a finding shows them.

use entity::{
    cost::Cost,
    fixed_point::{Money, Quantity},
    instant::Instant,
};
use std::fmt::Write;

/// An amount of money; `unknown` where nobody knows it.
pub(super) fn money_word(value: Option<Money>) -> String {
    value.map_or_else(|| "unknown".to_owned(), |value| value.to_string())
}

/// What of a cost is known, and how much of the quantity is of unknown cost.
pub(super) fn cost_word(cost: Cost) -> String {
    if cost.unknown == Quantity::ZERO {
        return cost.known.to_string();
    }
    format!("{} and {} of unknown cost", cost.known, cost.unknown)
}

/// Bytes in hexadecimal.
pub(super) fn hash_word(bytes: &[u8]) -> String {
    let mut word = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(word, "{byte:02x}");
    }
    word
}

/// A moment in UTC, to the millisecond; `never` before the first entry.
pub(super) fn moment(at: Instant) -> String {
    if at == Instant(i64::MIN) { "never".to_owned() } else { at.to_utc().to_rfc3339() }
}
