//! The service under test, on a port of its own, and a client for it.

use std::net::SocketAddr;
use std::sync::Arc;

use chrono::{TimeDelta, Utc};
use clap::Parser;
use lotwise::authentication::{Authenticator, LocalKey, TokenRules};
use lotwise::config::{Arguments, Command, HttpSettings};
use lotwise::graphql::schema_types::SchemaTypes;
use lotwise::rules::rights::{Caller, Grant, Role, SiteScope};
use lotwise::server::{self, Edge};
use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::schema::{Marks, schema};

/// A running service.
pub(crate) struct Service {
    pub(crate) address: SocketAddr,
    pub(crate) marks: Marks,
    pub(crate) token: String,
    client: Client,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<()>,
}

impl Service {
    pub(crate) async fn start() -> Self {
        Self::start_with("").await
    }

    /// Starts with these words of the command line.
    pub(crate) async fn start_with(words: &str) -> Self {
        Self::start_behind(door(), words, true).await
    }

    pub(crate) async fn start_behind(authenticator: Authenticator, words: &str, ready: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let marks = Marks::new();
        let (stop, stopped) = oneshot::channel();
        let schema = schema(&marks);
        let edge = Edge {
            types: SchemaTypes::read(&schema.sdl()).unwrap(),
            schema,
            authenticator,
            http: settings(words),
            ready: Arc::new(move || Box::pin(async move { ready })),
            chores: vec![],
            exports: Arc::new(|_| Box::pin(async { Err(lotwise::exports::open::NotOpened::Link) })),
            explain: |error| error.message.clone(),
        };
        let serving = tokio::spawn(server::serve(listener, edge, async {
            stopped.await.unwrap();
        }));
        Self { address, marks, token: token(), client: client(), stop, serving }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) fn get(&self, path: &str) -> RequestBuilder {
        self.request(Method::GET, path)
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, self.url(path))
    }

    /// A POST to the API with a good token and no body yet.
    pub(crate) fn post(&self) -> RequestBuilder {
        self.client.post(self.url("/graphql")).bearer_auth(&self.token)
    }

    /// The answer to a document, as a client of today asks for it.
    pub(crate) async fn ask(&self, document: &str) -> Answer {
        self.send(self.post().header("accept", MODERN).json(&json!({ "query": document }))).await
    }

    pub(crate) async fn send(&self, request: RequestBuilder) -> Answer {
        Answer::of(request.send().await.unwrap()).await
    }

    /// Asks the service to stop.
    pub(crate) fn stop(self) -> JoinHandle<()> {
        self.stop.send(()).unwrap();
        self.serving
    }
}

pub(crate) const MODERN: &str = "application/graphql-response+json";
pub(crate) const LEGACY: &str = "application/json";

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) body: Value,
}

impl Answer {
    async fn of(response: Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap_or(Value::Null);
        Self { status, headers, body }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The code of the first error.
    pub(crate) fn code(&self) -> &str {
        self.body["errors"][0]["extensions"]["code"].as_str().unwrap_or_default()
    }

    /// The text of the first error.
    pub(crate) fn message(&self) -> &str {
        self.body["errors"][0]["message"].as_str().unwrap_or_default()
    }
}

/// A client that keeps no connections of others. Every test takes it from here, so that none depends on another having
/// run before.
pub(crate) fn client() -> Client {
    // The first test decides for the process; all decide alike.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::new()
}

fn settings(words: &str) -> HttpSettings {
    let words = std::iter::once("lotwise").chain(words.split_whitespace());
    match Arguments::parse_from(words).into_command() {
        Command::Serve(settings) => settings.service.http,
        other => panic!("{other:?} does not serve"),
    }
}

/// A door with a key that all tests know.
pub(crate) fn door() -> Authenticator {
    let rules =
        TokenRules { issuer: "lotwise".to_owned(), audience: "lotwise".to_owned(), clock_skew: TimeDelta::seconds(5) };
    let key = LocalKey::from_secret("a text of at least thirty-two bytes, for tests").unwrap();
    Authenticator::with_local_key(key, rules)
}

/// The token of a nurse, valid for an hour.
pub(crate) fn token() -> String {
    let nurse = Caller {
        subject: "ana".to_owned(),
        client: Some("chart-app".to_owned()),
        grants: vec![Grant { role: Role::Nurse, sites: SiteScope::All }],
        scopes: [].into(),
    };
    door().issue(&nurse, TimeDelta::hours(1), Utc::now()).unwrap()
}
