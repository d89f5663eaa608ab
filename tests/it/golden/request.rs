//! A request as it was recorded: who asked what, when, and what was answered.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use lotwise::{
    request::Request,
    rules::rights::{self, Grant, SiteScope},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// One mutation and its answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Recorded {
    /// The mutation; its document is in documents.graphql.
    pub(super) mutation: String,
    /// When the request arrived.
    pub(super) at: DateTime<Utc>,
    /// Whose token it carried.
    pub(super) caller: Caller,
    /// The input, or the list of inputs, with the keys.
    pub(super) input: Value,
    /// The payload, or the list of payloads.
    pub(super) answer: Value,
    /// The same at the end of the story, where that is something else: a lot is known by the one it was merged with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) repeated: Option<Value>,
}

impl Recorded {
    /// What a repetition answers.
    pub(super) fn expected(&self) -> Value {
        self.repeated.clone().unwrap_or_else(|| self.said_again())
    }

    /// The answer as it was, but for the word that it was given before.
    pub(super) fn said_again(&self) -> Value {
        let mut answer = self.answer.clone();
        match &mut answer {
            Value::Array(payloads) => payloads.iter_mut().for_each(|payload| payload["replayed"] = json!(true)),
            payload => payload["replayed"] = json!(true),
        }
        answer
    }

    /// The same request again.
    pub(super) fn request(&self) -> Request {
        self.caller.request(self.at)
    }
}

/// A token, in words that no release gave it: the form of the program's own may change.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Caller {
    /// The person.
    pub(super) subject: String,
    /// The program; a token need not name one.
    pub(super) client: Option<String>,
    /// The name of the role.
    pub(super) role: String,
    /// The codes of the sites; none where it holds at all of them.
    pub(super) sites: Option<BTreeSet<String>>,
    /// The words of a service's scope.
    #[serde(default)]
    pub(super) scopes: BTreeSet<String>,
    /// The network address, where one is known.
    #[serde(default)]
    pub(super) address: Option<String>,
}

impl Caller {
    /// Who loads files.
    pub(super) fn of_the_import() -> Self {
        Self::of_the_program("max", "lotwise import", "MANAGER")
    }

    /// Who takes in recall notices.
    pub(super) fn of_the_feed() -> Self {
        Self::of_the_program("schedule", "lotwise recalls import", "MEDICAL_DIRECTOR")
    }

    fn of_the_program(subject: &str, client: &str, role: &str) -> Self {
        let (subject, client, role) = (subject.to_owned(), Some(client.to_owned()), role.to_owned());
        Self { subject, client, role, sites: None, scopes: BTreeSet::new(), address: None }
    }

    /// A request of this caller.
    pub(super) fn request(&self, at: DateTime<Utc>) -> Request {
        let role = self.role.parse().expect("a role");
        let sites = self.sites.clone().map_or(SiteScope::All, SiteScope::Codes);
        let caller = rights::Caller {
            subject: self.subject.clone(),
            client: self.client.clone(),
            grants: vec![Grant { role, sites }],
            scopes: self.scopes.clone(),
        };
        Request { caller, at, id: "golden".to_owned(), address: self.address.clone() }
    }
}
