//! What staff ask: read-only. The rows that a plan rests on are read here too, inside the write's transaction.

pub mod catalogue;
pub mod page;
pub mod patients;
pub mod shelves;
pub mod stock_as_of;
