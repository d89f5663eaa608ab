//! The tests of the whole service in one binary: every one of them on SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::print_stderr, reason = "what a failed test prints is shown with it")]

mod adjust_stock;
mod authentication;
mod catalogue;
mod client;
mod clinic;
mod cluster;
mod commands;
mod consumption;
mod correct_lot;
mod correct_usage;
mod databases;
mod demo;
mod discard_containers;
mod encryption;
mod endpoint;
mod faults;
mod harness;
mod holds;
mod import;
mod model;
mod open_container;
mod opening_stock;
mod process;
mod race;
mod reads;
mod record_usage;
mod reports;
mod reverse_posting;
mod round_trips;
mod scan;
mod stock_api;
mod stock_as_of;
mod supplier_return;
mod treatment_room;
mod verify;
mod waste;
