//! What staff ask: read-only. The rows that a plan rests on are read here too, inside the write's transaction.

pub mod audit_log;
pub mod catalogue;
pub mod containers;
pub mod family;
pub mod holds;
pub mod ledger;
pub mod lots;
pub mod page;
pub mod patients;
pub mod preparations;
pub mod recall_notices;
pub mod recalls;
pub mod receipts;
pub mod reconciliation;
pub mod reports;
pub mod reservations;
pub mod sales;
pub mod samples;
pub mod scan;
pub mod shelves;
pub mod stock;
pub mod stock_as_of;
pub mod trace;
pub mod usages;
