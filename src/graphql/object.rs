//! What the API answers with: each object wraps a row and chooses what to show of it.

pub mod audit_event;
pub mod component;
pub mod container;
pub mod deviation;
pub mod exposure;
pub mod hold;
pub mod ledger_entry;
pub mod lot;
pub mod lot_correction;
pub mod lot_stock;
pub mod money;
pub mod node;
pub mod patient;
pub mod posting;
pub mod product;
pub mod product_kind;
pub mod report;
pub mod scan;
pub mod site;
pub mod stock_choice;
pub mod stock_level;
pub mod supplier;
pub mod trace;
pub mod treatment;
pub mod usage;
pub mod usage_line;
