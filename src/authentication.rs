//! The door: turns a bearer token into a [`Caller`], or says why not. What the service tells of
//! the clinic is for who passed here, or for who has a link that such a caller made.
//!
//! Keys come from one place only: the organisation's identity provider (a JWKS), or, where there is none, the key of
//! this deployment, with which the service also issues tokens. A deployment with a JWKS has no local key.

mod jwks;
mod local_key;
mod setup;
mod token;

use chrono::{DateTime, TimeDelta, Utc};

pub use self::jwks::{Jwks, JwksError, Source};
pub use self::local_key::{LocalKey, LocalKeyError, create_secret, read_secret};
pub use self::setup::{SetupError, file_beside};
pub use self::token::{Refused, TokenRules};
use crate::rules::rights::Caller;

/// Checks tokens against the keys and rules of this deployment.
#[derive(Debug)]
pub struct Authenticator {
    keys: Keys,
    rules: TokenRules,
}

#[derive(Debug)]
enum Keys {
    Local(LocalKey),
    Provider(Jwks),
}

/// Why a token could not be issued.
#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    /// The identity provider issues the tokens of this deployment.
    #[error("tokens come from the identity provider: this deployment trusts its keys and has none of its own")]
    NoLocalKey,
    /// The token could not be written.
    #[error("the token could not be signed")]
    Signing(#[source] jsonwebtoken::errors::Error),
}

impl Authenticator {
    /// Trusts this deployment's own key.
    #[must_use]
    pub const fn with_local_key(key: LocalKey, rules: TokenRules) -> Self {
        Self { keys: Keys::Local(key), rules }
    }

    /// Trusts the identity provider's keys.
    #[must_use]
    pub const fn with_provider(keys: Jwks, rules: TokenRules) -> Self {
        Self { keys: Keys::Provider(keys), rules }
    }

    /// Who stands behind the value of an `Authorization` header at this instant.
    ///
    /// # Errors
    /// [`Refused`] says what is wrong with the token, for the person who has to get a better one.
    pub async fn authenticate(&self, authorization: Option<&str>, at: DateTime<Utc>) -> Result<Caller, Refused> {
        let token = token::bearer(authorization)?;
        let header = token::header(token)?;
        match &self.keys {
            Keys::Local(key) => token::verify(token, &header, key.verifying(), &self.rules, at),
            Keys::Provider(keys) => {
                let key = keys.find(header.kid.as_deref(), header.alg, at).await?;
                token::verify(token, &header, &key, &self.rules, at)
            }
        }
    }

    /// A token for this caller, signed with the local key.
    ///
    /// # Errors
    /// There is no local key where a JWKS is configured.
    pub fn issue(&self, caller: &Caller, valid_for: TimeDelta, at: DateTime<Utc>) -> Result<String, IssueError> {
        match &self.keys {
            Keys::Local(key) => token::issue(caller, key.signing(), &self.rules, at, valid_for),
            Keys::Provider(_) => Err(IssueError::NoLocalKey),
        }
    }

    /// Reads the identity provider's keys again from time to time, for ever; a deployment with its own key only waits.
    pub async fn keep_keys_fresh(&self) {
        match &self.keys {
            Keys::Local(_) => std::future::pending().await,
            Keys::Provider(keys) => keys.keep_fresh().await,
        }
    }
}

#[cfg(test)]
mod tests;
