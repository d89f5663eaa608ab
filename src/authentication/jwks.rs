//! The identity provider's public keys: read from a file or a URL, and read again when they change.

mod key_set;
mod source;

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::Algorithm;
use tokio::sync::Mutex;

use self::key_set::KeySet;
pub use self::source::{JwksError, Source};
use super::token::{Refused, VerifyingKey};

/// How often the keys are read again without a reason: a withdrawn key is trusted no longer than this.
const REFRESH_EVERY: Duration = Duration::from_secs(600);
/// How soon after one reading a token with an unknown key may cause the next: strangers can't make us flood the
/// provider.
const AT_MOST_EVERY: TimeDelta = TimeDelta::seconds(30);

/// The keys, as last read.
#[derive(Debug)]
pub struct Jwks {
    source: Source,
    keys: RwLock<Arc<KeySet>>,
    /// When an unknown key last caused a reading; held while one reads.
    asked_again_at: Mutex<Option<DateTime<Utc>>>,
}

impl Jwks {
    /// Reads the keys for the first time.
    ///
    /// # Errors
    /// The source can't be read or has no key that can be used.
    pub async fn load(source: Source) -> Result<Self, JwksError> {
        let keys = RwLock::new(Arc::new(source.read().await?));
        Ok(Self { source, keys, asked_again_at: Mutex::new(None) })
    }

    /// The key that a token names. A key not known yet is looked for once more, because providers change keys.
    pub(super) async fn find(
        &self,
        id: Option<&str>,
        algorithm: Algorithm,
        at: DateTime<Utc>,
    ) -> Result<Arc<VerifyingKey>, Refused> {
        if !key_set::ALGORITHMS.contains(&algorithm) {
            return Err(Refused::Algorithm);
        }
        if let Some(key) = self.known().find(id, algorithm) {
            return Ok(key);
        }
        self.ask_again(at).await;
        self.known().find(id, algorithm).ok_or(Refused::UnknownKey)
    }

    pub(super) async fn keep_fresh(&self) {
        loop {
            tokio::time::sleep(REFRESH_EVERY).await;
            self.read_again().await;
        }
    }

    /// Callers that come while another asks wait for the answer and then find the keys just read.
    async fn ask_again(&self, at: DateTime<Utc>) {
        let mut asked_at = self.asked_again_at.lock().await;
        if asked_at.is_some_and(|asked_at| (at - asked_at).abs() < AT_MOST_EVERY) {
            return;
        }
        *asked_at = Some(at);
        self.read_again().await;
    }

    /// When reading fails, the keys stay as they were.
    async fn read_again(&self) {
        match self.source.read().await {
            Ok(keys) => *self.keys.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(keys),
            Err(error) => {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "the identity provider's keys stay as they were"
                );
            }
        }
    }

    fn known(&self) -> Arc<KeySet> {
        Arc::clone(&self.keys.read().unwrap_or_else(PoisonError::into_inner))
    }
}
