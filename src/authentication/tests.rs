//! The door: who is let in, and every way not to be.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod keys;
mod local;
mod provider;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::{Authenticator, Refused, TokenRules};
use crate::rules::rights::Caller;

fn noon() -> DateTime<Utc> {
    "2026-03-01T12:00:00Z".parse().unwrap()
}

fn rules() -> TokenRules {
    TokenRules {
        issuer: "https://id.example".to_owned(),
        audience: "lotwise".to_owned(),
        clock_skew: TimeDelta::seconds(60),
    }
}

/// The claims of a good token of a nurse, valid for an hour from noon.
fn claims() -> Value {
    json!({
        "sub": "ana", "iss": "https://id.example", "aud": "lotwise", "azp": "chart-app",
        "nbf": noon().timestamp(), "exp": noon().timestamp() + 3600,
        "lotwise": { "NURSE": ["north"] },
    })
}

/// The claims of a good token with one of them changed; `null` leaves it out.
fn claims_with(name: &str, value: Value) -> Value {
    let mut claims = claims();
    let fields = claims.as_object_mut().unwrap();
    if value.is_null() {
        fields.remove(name)
    } else {
        fields.insert(name.to_owned(), value)
    };
    claims
}

async fn enter(door: &Authenticator, token: &str) -> Result<Caller, Refused> {
    door.authenticate(Some(&format!("Bearer {token}")), noon()).await
}
