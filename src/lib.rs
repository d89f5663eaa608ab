//! Lotwise: the stockroom of a medical spa, by lot and expiry, as a GraphQL service.

pub mod authentication;
pub mod commands;
pub mod config;
pub mod graphql;
pub mod request;
pub mod rules;
pub mod server;
pub mod telemetry;
