//! Tokens of an identity provider.

use std::path::Path;

use chrono::TimeDelta;
use jsonwebtoken::Algorithm;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::keys::{KeyPair, document, hmac};
use super::{Authenticator, Refused, claims, enter, noon, rules};
use crate::authentication::{IssueError, Jwks, JwksError, SetupError, Source};
use crate::config::TokenSettings;
use crate::rules::rights::Caller;

async fn door(keys: &[Value]) -> Authenticator {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("jwks.json");
    std::fs::write(&path, document(keys)).unwrap();
    Authenticator::with_provider(Jwks::load(Source::File(path)).await.unwrap(), rules())
}

async fn refused_document(text: &str) -> JwksError {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("jwks.json");
    std::fs::write(&path, text).unwrap();
    Jwks::load(Source::File(path)).await.unwrap_err()
}

#[tokio::test]
async fn tokens_of_each_kind_of_key_are_let_in() {
    let pairs = [KeyPair::rs256("r"), KeyPair::es256("e"), KeyPair::ed25519("d")];
    let door = door(&pairs.each_ref().map(KeyPair::public)).await;
    for pair in &pairs {
        assert_eq!(enter(&door, &pair.sign(&claims())).await.unwrap().subject, "ana", "{:?}", pair.algorithm);
    }
}

#[tokio::test]
async fn a_token_of_another_key_under_a_known_id_is_refused() {
    for (known, stranger) in [
        (KeyPair::rs256("key"), KeyPair::rs256("key")),
        (KeyPair::es256("key"), KeyPair::es256("key")),
        (KeyPair::ed25519("key"), KeyPair::ed25519("key")),
    ] {
        let door = door(&[known.public()]).await;
        assert_eq!(enter(&door, &stranger.sign(&claims())).await, Err(Refused::Signature), "{:?}", known.algorithm);
    }
}

#[tokio::test]
async fn a_public_key_can_not_be_used_as_a_shared_secret() {
    let pair = KeyPair::ed25519("key");
    let public = pair.public();
    let door = door(std::slice::from_ref(&public)).await;
    for secret in [public["x"].as_str().unwrap().to_owned(), public.to_string()] {
        let forged = hmac(Algorithm::HS256, secret.as_bytes(), &claims());
        assert_eq!(enter(&door, &forged).await, Err(Refused::Algorithm));
    }
}

#[tokio::test]
async fn a_key_is_used_with_its_own_algorithm_only() {
    let door = door(&[KeyPair::rs256("key").public()]).await;
    assert_eq!(enter(&door, &KeyPair::es256("key").sign(&claims())).await, Err(Refused::UnknownKey));
}

#[tokio::test]
async fn a_token_that_names_no_key_means_the_only_one() {
    let (one, two) = (KeyPair::es256("one"), KeyPair::es256("two"));
    let unnamed = one.sign_naming(None, &claims());
    assert!(enter(&door(&[one.public()]).await, &unnamed).await.is_ok());
    assert_eq!(enter(&door(&[one.public(), two.public()]).await, &unnamed).await, Err(Refused::UnknownKey));
}

#[tokio::test]
async fn keys_that_are_weak_or_for_something_else_are_left_out() {
    let mut for_encryption = KeyPair::es256("key").public();
    for_encryption["use"] = json!("enc");
    let mut of_another_algorithm = KeyPair::rs256("key").public();
    of_another_algorithm["alg"] = json!("PS256");
    let mut cut = KeyPair::ed25519("key").public();
    cut["x"] = json!("AAAA");
    let shared = json!({ "kty": "oct", "kid": "key", "k": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA" });
    for key in [for_encryption, of_another_algorithm, cut, shared, KeyPair::rsa("key", 1024).public()] {
        let refused = refused_document(&document(std::slice::from_ref(&key))).await;
        assert!(matches!(refused, JwksError::NoUsableKey), "{key}");
    }
}

#[tokio::test]
async fn a_broken_document_or_an_open_url_is_refused_at_the_start() {
    assert!(matches!(refused_document("<html>").await, JwksError::Document(_)));
    let missing = Source::File(Path::new("no-such-file.json").to_owned());
    assert!(matches!(Jwks::load(missing).await, Err(JwksError::File(..))));
    for url in ["http://id.example/keys", "ftp://localhost/keys", "keys"] {
        assert!(matches!(Source::url(url), Err(JwksError::Url(_))), "{url}");
    }
}

#[tokio::test]
async fn where_a_provider_issues_tokens_the_service_does_not() {
    let door = door(&[KeyPair::es256("key").public()]).await;
    let caller = Caller { subject: "ana".to_owned(), client: None, grants: vec![], scopes: [].into() };
    assert!(matches!(door.issue(&caller, TimeDelta::days(1), noon()), Err(IssueError::NoLocalKey)));
}

#[tokio::test]
async fn a_new_key_of_the_provider_is_found_and_a_withdrawn_one_is_gone() {
    let (old, new) = (KeyPair::es256("old"), KeyPair::es256("new"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("jwks.json");
    std::fs::write(&path, document(&[old.public()])).unwrap();
    let door = Authenticator::with_provider(Jwks::load(Source::File(path.clone())).await.unwrap(), rules());
    std::fs::write(&path, document(&[new.public()])).unwrap();

    assert!(enter(&door, &new.sign(&claims())).await.is_ok());
    assert_eq!(enter(&door, &old.sign(&claims())).await, Err(Refused::UnknownKey));
}

#[tokio::test]
async fn unknown_keys_make_us_ask_the_provider_only_now_and_then() {
    let (old, new) = (KeyPair::es256("old"), KeyPair::es256("new"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("jwks.json");
    std::fs::write(&path, document(&[old.public()])).unwrap();
    let keys = Jwks::load(Source::File(path.clone())).await.unwrap();
    let find = async |seconds| keys.find(Some("new"), Algorithm::ES256, noon() + TimeDelta::seconds(seconds)).await;

    assert!(find(0).await.is_err(), "the provider was asked");
    std::fs::write(&path, document(&[new.public()])).unwrap();
    assert!(find(29).await.is_err(), "it was asked a moment ago");
    assert!(find(30).await.is_ok());
}

#[tokio::test]
async fn the_keys_stay_as_they_were_while_the_provider_is_away() {
    let pair = KeyPair::es256("key");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("jwks.json");
    std::fs::write(&path, document(&[pair.public()])).unwrap();
    let door = Authenticator::with_provider(Jwks::load(Source::File(path.clone())).await.unwrap(), rules());
    std::fs::remove_file(&path).unwrap();

    assert_eq!(enter(&door, &KeyPair::es256("new").sign(&claims())).await, Err(Refused::UnknownKey));
    assert!(enter(&door, &pair.sign(&claims())).await.is_ok());
}

#[tokio::test]
async fn keys_are_fetched_from_a_url() {
    let pair = KeyPair::ed25519("key");
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/keys", listener.local_addr().unwrap());
    let body = document(&[pair.public()]);
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut head = [0; 1024];
        assert!(socket.read(&mut head).await.unwrap() > 0);
        let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len());
        socket.write_all(answer.as_bytes()).await.unwrap();
    });
    let keys = Jwks::load(Source::url(&url).unwrap()).await.unwrap();
    assert!(enter(&Authenticator::with_provider(keys, rules()), &pair.sign(&claims())).await.is_ok());
}

fn settings() -> TokenSettings {
    TokenSettings { jwks_file: None, jwks_url: None, signing_key: None, issuer: None, audience: "lotwise".to_owned() }
}

#[tokio::test]
async fn on_postgresql_a_key_must_be_configured() {
    let open = |settings| async move {
        Authenticator::from_settings(&settings, TimeDelta::zero(), "postgres://localhost/lotwise").await
    };
    assert!(matches!(open(settings()).await, Err(SetupError::NoKey)));
    let signing_key = Some("0123456789abcdef0123456789abcdef".to_owned());
    assert!(open(TokenSettings { signing_key, ..settings() }).await.is_ok());
    let jwks_file = Some("jwks.json".into());
    assert!(matches!(open(TokenSettings { jwks_file, ..settings() }).await, Err(SetupError::NoIssuer)));
}
