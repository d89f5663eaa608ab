//! What supervisors and monitors ask: is it alive, can it serve, how is it doing.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use poem::http::StatusCode;
use poem::web::Data;
use poem::{IntoResponse, Response, handler};

use crate::telemetry::Metrics;

/// Asks whether requests can be served now, that is, whether the database answers.
pub type Readiness = Arc<dyn Fn() -> BoxFuture<'static, bool> + Send + Sync>;

/// An answer that takes longer than this is no.
const READY_WITHIN: Duration = Duration::from_secs(2);

/// The process runs and answers.
#[handler]
pub(super) fn live() -> &'static str {
    "live"
}

/// Requests can be served.
#[handler]
#[expect(clippy::disallowed_methods, reason = "nothing is written")]
pub(super) async fn ready(Data(ready): Data<&Readiness>) -> (StatusCode, &'static str) {
    match tokio::time::timeout(READY_WITHIN, ready()).await {
        Ok(true) => (StatusCode::OK, "ready"),
        Ok(false) | Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "not ready"),
    }
}

/// Counts and times, as monitors read them.
#[handler]
pub(super) fn metrics(Data(metrics): Data<&Arc<Metrics>>) -> Response {
    metrics.text().with_content_type(Metrics::CONTENT_TYPE).into_response()
}
