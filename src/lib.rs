//! Lotwise: the inventory of a medical spa by lot and expiry.

pub mod database;
pub mod error;
pub mod ledger;
pub mod operations;
pub mod queries;
pub mod request;
pub mod rules;
