//! Recall notices as they are written: the lots, ranges, codes and names in their free text, and which of our own lots
//! and products they may mean.
//!
//! A notice proposes and never decides. [`read`] finds what the text names, without knowing the
//! stockroom; [`propose`] compares that with what we have and says how sure it is.

mod code;
mod date;
mod marked;
mod mention;
mod name;
mod piece;
pub mod proposal;
pub mod reading;
mod shape;
mod word;

pub use name::ProductName;
pub use proposal::{Confidence, KnownLot, KnownProduct, Proposal, propose};
pub use reading::{NoticeText, Reading, read};

/// Longest product description or lot text of a notice, in characters: real ones list some thousand lots.
pub const TEXT_LIMIT: usize = 100_000;

#[cfg(test)]
mod tests;
