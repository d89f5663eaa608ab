//! The program with the settings under proof, on an empty database of its own, and somebody who asks it.

use std::net::SocketAddr;
use std::time::Duration;

use chrono::{TimeDelta, Utc};
use lotwise::authentication::{Authenticator, LocalKey, TokenRules};
use lotwise::rules::rights::{Caller, Grant, Role, SiteScope};
use reqwest::RequestBuilder;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::databases::TestDatabase;
use crate::endpoint::service::client;
use crate::process::{Service, lotwise};

/// The key that the program is started with, and tokens are made with.
pub(super) const SIGNING_KEY: &str = "a signing key for proofs of settings, 32 bytes or more";

/// How often is looked for what must come.
const LOOK: Duration = Duration::from_millis(50);
/// How often at most: a minute, on a machine that also compiles.
const LOOKS: usize = 1200;

pub(super) struct Program {
    pub(super) service: Service,
    pub(super) token: String,
    pub(super) folder: TempDir,
}

impl Program {
    /// Serves an empty file, with a key of ours and these settings.
    pub(super) fn with(settings: &[(&str, &str)]) -> Self {
        Self::without_key(&[&[("LOTWISE_SIGNING_KEY", SIGNING_KEY)], settings].concat())
    }

    /// The same without the key: whose tokens are good is said by the settings.
    pub(super) fn without_key(settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/clinic.db", folder.path().display());
        Self::start(&url, settings, folder)
    }

    /// Serves a database that is there.
    pub(super) fn on(database: &TestDatabase, settings: &[(&str, &str)]) -> Self {
        let settings = [&[("LOTWISE_SIGNING_KEY", SIGNING_KEY)], settings].concat();
        Self::start(database.url(), &settings, tempfile::tempdir().unwrap())
    }

    fn start(url: &str, settings: &[(&str, &str)], folder: TempDir) -> Self {
        let common = [("DATABASE_URL", url), ("LOTWISE_LISTEN", "127.0.0.1:0")];
        // Of a name that is there twice, the last counts.
        let service = Service::start(lotwise(&["serve"], &[&common, settings].concat()));
        let token = token(SIGNING_KEY, "lotwise", "lotwise", TimeDelta::hours(1));
        Self { service, token, folder }
    }

    /// Where it listens.
    pub(super) fn address(&self) -> SocketAddr {
        self.service.url().strip_prefix("http://").unwrap().parse().unwrap()
    }

    /// A document on its way, with a good token.
    pub(super) fn request(&self, document: &str, variables: Value) -> RequestBuilder {
        self.request_as(&self.token, document, variables)
    }

    /// The same with this token.
    pub(super) fn request_as(&self, token: &str, document: &str, variables: Value) -> RequestBuilder {
        let request = client().post(format!("{}/graphql", self.service.url())).bearer_auth(token);
        let request = request.header("accept", "application/graphql-response+json");
        request.json(&json!({ "query": document, "variables": variables }))
    }

    /// The status of the answer to a document, and its body.
    pub(super) async fn asks(&self, document: &str, variables: Value) -> (u16, Value) {
        answer(self.request(document, variables)).await
    }

    /// The status of the answer to whoever has this token.
    pub(super) async fn lets_in(&self, token: &str) -> u16 {
        answer(self.request_as(token, "{ __typename }", json!({}))).await.0
    }

    /// The rules and fields of the refusals of a mutation.
    pub(super) async fn refusals(&self, mutation: &str, input: Value) -> Vec<(String, String)> {
        let kind = format!("{}{}Input", mutation[..1].to_uppercase(), &mutation[1..]);
        let shown = "userErrors { code field ... on InvalidInput { rule } }";
        let document = format!("mutation Do($input: {kind}!) {{ {mutation}(input: $input) {{ {shown} }} }}");

        let (_, body) = self.asks(&document, json!({ "input": input })).await;
        let errors = body["data"][mutation]["userErrors"].as_array().unwrap_or_else(|| panic!("{body:#}"));
        errors.iter().map(|error| (word(error), field(error))).collect()
    }

    /// What a mutation answers that nothing speaks against.
    pub(super) async fn does(&self, mutation: &str, input: Value, shown: &str) -> Value {
        let kind = format!("{}{}Input", mutation[..1].to_uppercase(), &mutation[1..]);
        let document = format!(
            "mutation Do($input: {kind}!) {{ {mutation}(input: $input) {{ {shown} userErrors {{ message }} }} }}"
        );
        let (_, body) = self.asks(&document, json!({ "input": input })).await;
        assert_eq!(body["data"][mutation]["userErrors"], json!([]), "{body:#}");
        body["data"][mutation].clone()
    }

    /// The text that stands at a path, for a browser.
    pub(super) async fn reads(&self, path: &str) -> String {
        let response = client().get(format!("{}{path}", self.service.url())).send().await.unwrap();
        response.text().await.unwrap()
    }

    /// Waits until the log says this.
    pub(super) async fn logs(&self, words: &str) {
        for _ in 0..LOOKS {
            if self.service.logged().contains(words) {
                return;
            }
            tokio::time::sleep(LOOK).await;
        }
        panic!("the log never says {words}:\n{}", self.service.logged());
    }

    /// Asks again and again until the answer is as wanted.
    pub(super) async fn comes_to(&self, document: &str, wanted: impl Fn(&Value) -> bool) {
        for _ in 0..LOOKS {
            if wanted(&self.asks(document, json!({})).await.1) {
                return;
            }
            tokio::time::sleep(LOOK).await;
        }
        panic!("it never comes to that: {document}");
    }
}

fn word(error: &Value) -> String {
    error["rule"].as_str().or(error["code"].as_str()).unwrap_or_default().to_owned()
}

fn field(error: &Value) -> String {
    let names = error["field"].as_array().unwrap();
    names.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(".")
}

/// The status and body of an answer.
pub(super) async fn answer(request: RequestBuilder) -> (u16, Value) {
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    let body = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap_or(Value::Null);
    (status, body)
}

/// A token for somebody who may do everything, good from now on for so long.
pub(super) fn token(key: &str, issuer: &str, audience: &str, good_for: TimeDelta) -> String {
    let rules = TokenRules { issuer: issuer.to_owned(), audience: audience.to_owned(), clock_skew: TimeDelta::zero() };
    let roles = [Role::Admin, Role::Manager, Role::MedicalDirector];
    let grants = roles.map(|role| Grant { role, sites: SiteScope::All });
    let caller = Caller { subject: "kim".to_owned(), client: None, grants: grants.to_vec(), scopes: [].into() };
    let door = Authenticator::with_local_key(LocalKey::from_secret(key).unwrap(), rules);
    door.issue(&caller, good_for, Utc::now()).unwrap()
}
