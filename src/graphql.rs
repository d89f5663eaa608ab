//! The API: names and shapes. No statement of the database is built here, and no rule of the stockroom decided.
//!
//! `input` is what callers hand in and the operation it means; `mutation` and `query` are the two roots; `object` wraps
//! rows and chooses what to show; `loader` gathers the rows that one answer needs.

pub mod answer;
mod connection;
pub mod document_text;
pub mod document_walk;
pub mod error;
pub mod input;
pub mod loader;
mod mock_trace;
pub mod mutation;
pub mod nullability;
pub mod object;
pub mod operation;
pub mod order;
mod patient_links;
pub mod query;
mod reconciled;
mod right;
pub mod scalar;
pub mod user_error;

use crate::{operations::Deployment, request::Request};
use async_graphql::{Data, EmptySubscription, Executor, Response, parser::types::OperationType};
use futures_util::{FutureExt, StreamExt, future::BoxFuture, stream::BoxStream};
use loader::Gate;
use mutation::Mutation;
use query::Query;
use std::{any::TypeId, sync::Arc};

/// The executable schema, with what its resolvers stand on.
///
/// It gives every request loaders of its own. An extension of the schema could do so too, but then every field of every
/// answer would pass through it.
#[derive(Clone)]
pub struct Schema {
    fields: Fields,
    deployment: Deployment,
}

type Fields = async_graphql::Schema<Query, Mutation, EmptySubscription>;

/// The schema on this deployment. A query may cost up to `max_complexity`: each field is 1, a list as much as its `first`
/// times what it holds.
#[must_use]
pub fn schema(deployment: Deployment, max_complexity: usize) -> Schema {
    Schema { fields: builder().limit_complexity(max_complexity).finish(), deployment }
}

/// The schema as text, as clients read it.
#[must_use]
pub fn sdl() -> String {
    builder().finish().sdl()
}

fn builder() -> async_graphql::SchemaBuilder<Query, Mutation, EmptySubscription> {
    Fields::build(Query::default(), Mutation::default(), EmptySubscription).limit_directives(10).disable_suggestions()
}

impl Schema {
    /// Executes a request whose data is the [`Request`] that it came with.
    ///
    /// Boxed, so that every resolver is compiled here, once, and not into each program that asks.
    pub fn execute(&self, request: async_graphql::Request) -> BoxFuture<'_, Response> {
        let gate = Arc::<Gate>::default();
        let request = self.provided(request, &gate);
        gate.answering(self.fields.execute(request).boxed()).boxed()
    }

    /// The request with where it reads, with loaders, and with the log of whose records its caller reads.
    fn provided(&self, mut request: async_graphql::Request, gate: &Arc<Gate>) -> async_graphql::Request {
        let deployment =
            if is_query(&mut request) { self.deployment.at_one_instant() } else { self.deployment.for_mutations() };
        let caller = request.data.get(&TypeId::of::<Request>()).and_then(|data| data.downcast_ref::<Request>());
        let log = caller.map(|caller| patient_links::log(&deployment, caller, gate));
        let request = request.data(loader::loader(deployment.database.reader(), gate)).data(deployment);
        log.into_iter().fold(request, async_graphql::Request::data)
    }
}

/// Whether all that it asks for can be read at one instant. What a mutation answers is read after what it wrote.
fn is_query(request: &mut async_graphql::Request) -> bool {
    let name = request.operation_name.clone();
    let Ok(document) = request.parsed_query() else { return false };
    operation::select(document, name.as_deref()).is_ok_and(|operation| operation.ty == OperationType::Query)
}

impl Executor for Schema {
    async fn execute(&self, request: async_graphql::Request) -> Response {
        Self::execute(self, request).await
    }

    fn execute_stream(
        &self,
        request: async_graphql::Request,
        _session: Option<Arc<Data>>,
    ) -> BoxStream<'static, Response> {
        // There are no subscriptions: of every operation there is one answer.
        let schema = self.clone();
        async move { Self::execute(&schema, request).await }.into_stream().boxed()
    }
}
