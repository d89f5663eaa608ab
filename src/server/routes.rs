//! What is served where.

use std::sync::Arc;

use async_graphql::Executor;
use poem::{Endpoint, EndpointExt, Route, get};

use super::cross_origin::CrossOrigin;
use super::endpoint::GraphqlEndpoint;
use super::explorer;
use super::exports::{self, Exports};
use super::frame::Frame;
use super::health::{self, Readiness};
use crate::telemetry::Metrics;

/// The whole service. All but `/graphql` and `/exports` is open to whoever can reach the address, and tells
/// nothing of the clinic.
pub(super) fn routes<S: Executor>(
    endpoint: GraphqlEndpoint<S>,
    allowed_origins: &[String],
    ready: Readiness,
    exports: Exports,
    metrics: Arc<Metrics>,
) -> impl Endpoint + 'static {
    let routes = Route::new()
        .at("/graphql", CrossOrigin::new(endpoint, allowed_origins))
        .at("/health/live", get(health::live))
        .at("/health/ready", get(health::ready).data(ready))
        .at("/metrics", get(health::metrics).data(metrics))
        .at("/exports/:secret", exports::export.data(exports))
        .at("/", get(explorer::page))
        .at("/explorer", get(explorer::page))
        .at("/explorer/", get(explorer::page_without_slash))
        .at("/explorer/:file", get(explorer::file));
    Frame::new(routes)
}
