//! The API: names and shapes. No query is built here and nothing is decided.
//!
//! `input` is what callers hand in and the operation it means; `mutation` and `query` are the two roots; `object` wraps
//! rows and chooses what to show; `loader` gathers the rows that one answer needs.

pub mod answer;
mod connection;
pub mod document_text;
pub mod document_walk;
pub mod input;
pub mod loader;
pub mod mutation;
pub mod nullability;
pub mod object;
pub mod operation;
pub mod order;
mod patient_links;
pub mod query;
mod right;
pub mod scalar;
pub mod user_error;

use crate::{operations::Deployment, request::Request};
use async_graphql::{
    EmptySubscription, ServerResult,
    extensions::{Extension, ExtensionContext, ExtensionFactory, NextPrepareRequest},
};
use mutation::Mutation;
use query::Query;
use std::{any::TypeId, sync::Arc};

/// The executable schema.
pub type Schema = async_graphql::Schema<Query, Mutation, EmptySubscription>;

/// Deepest nesting times width of one answer, counted in fields.
const COMPLEXITY: usize = 20_000;

/// The schema, with what its resolvers stand on.
#[must_use]
pub fn schema(deployment: Deployment) -> Schema {
    builder().extension(Loaders(deployment.clone())).data(deployment).finish()
}

/// The schema as text, as clients read it.
#[must_use]
pub fn sdl() -> String {
    builder().finish().sdl()
}

fn builder() -> async_graphql::SchemaBuilder<Query, Mutation, EmptySubscription> {
    Schema::build(Query::default(), Mutation::default(), EmptySubscription)
        .limit_directives(10)
        .limit_complexity(COMPLEXITY)
        .disable_suggestions()
}

/// Gives every request loaders of its own.
struct Loaders(Deployment);

impl ExtensionFactory for Loaders {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self(self.0.clone()))
    }
}

#[async_graphql::async_trait::async_trait]
impl Extension for Loaders {
    async fn prepare_request(
        &self,
        context: &ExtensionContext<'_>,
        request: async_graphql::Request,
        next: NextPrepareRequest<'_>,
    ) -> ServerResult<async_graphql::Request> {
        let caller = request.data.get(&TypeId::of::<Request>()).and_then(|data| data.downcast_ref::<Request>());
        let log = caller.map(|caller| patient_links::log(&self.0, caller));
        let request = request.data(loader::loader(self.0.database.reader()));
        next.run(context, log.into_iter().fold(request, async_graphql::Request::data)).await
    }
}
