//! What is handed out on paper or as a file: pure functions from what was read to a text.

mod cell;
pub mod purchase_order;
pub mod reorder_csv;
