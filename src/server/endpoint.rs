//! `/graphql`, as the GraphQL-over-HTTP specification wants it (draft of 2025), and more careful in what it takes.
//!
//! In order: the media type of the answer, the method, the caller, the parameters, the document and its measure, the
//! operation; only then the schema. Mutations come by POST and are never cut off; queries have a time limit.

mod answer;
mod document;
mod documents;
mod execution;
mod masking;
mod negotiation;
mod parameters;
mod rejected;

use std::sync::Arc;
use std::time::{Duration, Instant};

use async_graphql::parser::types::OperationType;
use async_graphql::{Executor, ServerError};
use chrono::{SubsecRound, Utc};
use poem::http::{Method, header};
use poem::{Endpoint, Response};
use tokio_util::task::TaskTracker;

pub(super) use self::documents::Documents;
use self::negotiation::MediaType;
use self::parameters::Parameters;
use self::rejected::Rejected;
use super::frame::RequestId;
use crate::authentication::Authenticator;
use crate::config::RequestLimits;
use crate::request::Request;
use crate::telemetry::{Metrics, Outcome};

/// The API behind HTTP.
pub(super) struct GraphqlEndpoint<S> {
    pub(super) schema: S,
    pub(super) authenticator: Arc<Authenticator>,
    pub(super) limits: RequestLimits,
    pub(super) documents: Documents,
    pub(super) body_timeout: Duration,
    /// The mutations in progress, which outlive the requests that brought them.
    pub(super) mutations: TaskTracker,
    pub(super) metrics: Arc<Metrics>,
    pub(super) explain: fn(&ServerError) -> String,
}

/// An executed operation: its kind, and what the schema answered.
type Executed = (OperationType, async_graphql::Response);

impl<S: Executor> Endpoint for GraphqlEndpoint<S> {
    type Output = Response;

    #[expect(clippy::disallowed_methods, clippy::float_arithmetic, reason = "the edge measures what a request takes")]
    async fn call(&self, request: poem::Request) -> poem::Result<Response> {
        let started = Instant::now();
        let media_type = negotiation::answer_in(request.headers());
        let id = request.data::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
        let outcome = match media_type {
            Some(_) => self.execute(request, &id).await,
            None => Err(Rejected::NotAcceptable),
        };
        let (operation, outcome, response) = answer(outcome, media_type.unwrap_or(MediaType::Json), &id);
        self.metrics.count(operation, outcome, started.elapsed());
        tracing::debug!(operation, outcome = ?outcome, http.status = response.status().as_u16(), duration_ms = started.elapsed().as_secs_f64() * 1000.0, "answered");
        Ok(response)
    }
}

impl<S: Executor> GraphqlEndpoint<S> {
    async fn execute(&self, mut http: poem::Request, id: &str) -> Result<Executed, Rejected> {
        if !matches!(*http.method(), Method::GET | Method::POST) {
            return Err(Rejected::Method { allowed: "GET, POST" });
        }
        let request = self.request(&http, id).await?;
        let parameters = Parameters::read(&mut http, &self.limits, self.body_timeout).await?;
        let document = self.documents.read(&parameters.query)?;
        let kind = document.kind(&parameters)?;
        if *http.method() == Method::GET && kind != OperationType::Query {
            return Err(Rejected::Method { allowed: "POST" });
        }
        let name = parameters.operation_name.clone();
        let graphql = parameters.into_graphql(document.executable().clone()).data(request);
        let mut response = self.run(kind, graphql).await?;
        document.settle(&mut response, name.as_deref(), self.documents.types());
        masking::mask(&mut response.errors, id, self.explain);
        Ok((kind, response))
    }

    /// The request as everything behind the edge sees it: the one reading of the clock.
    #[expect(clippy::disallowed_methods, reason = "the edge reads the clock, once a request")]
    async fn request(&self, http: &poem::Request, id: &str) -> Result<Request, Rejected> {
        // As fine as an instant is stored.
        let at = Utc::now().trunc_subsecs(3);
        let authorization = http.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let caller = self.authenticator.authenticate(authorization, at).await?;
        let address = http.remote_addr().as_socket_addr().map(|address| address.ip().to_string());
        Ok(Request { caller, at, id: id.to_owned(), address })
    }
}

fn answer(outcome: Result<Executed, Rejected>, media_type: MediaType, id: &str) -> (&'static str, Outcome, Response) {
    match outcome {
        Ok((kind, response)) => {
            let outcome = if response.errors.is_empty() { Outcome::Answered } else { Outcome::Errors };
            (kind_name(kind), outcome, answer::executed(&response, media_type))
        }
        Err(rejected) => ("none", rejected.outcome(), answer::rejected(&rejected, media_type, id)),
    }
}

const fn kind_name(kind: OperationType) -> &'static str {
    match kind {
        OperationType::Query => "query",
        OperationType::Mutation => "mutation",
        OperationType::Subscription => "subscription",
    }
}
