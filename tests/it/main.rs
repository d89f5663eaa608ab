//! The tests of the whole service in one binary: every one of them on SQLite and on PostgreSQL.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]
#![allow(clippy::float_arithmetic, reason = "forecasts are compared")]
#![allow(clippy::disallowed_methods, reason = "tests measure, wait, and write beside the service")]
#![allow(clippy::print_stderr, reason = "what a failed test prints is shown with it")]

mod adjust_stock;
mod approvals;
mod authentication;
mod bundles;
mod catalogue;
mod client;
mod clinic;
mod cluster;
mod commands;
mod consumption;
mod correct_lot;
mod correct_usage;
mod currency;
mod databases;
mod demo;
mod discard_containers;
mod encryption;
mod endpoint;
mod exports;
mod faults;
mod golden;
mod harness;
mod holds;
mod import;
mod judged_then;
mod model;
mod open_container;
mod opening_stock;
mod patients_in_logs;
mod process;
mod product_facts;
mod purchasing;
mod race;
mod reads;
mod recall;
mod recall_notices;
mod reconciliation;
mod record_sale;
mod record_usage;
mod reorder;
mod repeats;
mod reports;
mod reservations;
mod reverse_posting;
mod rights;
mod round_trips;
mod sale_return;
mod scan;
mod settings;
mod settle_sale_line;
mod site_prices;
mod stock_api;
mod stock_as_of;
mod structure;
mod supplier_return;
mod till_amounts;
mod till_api;
mod till_at_random;
mod tills;
mod treatment_room;
mod value;
mod verify;
mod waste;
mod who_may;
mod words;
