//! The key of the books, which is not in the database: it marks each event of the audit log when it
//! is written (HMAC-SHA256), and signs the seals (Ed25519). Whoever can only write to the database
//! can make neither.

use std::{fmt, sync::Arc};

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The shortest secret that is accepted, in bytes: as many as the hash has.
const SHORTEST: usize = 32;

/// What the name of a key begins with; the public key in hexadecimal follows. So a signature can be
/// checked by whoever has the seal alone; whose key it is, is known by the name.
const NAMED: &str = "ed25519:";

/// The keys of a deployment: the one in use, and those that were in use before it.
#[derive(Clone)]
pub struct BooksKeys(Arc<[BooksKey]>);

struct BooksKey {
    mac: [u8; 32],
    signing: SigningKey,
    id: String,
}

/// Why a text is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// There is none in it.
    #[error("there is no key of the books in it")]
    Empty,
    /// One could be guessed.
    #[error("a key of the books has {0} bytes: at least {SHORTEST} are needed, from a random source")]
    TooShort(usize),
}

impl BooksKeys {
    /// The keys that this text names, separated by blanks: the first is in use, the others were.
    ///
    /// # Errors
    /// There is none, or one is too short.
    pub fn from_text(text: &str) -> Result<Self, KeyError> {
        let keys: Vec<BooksKey> = text.split_whitespace().map(BooksKey::from_secret).collect::<Result<_, _>>()?;
        if keys.is_empty() { Err(KeyError::Empty) } else { Ok(Self(keys.into())) }
    }

    /// Marks what is written now: HMAC-SHA256 over `hash`, by the key in use.
    pub fn mark(&self, hash: &[u8]) -> Option<Vec<u8>> {
        Some(self.0.first()?.hmac(hash)?.finalize().into_bytes().to_vec())
    }

    /// Whether one of the keys marked this.
    pub fn marked(&self, hash: &[u8], mark: &[u8]) -> bool {
        self.0.iter().any(|key| key.hmac(hash).is_some_and(|hmac| hmac.verify_slice(mark).is_ok()))
    }

    /// The name of the key in use.
    pub fn id(&self) -> Option<&str> {
        self.0.first().map(|key| key.id.as_str())
    }

    /// Signs `hash` with the key in use.
    pub fn sign(&self, hash: &[u8]) -> Option<Vec<u8>> {
        Some(self.0.first()?.signing.sign(&signed(hash)).to_bytes().to_vec())
    }

    /// Whether this is the name of one of the keys.
    pub fn knows(&self, id: &str) -> bool {
        self.0.iter().any(|key| key.id == id)
    }
}

/// Only the names are shown.
impl fmt::Debug for BooksKeys {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.0.iter().map(|key| &key.id)).finish()
    }
}

impl BooksKey {
    fn from_secret(secret: &str) -> Result<Self, KeyError> {
        if secret.len() < SHORTEST {
            return Err(KeyError::TooShort(secret.len()));
        }
        let mac = derived(secret, b"lotwise: marks of events");
        let signing = SigningKey::from_bytes(&derived(secret, b"lotwise: signatures of seals"));
        let public = signing.verifying_key().to_bytes();
        let id = public.iter().fold(NAMED.to_owned(), |id, byte| format!("{id}{byte:02x}"));
        Ok(Self { mac, signing, id })
    }

    /// `None` never comes: HMAC takes a key of any length.
    fn hmac(&self, hash: &[u8]) -> Option<Hmac<Sha256>> {
        let mut hmac = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.mac).ok()?;
        hmac.update(hash);
        Some(hmac)
    }
}

/// A key of its own for each purpose, from one secret.
fn derived(secret: &str, purpose: &[u8]) -> [u8; 32] {
    let Ok(mut hmac) = <Hmac<Sha256> as KeyInit>::new_from_slice(secret.as_bytes()) else {
        return [0; 32];
    };
    hmac.update(purpose);
    hmac.finalize().into_bytes().into()
}

/// Whether the key of this name signed `hash`.
pub fn is_signed(id: &str, hash: &[u8], signature: &[u8]) -> bool {
    let public = id.strip_prefix(NAMED).and_then(bytes_of).and_then(|bytes| VerifyingKey::from_bytes(&bytes).ok());
    let signature = Signature::from_slice(signature).ok();
    public.zip(signature).is_some_and(|(public, signature)| public.verify_strict(&signed(hash), &signature).is_ok())
}

/// What is signed: no signature of a seal is one of anything else.
fn signed(hash: &[u8]) -> Vec<u8> {
    [b"lotwise seal\n".as_slice(), hash].concat()
}

fn bytes_of(hexadecimal: &str) -> Option<[u8; 32]> {
    let digits: Vec<u8> = hexadecimal
        .chars()
        .map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    let bytes: Vec<u8> =
        digits.chunks_exact(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect();
    if digits.len() == 64 { bytes.try_into().ok() } else { None }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    const OLD: &str = "the secret of the first year, 32 bytes and more";
    const NEW: &str = "the-secret-of-the-second-year-32-bytes-and-more";

    fn keys(text: &str) -> BooksKeys {
        BooksKeys::from_text(&text.replace(' ', "-")).unwrap()
    }

    #[test]
    fn what_a_key_marked_and_signed_is_known_to_it_and_to_no_other() {
        let (old, new) = (keys(OLD), keys(NEW));
        let (mark, signature) = (old.mark(b"event").unwrap(), old.sign(b"seal").unwrap());
        assert!(old.marked(b"event", &mark) && !old.marked(b"another", &mark) && !new.marked(b"event", &mark));

        let id = old.id().unwrap();
        assert!(is_signed(id, b"seal", &signature) && !is_signed(id, b"another", &signature));
        assert!(!is_signed(new.id().unwrap(), b"seal", &signature));
        assert!(old.knows(id) && !new.knows(id));
    }

    #[test]
    fn a_key_that_was_in_use_before_is_still_known() {
        let both = BooksKeys::from_text(&format!("{NEW} {}", OLD.replace(' ', "-"))).unwrap();
        let old = keys(OLD);
        assert!(both.marked(b"event", &old.mark(b"event").unwrap()) && both.knows(old.id().unwrap()));
        assert_eq!(both.id(), keys(NEW).id());
    }

    #[test]
    fn a_short_key_is_none_and_secrets_are_not_shown() {
        assert!(matches!(BooksKeys::from_text("short"), Err(KeyError::TooShort(5))));
        assert!(matches!(BooksKeys::from_text(" \n"), Err(KeyError::Empty)));
        assert!(!format!("{:?}", keys(NEW)).contains("secret"));
    }

    #[test]
    fn what_is_no_name_of_a_key_signed_nothing() {
        for id in ["", "ed25519:", "ed25519:00", "rsa:00", &format!("ed25519:{}", "zz".repeat(32))] {
            assert!(!is_signed(id, b"seal", &[0; 64]), "{id}");
        }
    }
}
