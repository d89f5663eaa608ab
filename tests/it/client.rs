//! A caller of the API over HTTP, for the tests that start the real program.

use std::error::Error;

use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use hyper::{Request, StatusCode};
use hyper_util::client::legacy::Client as Http;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};

/// One person's app, signed in. Clones share the connections.
#[derive(Clone)]
pub(crate) struct Client {
    http: Http<HttpConnector, Full<Bytes>>,
    endpoint: String,
    token: String,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Value,
}

impl Client {
    /// A client of the service at that address, with that bearer token.
    pub(crate) fn new(url: &str, token: &str) -> Self {
        let http = Http::builder(TokioExecutor::new()).build_http();
        Self { http, endpoint: format!("{url}/graphql"), token: token.to_owned() }
    }

    /// Sends one operation. Dropping the future before it answers hangs up.
    ///
    /// # Errors
    /// When the service is not there, or goes away before it answered to the last byte.
    pub(crate) async fn send(&self, document: &str, variables: &Value) -> Result<Answer, Box<dyn Error + Send + Sync>> {
        let body = json!({ "query": document, "variables": variables }).to_string();
        let request = Request::post(&self.endpoint)
            .header(AUTHORIZATION, format!("Bearer {}", self.token))
            .header(CONTENT_TYPE, "application/json")
            .header(ACCEPT, "application/graphql-response+json")
            .body(Full::from(body))
            .expect("the address and the token fit a request");
        let response = self.http.request(request).await?;
        let status = response.status();
        let body = response.into_body().collect().await?.to_bytes();
        let text = || Value::String(String::from_utf8_lossy(&body).into_owned());
        let body = serde_json::from_slice(&body).unwrap_or_else(|_| text());
        Ok(Answer { status, body })
    }

    /// Sends one operation that must succeed, and returns its `data`. Refusals of the business are data.
    pub(crate) async fn data(&self, document: &str, variables: Value) -> Value {
        let mut answer = self.send(document, &variables).await.expect("the service answers");
        assert!(answer.status == StatusCode::OK && answer.body.get("errors").is_none(), "{answer:#?}");
        answer.body["data"].take()
    }
}
