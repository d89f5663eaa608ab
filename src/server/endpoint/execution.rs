//! Executing an operation: a query may be cut off, a mutation never is.

use std::time::Duration;

use async_graphql::parser::types::OperationType;
use async_graphql::{Executor, Request, Response};
use tracing::Instrument;

use super::GraphqlEndpoint;
use super::rejected::Rejected;

impl<S: Executor> GraphqlEndpoint<S> {
    pub(super) async fn run(&self, kind: OperationType, request: Request) -> Result<Response, Rejected> {
        match kind {
            OperationType::Mutation => self.mutate(request).await,
            OperationType::Query | OperationType::Subscription => self.query(request).await,
        }
    }

    #[expect(clippy::disallowed_methods, reason = "a query writes nothing but the audit log, in a task of its own")]
    async fn query(&self, request: Request) -> Result<Response, Rejected> {
        let seconds = self.limits.read_time_limit_seconds;
        let limit = Duration::from_secs(seconds.into());
        tokio::time::timeout(limit, self.schema.execute(request)).await.map_err(|_| Rejected::TimeLimit(seconds))
    }

    /// In a task of its own, which ends when the mutation ends, whether or not the client still waits for it.
    async fn mutate(&self, request: Request) -> Result<Response, Rejected> {
        let schema = self.schema.clone();
        let mutation = async move { schema.execute(request).await };
        // It is never aborted: what ends it early is a panic, which the hook has logged.
        self.mutations.spawn(mutation.in_current_span()).await.map_err(|_| Rejected::Failure)
    }
}
