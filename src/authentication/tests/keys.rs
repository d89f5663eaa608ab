//! Key pairs made for one run of the tests, and tokens signed with them.

use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use p256::pkcs8::EncodePrivateKey;
use rsa::pkcs1::EncodeRsaPrivateKey;
use rsa::rand_core::OsRng;
use serde_json::{Value, json};

/// What stands before the 32 bytes of an Ed25519 private key in PKCS#8 (RFC 8410, 7).
const ED25519_PKCS8_HEAD: [u8; 16] = *b"\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20";

/// A key pair of an identity provider.
pub(super) struct KeyPair {
    pub(super) algorithm: Algorithm,
    id: &'static str,
    private: EncodingKey,
}

impl KeyPair {
    pub(super) fn rs256(id: &'static str) -> Self {
        Self::rsa(id, 2048)
    }

    pub(super) fn rsa(id: &'static str, bits: usize) -> Self {
        let key = rsa::RsaPrivateKey::new(&mut OsRng, bits).unwrap().to_pkcs1_der().unwrap();
        Self { algorithm: Algorithm::RS256, id, private: EncodingKey::from_rsa_der(key.as_bytes()) }
    }

    pub(super) fn es256(id: &'static str) -> Self {
        let key = p256::SecretKey::random(&mut OsRng).to_pkcs8_der().unwrap();
        Self { algorithm: Algorithm::ES256, id, private: EncodingKey::from_ec_der(key.as_bytes()) }
    }

    pub(super) fn ed25519(id: &'static str) -> Self {
        let key = [&ED25519_PKCS8_HEAD[..], &rand::random::<[u8; 32]>()].concat();
        Self { algorithm: Algorithm::EdDSA, id, private: EncodingKey::from_ed_der(&key) }
    }

    /// The public half, as a provider publishes it.
    pub(super) fn public(&self) -> Value {
        let mut key = serde_json::to_value(Jwk::from_encoding_key(&self.private, self.algorithm).unwrap()).unwrap();
        let fields = key.as_object_mut().unwrap();
        fields.insert("kid".to_owned(), json!(self.id));
        fields.insert("use".to_owned(), json!("sig"));
        key
    }

    pub(super) fn sign(&self, claims: &Value) -> String {
        self.sign_naming(Some(self.id), claims)
    }

    pub(super) fn sign_naming(&self, id: Option<&str>, claims: &Value) -> String {
        let header = Header { kid: id.map(str::to_owned), ..Header::new(self.algorithm) };
        jsonwebtoken::encode(&header, claims, &self.private).unwrap()
    }
}

/// A token signed with a shared secret.
pub(super) fn hmac(algorithm: Algorithm, secret: &[u8], claims: &Value) -> String {
    jsonwebtoken::encode(&Header::new(algorithm), claims, &EncodingKey::from_secret(secret)).unwrap()
}

/// The JWKS document of these public keys.
pub(super) fn document(keys: &[Value]) -> String {
    json!({ "keys": keys }).to_string()
}
