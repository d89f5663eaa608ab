//! Which keys a deployment trusts, from its settings.

use std::path::{Path, PathBuf};

use chrono::TimeDelta;

use super::{Authenticator, Jwks, JwksError, LocalKey, LocalKeyError, Source, TokenRules};
use crate::config::TokenSettings;

/// Why the service can't tell good tokens from bad ones, and so does not start.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// Every copy of the service would make up a key of its own.
    #[error(
        "on this database a key must be configured, or the copies of the service would disagree: set LOTWISE_JWKS_URL \
         or LOTWISE_JWKS_FILE to trust an identity provider, or LOTWISE_SIGNING_KEY to a random text of 32 bytes or more"
    )]
    NoKey,
    /// The provider's tokens say who issued them, and that must be known.
    #[error("with a JWKS, LOTWISE_ISSUER must say who issues the tokens (their claim iss)")]
    NoIssuer,
    /// The local key can't be used.
    #[error(transparent)]
    LocalKey(#[from] LocalKeyError),
    /// The identity provider's keys can't be used.
    #[error(transparent)]
    Jwks(#[from] JwksError),
}

impl Authenticator {
    /// The door that the settings describe. On SQLite, without any key named, the key file beside the database is used,
    /// and made when it is missing.
    ///
    /// # Errors
    /// No key is named where one must be, or the named one can't be used.
    pub async fn from_settings(
        settings: &TokenSettings,
        clock_skew: TimeDelta,
        database_url: &str,
    ) -> Result<Self, SetupError> {
        let rules = |issuer| TokenRules { issuer, audience: settings.audience.clone(), clock_skew };
        match provider(settings)? {
            Some(source) => {
                let issuer = settings.issuer.clone().ok_or(SetupError::NoIssuer)?;
                Ok(Self::with_provider(Jwks::load(source).await?, rules(issuer)))
            }
            None => {
                let issuer = settings.issuer.clone().unwrap_or_else(|| settings.audience.clone());
                Ok(Self::with_local_key(local_key(settings, database_url)?, rules(issuer)))
            }
        }
    }
}

fn provider(settings: &TokenSettings) -> Result<Option<Source>, JwksError> {
    match (&settings.jwks_file, &settings.jwks_url) {
        (Some(path), _) => Ok(Some(Source::File(path.clone()))),
        (None, Some(url)) => Source::url(url).map(Some),
        (None, None) => Ok(None),
    }
}

fn local_key(settings: &TokenSettings, database_url: &str) -> Result<LocalKey, SetupError> {
    match &settings.signing_key {
        Some(secret) => Ok(LocalKey::from_secret(secret)?),
        None => Ok(LocalKey::from_file(&file_beside(database_url, "key").ok_or(SetupError::NoKey)?)?),
    }
}

/// With the ending `key`, `lotwise.key` beside `lotwise.db`; a database that is not a file has nothing beside it.
#[must_use]
pub fn file_beside(database_url: &str, ending: &str) -> Option<PathBuf> {
    let path = database_url.strip_prefix("sqlite:")?;
    let path = path.strip_prefix("//").unwrap_or(path);
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    let in_memory = path.is_empty() || path == ":memory:";
    (!in_memory).then(|| Path::new(path).with_extension(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_lies_beside_the_database_file() {
        let beside = |url| file_beside(url, "key").map(|path| path.display().to_string());
        assert_eq!(beside("sqlite://lotwise.db").as_deref(), Some("lotwise.key"));
        assert_eq!(beside("sqlite:///srv/clinic.db?mode=rwc").as_deref(), Some("/srv/clinic.key"));
        assert_eq!(beside("sqlite:demo.db").as_deref(), Some("demo.key"));
        assert_eq!(beside("sqlite::memory:"), None);
        assert_eq!(beside("postgres://db/lotwise"), None);
    }
}
