//! The answer in HTTP: status, media type and JSON.

use std::collections::BTreeMap;

use async_graphql::{ServerError, Value};
use poem::Response;
use poem::http::{StatusCode, header};
use serde::Serialize;

use super::masking;
use super::negotiation::MediaType;
use super::rejected::Rejected;
use crate::authentication::Refused;

/// The JSON of an answer. `data` is there when something was executed, even if nothing came of it.
#[derive(Serialize)]
struct Answer<'a> {
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [ServerError],
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extensions: Option<&'a BTreeMap<String, Value>>,
}

/// The answer to an operation that reached the schema.
pub(super) fn executed(response: &async_graphql::Response, media_type: MediaType) -> Response {
    let executed = was_executed(response);
    let status = match media_type {
        MediaType::GraphqlResponse if !executed => StatusCode::BAD_REQUEST,
        MediaType::GraphqlResponse | MediaType::Json => StatusCode::OK,
    };
    let extensions = (!response.extensions.is_empty()).then_some(&response.extensions);
    write(
        status,
        media_type,
        &Answer { errors: &response.errors, data: executed.then_some(&response.data), extensions },
    )
}

/// The answer to a request that did not.
pub(super) fn rejected(rejected: &Rejected, media_type: MediaType, id: &str) -> Response {
    let status = match media_type {
        MediaType::Json if rejected.is_of_document() => StatusCode::OK,
        MediaType::Json | MediaType::GraphqlResponse => rejected.status(),
    };
    let errors = errors(rejected, id);
    let mut response = write(status, media_type, &Answer { errors: &errors, data: None, extensions: None });
    match rejected {
        Rejected::Method { allowed } => add(&mut response, header::ALLOW, allowed),
        Rejected::Unauthenticated(refused) => add(&mut response, header::WWW_AUTHENTICATE, &challenge(refused)),
        // What was not read of the body is not waited for.
        Rejected::TooLarge(_) | Rejected::SlowBody => add(&mut response, header::CONNECTION, "close"),
        _ => {}
    }
    response
}

/// An error of validation has no path: it comes before any field is executed.
fn was_executed(response: &async_graphql::Response) -> bool {
    response.errors.is_empty()
        || response.data != Value::Null
        || response.errors.iter().any(|error| !error.path.is_empty())
}

fn errors(rejected: &Rejected, id: &str) -> Vec<ServerError> {
    let told = match rejected {
        Rejected::Failure => vec![ServerError::new(masking::message(id), None)],
        Rejected::Syntax(error) => vec![error.clone()],
        Rejected::Variables(errors) => errors.clone(),
        other => vec![ServerError::new(other.to_string(), None)],
    };
    let extensions = masking::extensions(rejected.code(), id);
    told.into_iter().map(|error| ServerError { extensions: Some(extensions.clone()), ..error }).collect()
}

/// What is missing or wrong, as RFC 6750 wants it said.
fn challenge(refused: &Refused) -> String {
    match refused {
        Refused::Missing => "Bearer realm=\"lotwise\"".to_owned(),
        other => {
            let text: String = other.to_string().chars().filter(|letter| !matches!(letter, '"' | '\\')).collect();
            format!("Bearer realm=\"lotwise\", error=\"invalid_token\", error_description=\"{text}\"")
        }
    }
}

fn add(response: &mut Response, name: header::HeaderName, value: &str) {
    if let Ok(value) = value.parse() {
        response.headers_mut().insert(name, value);
    }
}

fn write(status: StatusCode, media_type: MediaType, answer: &Answer<'_>) -> Response {
    match serde_json::to_vec(answer) {
        Ok(body) => Response::builder().status(status).content_type(media_type.header()).body(body),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "an answer could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into()
        }
    }
}
