//! The barcode parsers and the reader of recall notices against test vectors that others made.
//!
//! `LOTWISE_VECTORS` names the folder of the vectors, which keep their own licences and are not part of this repository;
//! `.ci/run` sets it where they lie beside the checkout. Without it nothing is proved, and that is said. A folder that is
//! named and missing is a failure.
#![allow(clippy::disallowed_methods, reason = "where the vectors lie is said by the environment")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops at the first surprise"
)]
#![allow(clippy::float_arithmetic, reason = "forecasts are compared")]

mod companions;
mod dictionary;
mod elements;
mod hibc;
mod linters;
mod medspa;
mod openfda;
mod reorder;
mod rows;

use chrono::NaiveDate;

/// The day on which the vectors were made.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}
