//! The keys of a JWKS document that this service accepts, each bound to one algorithm.

use std::sync::Arc;

use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, JwkSet, KeyAlgorithm, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey, DecodingKeyKind};

use crate::authentication::token::VerifyingKey;

/// The algorithms a provider may sign with. Never an HMAC: its key would have to be secret.
pub(super) const ALGORITHMS: [Algorithm; 3] = [Algorithm::RS256, Algorithm::ES256, Algorithm::EdDSA];
/// The shortest RSA modulus, in bytes: 2048 bits (RFC 7518, 3.3).
const SHORTEST_RSA_MODULUS: usize = 256;
/// The length of an Ed25519 public key, in bytes.
const ED25519_KEY: usize = 32;

/// Keys with their ids, in the order of the document.
#[derive(Debug, Default)]
pub(super) struct KeySet(Vec<(Option<String>, Arc<VerifyingKey>)>);

impl KeySet {
    /// The usable keys of a document; the others, for encryption or of other algorithms, are left out.
    pub(super) fn of(document: &JwkSet) -> Self {
        let usable = |jwk: &Jwk| Some((jwk.common.key_id.clone(), Arc::new(verifying_key(jwk)?)));
        Self(document.keys.iter().filter_map(usable).collect())
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The key of this id, for this algorithm. A token without a key id means the only key there is.
    pub(super) fn find(&self, id: Option<&str>, algorithm: Algorithm) -> Option<Arc<VerifyingKey>> {
        let mut fitting = self
            .0
            .iter()
            .filter(|(key_id, key)| key.algorithm == algorithm && (id.is_none() || key_id.as_deref() == id));
        match (id, fitting.next(), fitting.next()) {
            (None, Some(_), Some(_)) => None,
            (_, first, _) => first.map(|(_, key)| Arc::clone(key)),
        }
    }
}

fn verifying_key(jwk: &Jwk) -> Option<VerifyingKey> {
    let algorithm = algorithm(jwk)?;
    let for_signatures = matches!(jwk.common.public_key_use, None | Some(PublicKeyUse::Signature));
    let key = DecodingKey::from_jwk(jwk).ok()?;
    (for_signatures && long_enough(&key, algorithm)).then_some(VerifyingKey { algorithm, key })
}

/// The algorithm that the kind of key brings; a key that says another is not for us.
fn algorithm(jwk: &Jwk) -> Option<Algorithm> {
    let (algorithm, said) = match &jwk.algorithm {
        AlgorithmParameters::RSA(_) => (Algorithm::RS256, KeyAlgorithm::RS256),
        AlgorithmParameters::EllipticCurve(key) if key.curve == EllipticCurve::P256 => {
            (Algorithm::ES256, KeyAlgorithm::ES256)
        }
        AlgorithmParameters::OctetKeyPair(key) if key.curve == EllipticCurve::Ed25519 => {
            (Algorithm::EdDSA, KeyAlgorithm::EdDSA)
        }
        _ => return None,
    };
    jwk.common.key_algorithm.is_none_or(|named| named == said).then_some(algorithm)
}

fn long_enough(key: &DecodingKey, algorithm: Algorithm) -> bool {
    match (key.kind(), algorithm) {
        (DecodingKeyKind::RsaModulusExponent { n, .. }, _) => n.len() >= SHORTEST_RSA_MODULUS,
        (DecodingKeyKind::SecretOrDer(bytes), Algorithm::EdDSA) => bytes.len() == ED25519_KEY,
        (DecodingKeyKind::SecretOrDer(_), _) => true,
    }
}
