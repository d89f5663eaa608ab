//! Counts and times of requests, in the text format of Prometheus.

use std::time::Duration;

use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};

/// How a request to the API ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Executed without errors; a refusal of the business is an answer like others.
    Answered,
    /// Executed, with errors in the answer.
    Errors,
    /// Not let in.
    Unauthenticated,
    /// Not executed: the request was wrong or asked for too much.
    Rejected,
    /// Not executed to its end: our fault.
    Failed,
}

impl Outcome {
    const fn name(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Errors => "errors",
            Self::Unauthenticated => "unauthenticated",
            Self::Rejected => "rejected",
            Self::Failed => "failed",
        }
    }
}

type Labels<const COUNT: usize> = [(&'static str, &'static str); COUNT];

/// The counts since the start of the process.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<Labels<2>, Counter>,
    durations: Family<Labels<1>, Histogram>,
}

impl Default for Metrics {
    fn default() -> Self {
        let requests = Family::default();
        let durations = Family::new_with_constructor(durations as fn() -> Histogram);
        let mut registry = Registry::with_prefix("lotwise");
        registry.register("requests", "Requests to the API by operation and outcome", requests.clone());
        let help = "Time from a request's arrival to its answer, by operation";
        registry.register_with_unit("request_duration", help, Unit::Seconds, durations.clone());
        Self { registry, requests, durations }
    }
}

/// From 0.5 ms to 16 s, by doubling.
fn durations() -> Histogram {
    Histogram::new(exponential_buckets(0.0005, 2.0, 16))
}

impl Metrics {
    /// The media type of [`Metrics::text`].
    pub const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    /// Counts one request. The operation is `query`, `mutation`, or `none` where it was not found out.
    pub fn count(&self, operation: &'static str, outcome: Outcome, duration: Duration) {
        self.requests.get_or_create(&[("operation", operation), ("outcome", outcome.name())]).inc();
        self.durations.get_or_create(&[("operation", operation)]).observe(duration.as_secs_f64());
    }

    /// All counts as text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing into a string does not fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}
