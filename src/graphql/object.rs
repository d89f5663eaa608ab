//! What the API answers with: each object wraps a row and chooses what to show of it.

pub mod container;
pub mod hold;
pub mod lot;
pub mod money;
pub mod posting;
pub mod product;
pub mod product_kind;
pub mod scan;
pub mod site;
pub mod stock_choice;
pub mod supplier;
pub mod usage;
