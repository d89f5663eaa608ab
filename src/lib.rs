//! Lotwise: the inventory of a medical spa by lot and expiry, as a GraphQL service.

pub mod authentication;
pub mod commands;
pub mod config;
pub mod database;
#[expect(clippy::float_arithmetic, reason = "the made-up habits of a made-up clinic")]
pub mod demo;
pub mod error;
pub mod exports;
pub mod facts;
pub mod graphql;
pub mod import;
pub mod ledger;
pub mod openfda;
pub mod operations;
mod outbound;
pub mod queries;
pub mod request;
pub mod server;
pub mod telemetry;

pub use ::rules;
pub use ::rules::digest;
