//! Which tokens are good.

use chrono::{TimeDelta, Utc};
use jsonwebtoken::{Algorithm, EncodingKey, Header, jwk::Jwk};
use lotwise::facts::key::BooksKeys;
use p256::pkcs8::EncodePrivateKey;
use rsa::rand_core::OsRng;
use serde_json::json;
use tokio::{io::AsyncReadExt, net::TcpListener};

use super::program::{Program, SIGNING_KEY, token};
use crate::process::{lotwise, run};

/// What a TLS connection begins with: a handshake.
const HANDSHAKE: u8 = 0x16;

#[tokio::test]
pub(super) async fn tokens_of_that_key_are_good() {
    let other = "another signing key, of 32 bytes and more as well";
    let program = Program::with(&[("LOTWISE_SIGNING_KEY", other)]);
    assert_eq!(program.lets_in(&token(other, "lotwise", "lotwise", TimeDelta::hours(1))).await, 200);
    assert_eq!(program.lets_in(&program.token).await, 401);
}

#[tokio::test]
pub(super) async fn tokens_of_that_issuer_are_good() {
    let program = Program::with(&[("LOTWISE_ISSUER", "the clinic")]);
    assert_eq!(program.lets_in(&token(SIGNING_KEY, "the clinic", "lotwise", TimeDelta::hours(1))).await, 200);
    assert_eq!(program.lets_in(&program.token).await, 401);
}

#[tokio::test]
pub(super) async fn tokens_for_that_audience_are_good() {
    let program = Program::with(&[("LOTWISE_AUDIENCE", "stockroom"), ("LOTWISE_ISSUER", "lotwise")]);
    assert_eq!(program.lets_in(&token(SIGNING_KEY, "lotwise", "stockroom", TimeDelta::hours(1))).await, 200);
    assert_eq!(program.lets_in(&program.token).await, 401);
}

#[tokio::test]
pub(super) async fn tokens_of_the_provider_in_the_file_are_good() {
    let key = p256::SecretKey::random(&mut OsRng).to_pkcs8_der().unwrap();
    let key = EncodingKey::from_ec_der(key.as_bytes());
    let mut public = serde_json::to_value(Jwk::from_encoding_key(&key, Algorithm::ES256).unwrap()).unwrap();
    public["kid"] = json!("one");
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), json!({ "keys": [public] }).to_string()).unwrap();

    let claims = json!({
        "iss": "id", "aud": "lotwise", "sub": "kim", "exp": Utc::now().timestamp() + 600, "lotwise": { "NURSE": ["*"] },
    });
    let header = Header { kid: Some("one".to_owned()), ..Header::new(Algorithm::ES256) };
    let signed = jsonwebtoken::encode(&header, &claims, &key).unwrap();

    let trusting =
        Program::without_key(&[("LOTWISE_JWKS_FILE", file.path().to_str().unwrap()), ("LOTWISE_ISSUER", "id")]);
    assert_eq!(trusting.lets_in(&signed).await, 200);
    assert_eq!(trusting.lets_in(&trusting.token).await, 401, "there is no local key beside a provider");
    assert_eq!(Program::with(&[("LOTWISE_ISSUER", "id")]).lets_in(&signed).await, 401);
}

#[tokio::test]
pub(super) async fn the_provider_is_asked_at_that_address() {
    let provider = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}/keys", provider.local_addr().unwrap());
    let asked = tokio::spawn(async move {
        let (mut socket, _) = provider.accept().await.unwrap();
        socket.read_u8().await.unwrap()
    });

    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}/clinic.db", folder.path().display());
    let settings = [("DATABASE_URL", database.as_str()), ("LOTWISE_JWKS_URL", url.as_str()), ("LOTWISE_ISSUER", "id")];
    let program = lotwise(&["serve"], &settings);
    let ended = tokio::task::spawn_blocking(move || run(program)).await.unwrap();

    assert_eq!(asked.await.unwrap(), HANDSHAKE);
    let said = String::from_utf8_lossy(&ended.stderr);
    assert!(!ended.status.success() && said.contains(&url), "who has no keys does not serve: {said}");
}

/// A key of the books.
const BOOKS_KEY: &str = "the-key-of-the-books-for-proofs-of-settings-32-bytes";

/// Waits until the seals of a program's database are signed with [`BOOKS_KEY`].
async fn is_sealed_with_it(program: &Program) {
    let id = BooksKeys::from_text(BOOKS_KEY).unwrap().id().unwrap().to_owned();
    let site = json!({ "idempotencyKey": "1", "code": "denver", "name": "Denver", "timeZone": "America/Denver" });
    assert_eq!(program.refusals("createSite", site).await, []);
    let url = format!("sqlite://{}/clinic.db", program.folder.path().display());
    let settings = [("DATABASE_URL", url.as_str()), ("LOTWISE_BOOKS_KEY", BOOKS_KEY)];
    let is_signed = |_: &serde_json::Value| {
        let proved = run(lotwise(&["verify"], &settings));
        let said = String::from_utf8_lossy(&proved.stdout);
        proved.status.success() && said.contains(&format!("by {id}, a key of the books."))
    };
    program.comes_to("{ __typename }", is_signed).await;
}

#[tokio::test]
pub(super) async fn seals_are_signed_with_that_key() {
    let program = Program::with(&[("LOTWISE_BOOKS_KEY", BOOKS_KEY), ("LOTWISE_AUDIT_SEAL_SECONDS", "1")]);
    is_sealed_with_it(&program).await;
}

#[tokio::test]
pub(super) async fn seals_are_signed_with_the_key_in_that_file() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), BOOKS_KEY).unwrap();
    let settings = [("LOTWISE_BOOKS_KEY_FILE", file.path().to_str().unwrap()), ("LOTWISE_AUDIT_SEAL_SECONDS", "1")];
    is_sealed_with_it(&Program::with(&settings)).await;
}
