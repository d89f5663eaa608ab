//! How errors of operations and queries become errors of GraphQL.

use crate::{
    database,
    error::{Error, Failure},
};
use async_graphql::ErrorExtensions;

/// An error of an operation or a query as GraphQL carries it: with a code for what the caller can act on, with its
/// cause for what the edge logs and hides.
pub fn graphql_error(error: impl Into<Error>) -> async_graphql::Error {
    let coded = |message: String, code: &'static str| {
        async_graphql::Error::new(message).extend_with(|_, extensions| extensions.set("code", code))
    };
    match error.into() {
        Error::Refused(refusals) => {
            let message = refusals.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
            let first = refusals.first();
            let field = first.map(|refusal| refusal.field.clone()).unwrap_or_default();
            coded(message, first.map_or("BAD_REQUEST", |refusal| refusal.code().word()))
                .extend_with(|_, extensions| extensions.set("field", field))
        }
        error @ Error::Forbidden { .. } => coded(error.to_string(), "FORBIDDEN"),
        // Operations answer it as a refusal; a query asks nobody.
        Error::AwaitsApproval(_) => async_graphql::Error::new_with_source(Failure::Broken("a query awaits".to_owned())),
        Error::Failed(failure) if database::passes(&failure) => {
            let message = unavailable(&failure);
            let error = async_graphql::Error { message, ..async_graphql::Error::new_with_source(failure) };
            error.extend_with(|_, extensions| extensions.set("code", "UNAVAILABLE"))
        }
        Error::Failed(failure) => async_graphql::Error::new_with_source(failure),
    }
}

/// What a caller is told of a failure that passes: what is known of what was to be written.
pub(super) fn unavailable(failure: &Failure) -> String {
    match failure {
        Failure::Unavailable | Failure::ChangedMeanwhile => failure.to_string(),
        _ => {
            "The database is busy or out of reach: ask again. A change may have been recorded: send it again with the \
              same idempotency key."
                .to_owned()
        }
    }
}

/// The cause of an internal failure, all the way down, for the log.
pub fn explain(error: &async_graphql::ServerError) -> String {
    let Some(failure) = error.source::<Failure>() else { return error.message.clone() };
    let causes = std::iter::successors(std::error::Error::source(failure), |cause| cause.source());
    causes.fold(failure.to_string(), |text, cause| format!("{text}: {cause}"))
}
