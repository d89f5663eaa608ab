//! The API: names and shapes.
//
// A stand-in, so that the edge can be built. What replaces it keeps `Schema`, `schema()` and the three modules, and
// builds with `limit_directives(10)`, `disable_suggestions()` and `limit_complexity(…)`; depth and size are bounded
// before execution, by `document_walk`.

pub mod document_text;
pub mod document_walk;
pub mod nullability;
pub mod operation;

use async_graphql::{Context, EmptySubscription, Object, Result};

use crate::request::Request;

/// The executable schema.
pub type Schema = async_graphql::Schema<Query, Mutation, EmptySubscription>;

/// The schema of this version.
#[must_use]
pub fn schema() -> Schema {
    async_graphql::Schema::build(Query, Mutation, EmptySubscription).limit_directives(10).disable_suggestions().finish()
}

/// What can be asked.
#[derive(Clone, Copy, Debug)]
pub struct Query;

/// What can be changed.
#[derive(Clone, Copy, Debug)]
pub struct Mutation;

#[Object]
impl Query {
    /// The person who asks.
    async fn viewer(&self, context: &Context<'_>) -> Result<String> {
        Ok(context.data::<Request>()?.caller.subject.clone())
    }
}

#[Object]
impl Mutation {
    /// Nothing yet.
    async fn nothing(&self) -> bool {
        true
    }
}
