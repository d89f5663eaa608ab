//! The edge: HTTP in, HTTP out. The only code that knows poem and hyper, and with the commands the only one that reads
//! the time of day.
//!
//! A request passes, from the outside in: the connection (`accept`: how many, how slow), the frame around every request
//! (`frame`: its id, its log span, panics, security headers, compression), the route, and for `/graphql` the endpoint
//! (`endpoint`: who asks, what for, how much, and then the schema).

mod accept;
mod chores;
mod compression;
mod cross_origin;
mod endpoint;
mod explorer;
mod exports;
mod frame;
mod health;
mod routes;
mod stop;

use std::sync::Arc;
use std::time::Duration;

use async_graphql::{Executor, ServerError};
use tokio::net::TcpListener;
use tokio_util::task::TaskTracker;

use self::accept::ConnectionLimits;
pub use self::chores::Chore;
use self::endpoint::{Documents, GraphqlEndpoint};
pub use self::exports::Exports;
pub use self::health::Readiness;
pub use self::stop::stop_signal;
use crate::authentication::Authenticator;
use crate::config::HttpSettings;
use crate::graphql::schema_types::SchemaTypes;
use crate::telemetry::Metrics;

/// What stands behind the door, and how wide it is.
pub struct Edge<S> {
    /// What executes requests.
    pub schema: S,
    /// The types of the schema.
    pub types: SchemaTypes,
    /// Who lets callers in.
    pub authenticator: Authenticator,
    /// Limits and times.
    pub http: HttpSettings,
    /// Whether requests can be served now: asked by `/health/ready`.
    pub ready: Readiness,
    /// What is done by the clock.
    pub chores: Vec<Chore>,
    /// Opens what is exported by a link.
    pub exports: Exports,
    /// The cause of an internal failure, for the log; the client is not told.
    pub explain: fn(&ServerError) -> String,
}

/// Serves until told to stop, then lets the requests in progress end, and every mutation that began.
pub async fn serve<S: Executor>(listener: TcpListener, edge: Edge<S>, stop: impl Future<Output = ()>) {
    let authenticator = Arc::new(edge.authenticator);
    let mutations = TaskTracker::new();
    let metrics = Arc::new(Metrics::default());
    let endpoint = GraphqlEndpoint {
        schema: edge.schema,
        authenticator: Arc::clone(&authenticator),
        limits: edge.http.limits,
        documents: Documents::new(edge.http.limits, edge.types),
        body_timeout: seconds(edge.http.body_timeout_seconds),
        mutations: mutations.clone(),
        metrics: Arc::clone(&metrics),
        explain: edge.explain,
    };
    let routes = routes::routes(endpoint, &edge.http.allowed_origins, edge.ready, edge.exports, metrics);
    tokio::select! {
        () = accept::accept(listener, Arc::new(routes), connection_limits(&edge.http), stop) => {}
        () = authenticator.keep_keys_fresh() => {}
        () = chores::keep(edge.chores) => {}
    }
    mutations.close();
    mutations.wait().await;
}

fn connection_limits(http: &HttpSettings) -> ConnectionLimits {
    ConnectionLimits {
        connections: http.max_connections as usize,
        header_timeout: seconds(http.header_timeout_seconds),
        drain: seconds(http.drain_seconds),
    }
}

fn seconds(count: u32) -> Duration {
    Duration::from_secs(count.into())
}
