//! What clients are not told: the causes of internal failures.

use async_graphql::{ErrorExtensionValues, ServerError};

/// How many mistakes in one document are told.
pub(super) const MOST_MISTAKES: usize = 20;

/// What a client is told instead.
pub(super) fn message(id: &str) -> String {
    format!("The service failed. It has been logged under request {id}.")
}

/// Replaces the text of internal errors and logs their causes, once. An error that carries its cause, and no code for
/// the client, is internal; one that carries neither is a mistake in the request. One that carries both passes by itself:
/// the client knows what to do, and the log has the cause.
pub(super) fn mask(errors: &mut Vec<ServerError>, id: &str, explain: fn(&ServerError) -> String) {
    if errors.iter().all(|error| error.path.is_empty()) {
        errors.truncate(MOST_MISTAKES);
    }
    for error in errors.iter_mut() {
        if has_code(error) {
            keep_cause(error, id, explain);
            continue;
        }
        let code = if error.source.is_some() { hide(error, id, explain) } else { "BAD_REQUEST" };
        error.extensions.get_or_insert_default().set("code", code);
        error.extensions.get_or_insert_default().set("requestId", id);
    }
}

/// The code of an error, and for failures the request under which the log has more.
pub(super) fn extensions(code: &str, id: &str) -> ErrorExtensionValues {
    let mut extensions = ErrorExtensionValues::default();
    extensions.set("code", code);
    extensions.set("requestId", id);
    extensions
}

/// The cause of what passes by itself goes to the log.
fn keep_cause(error: &mut ServerError, id: &str, explain: fn(&ServerError) -> String) {
    if error.source.is_some() {
        tracing::warn!(error.path = path(error), error.cause = explain(error), "a request could not be answered now");
        error.source = None;
        error.extensions.get_or_insert_default().set("requestId", id);
    }
}

/// The cause goes to the log, and the client learns where to look.
fn hide(error: &mut ServerError, id: &str, explain: fn(&ServerError) -> String) -> &'static str {
    tracing::error!(error.path = path(error), error.cause = explain(error), "a request failed");
    error.message = message(id);
    error.source = None;
    error.extensions = None;
    "INTERNAL"
}

fn has_code(error: &ServerError) -> bool {
    error.extensions.as_ref().is_some_and(|extensions| extensions.get("code").is_some())
}

/// The path of field names and positions, as in `lots.edges.0.node`.
fn path(error: &ServerError) -> String {
    let segments = error.path.iter().map(|segment| match segment {
        async_graphql::PathSegment::Field(name) => name.clone(),
        async_graphql::PathSegment::Index(index) => index.to_string(),
    });
    segments.collect::<Vec<_>>().join(".")
}
