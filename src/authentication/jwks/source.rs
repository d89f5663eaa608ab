//! Where the identity provider's keys are read from.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use jsonwebtoken::jwk::JwkSet;
use reqwest::{Client, Url};

use super::key_set::KeySet;
use crate::outbound;

/// A provider that takes longer than this is not there.
const TIME_LIMIT: Duration = Duration::from_secs(10);
/// The largest document that is read, in bytes.
const SIZE_LIMIT: usize = 1 << 20;

/// A JWKS document in a file or behind a URL.
#[derive(Debug)]
pub enum Source {
    /// A file that something else keeps up to date.
    File(PathBuf),
    /// The provider's `jwks_uri`.
    Url(Box<Url>, Client),
}

/// Why the keys can't be read.
#[derive(Debug, thiserror::Error)]
pub enum JwksError {
    /// The URL is not one that keys may come from.
    #[error("the JWKS URL {0} must be an https URL: keys that travel open can be replaced on the way")]
    Url(String),
    /// The file can't be read.
    #[error("the JWKS file {} can't be read", .0.display())]
    File(PathBuf, #[source] io::Error),
    /// The provider does not answer, or not well.
    #[error("the identity provider's keys can't be fetched")]
    Fetch(#[from] reqwest::Error),
    /// The answer is endless.
    #[error("the identity provider's keys are longer than {SIZE_LIMIT} bytes")]
    TooLong,
    /// It is no JWKS document.
    #[error("the identity provider's keys are not a JWKS document")]
    Document(#[from] serde_json::Error),
    /// There is nothing in it to check a token with.
    #[error("the JWKS has no usable key: RS256 (2048 bits or more), ES256 or EdDSA (Ed25519)")]
    NoUsableKey,
}

impl Source {
    /// The keys behind this URL, which must be https, or http on this machine.
    ///
    /// # Errors
    /// The URL is not one to trust, or no client for it can be made.
    pub fn url(url: &str) -> Result<Self, JwksError> {
        let url =
            Url::parse(url).ok().filter(outbound::is_trustworthy).ok_or_else(|| JwksError::Url(url.to_owned()))?;
        Ok(Self::Url(Box::new(url), outbound::client(TIME_LIMIT)?))
    }

    pub(super) async fn read(&self) -> Result<KeySet, JwksError> {
        let document = match self {
            Self::File(path) => tokio::fs::read(path).await.map_err(|error| JwksError::File(path.clone(), error))?,
            Self::Url(url, client) => fetch(client, url).await?,
        };
        let keys = KeySet::of(&serde_json::from_slice::<JwkSet>(&document)?);
        if keys.is_empty() { Err(JwksError::NoUsableKey) } else { Ok(keys) }
    }
}

async fn fetch(client: &Client, url: &Url) -> Result<Vec<u8>, JwksError> {
    let mut answer = client.get(url.clone()).send().await?.error_for_status()?;
    let mut document = Vec::new();
    while let Some(chunk) = answer.chunk().await? {
        document.extend_from_slice(&chunk);
        if document.len() > SIZE_LIMIT {
            return Err(JwksError::TooLong);
        }
    }
    Ok(document)
}
