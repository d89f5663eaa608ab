//! The parameters of a GraphQL request, from a body or from a URL.

use std::collections::BTreeMap;
use std::time::Duration;

use async_graphql::parser::types::ExecutableDocument;
use async_graphql::{Name, Value, Variables};
use poem::error::ReadBodyError;
use poem::http::{Method, header};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

use super::negotiation::is_json;
use super::rejected::Rejected;
use crate::config::RequestLimits;

/// What a client asks to execute.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Parameters {
    pub(super) query: String,
    #[serde(default)]
    pub(super) operation_name: Option<String>,
    #[serde(default)]
    pub(super) variables: Variables,
    /// Must be a map or null, and means nothing to us.
    #[serde(default, rename = "extensions")]
    _extensions: Option<BTreeMap<String, IgnoredAny>>,
}

/// The same in a URL, where maps are JSON texts.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct UrlParameters {
    query: Option<String>,
    operation_name: Option<String>,
    variables: Option<String>,
    extensions: Option<String>,
}

impl Parameters {
    #[expect(clippy::disallowed_methods, reason = "nothing is done yet")]
    pub(super) async fn read(
        http: &mut poem::Request,
        limits: &RequestLimits,
        body_timeout: Duration,
    ) -> Result<Self, Rejected> {
        if *http.method() == Method::GET {
            return Self::from_url(http);
        }
        if !is_json(http.headers()) {
            return Err(Rejected::ContentType);
        }
        let body = tokio::time::timeout(body_timeout, body(http, limits.max_body_bytes));
        Self::from_body(&body.await.map_err(|_| Rejected::SlowBody)??)
    }

    fn from_body(body: &[u8]) -> Result<Self, Rejected> {
        match body.trim_ascii_start().first() {
            // A list would be taken for the fields in order.
            Some(b'[') => Err(Rejected::Parameters("a list of requests is not taken: send them one by one".to_owned())),
            Some(b'{') => serde_json::from_slice(body).map_err(|error| Rejected::Parameters(error.to_string())),
            _ => Err(Rejected::Parameters("the body must be a JSON object with the field query".to_owned())),
        }
    }

    fn from_url(http: &poem::Request) -> Result<Self, Rejected> {
        let url: UrlParameters = http.params().map_err(|error| Rejected::Parameters(error.to_string()))?;
        let variables: Option<BTreeMap<Name, Value>> = map("variables", url.variables)?;
        Ok(Self {
            query: url.query.ok_or_else(|| Rejected::Parameters("the parameter query is missing".to_owned()))?,
            operation_name: url.operation_name,
            variables: Variables::from_value(Value::Object(variables.unwrap_or_default().into_iter().collect())),
            _extensions: map("extensions", url.extensions)?,
        })
    }

    /// The request for the schema, with the document that was parsed once.
    pub(super) fn into_graphql(self, document: ExecutableDocument) -> async_graphql::Request {
        let mut request = async_graphql::Request::new(self.query).variables(self.variables);
        request.operation_name = self.operation_name;
        request.set_parsed_query(document);
        request
    }
}

fn map<T: DeserializeOwned>(name: &str, text: Option<String>) -> Result<Option<T>, Rejected> {
    let parse = |text: String| serde_json::from_str::<Option<T>>(&text);
    let parsed = text.map(parse).transpose().map_err(|error| Rejected::Parameters(format!("{name}: {error}")))?;
    Ok(parsed.flatten())
}

/// The body, if it is no longer than allowed, by what it says of itself and by what it is.
async fn body(http: &mut poem::Request, limit: usize) -> Result<Vec<u8>, Rejected> {
    let declared = http.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if declared.is_some_and(|length: usize| length > limit) {
        return Err(Rejected::TooLarge(limit));
    }
    match http.take_body().into_bytes_limit(limit).await {
        Ok(body) => Ok(body.into()),
        Err(ReadBodyError::PayloadTooLarge) => Err(Rejected::TooLarge(limit)),
        Err(error) => Err(Rejected::Parameters(format!("the body can't be read: {error}"))),
    }
}
