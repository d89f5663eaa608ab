//! The API: names and shapes. No statement of the database is built here, and no rule of the stockroom decided.
//!
//! `input` is what callers hand in and the operation it means; `mutation` and `query` are the two roots; `object` wraps
//! rows and chooses what to show; `loader` gathers the rows that one answer needs.

pub mod answer;
mod connection;
mod descriptions;
pub mod document_text;
pub mod document_walk;
pub mod empty_selection;
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
pub mod schema_types;
pub mod user_error;
pub mod variables;

use crate::{operations::Deployment, request::Request};
use async_graphql::{Data, EmptySubscription, Executor, ID, Response, parser::types::OperationType};
use chrono::{DateTime, Utc};
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
    max_complexity: usize,
}

type Fields = async_graphql::Schema<Query, Mutation, EmptySubscription>;

/// What the schema is asked to do.
#[derive(Clone, Copy, Debug)]
pub struct SchemaSettings {
    /// What one query may cost: each field is 1, a list as much as its `first` times what it holds.
    pub max_complexity: usize,
    /// Whether a name that the schema does not have is answered with those that look like it.
    pub suggestions: bool,
}

/// The schema on this deployment, of which a query may cost so much.
#[must_use]
pub fn schema(deployment: Deployment, max_complexity: usize) -> Schema {
    configured(deployment, SchemaSettings { max_complexity, suggestions: true })
}

/// The schema on this deployment, as it is configured.
#[must_use]
pub fn configured(deployment: Deployment, settings: SchemaSettings) -> Schema {
    let builder = builder().limit_complexity(settings.max_complexity);
    let builder = if settings.suggestions { builder } else { builder.disable_suggestions() };
    Schema { fields: builder.finish(), deployment, max_complexity: settings.max_complexity }
}

/// What is said of `ID`.
const IDENTIFIER: &str =
    "The id of a thing here. It says what it is by how it begins, such as `lot_…`, and stays the same.";
/// What is said of `DateTime`.
const INSTANT: &str = "An instant with its time zone, RFC 3339: `\"2026-03-02T16:30:00Z\"` or \
    `\"2026-03-02T09:30:00-07:00\"`. Answers are in UTC.";

/// The schema as text, as clients read it.
#[must_use]
pub fn sdl() -> String {
    builder().finish().sdl()
}

fn builder() -> async_graphql::SchemaBuilder<Query, Mutation, EmptySubscription> {
    // A `DateTime` that is handed in is read by us, one that is answered is written by the library.
    let roots = (Query::default(), Mutation::default(), EmptySubscription);
    let builder = Fields::build_with_ignore_name_conflicts(roots.0, roots.1, roots.2, ["DateTime"]);
    let builder = builder.limit_directives(10);
    builder
        .override_output_type_description::<DateTime<Utc>>(INSTANT)
        .override_output_type_description::<ID>(IDENTIFIER)
}

impl Schema {
    /// Executes a request whose data is the [`Request`] that it came with.
    ///
    /// Boxed, so that every resolver is compiled here, once, and not into each program that asks.
    pub fn execute(&self, request: async_graphql::Request) -> BoxFuture<'_, Response> {
        let gate = Arc::<Gate>::default();
        let request = self.provided(request, &gate);
        let answer = gate.answering(self.fields.execute(request).boxed());
        answer.map(|response| too_complex(response, self.max_complexity)).boxed()
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

/// The executor refuses what costs too much without saying how much is too much.
fn too_complex(mut response: Response, most: usize) -> Response {
    for error in response.errors.iter_mut().filter(|error| error.message == "Query is too complex.") {
        error.message = format!(
            "the query costs more than {most}, where each field costs 1, and a list as much as its `first` times what \
             it holds: ask for fewer rows or fields"
        );
        error.extensions.get_or_insert_default().set("code", "TOO_COMPLEX");
    }
    response
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
