//! Facts: for each version of a row that states one, a digest of what it said when an act wrote it.
//!
//! An act gathers them while it writes rows ([`Gathered`]), and writes them at its end in one statement. `ledger::verify`
//! holds the tables against them ([`walk`]), from a [`baseline`] on. This room is the only writer of `fact`, and [`rows`] holds the statements that write
//! rows of every table but the books': so a row cannot be written without its fact.

pub mod baseline;
pub mod content;
pub mod covered;
mod gathered;
pub mod key;
pub mod rows;
mod stored;
pub mod table;
pub mod walk;

pub use gathered::{Gathered, Running, Written};
