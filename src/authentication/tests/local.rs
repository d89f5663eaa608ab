//! Tokens of the deployment's own key.

use std::collections::BTreeSet;
use std::fs;
use std::thread;

use chrono::TimeDelta;
use jsonwebtoken::Algorithm;
use serde_json::{Value, json};

use super::keys::{KeyPair, hmac};
use super::{Authenticator, Refused, claims, claims_with, enter, noon, rules};
use crate::authentication::{LocalKey, LocalKeyError};
use crate::rules::rights::{Caller, Grant, Right, Role, SiteScope};

const SECRET: &str = "a text of at least thirty-two bytes, for tests";

fn door() -> Authenticator {
    Authenticator::with_local_key(LocalKey::from_secret(SECRET).unwrap(), rules())
}

async fn enter_with(claims: &Value) -> Result<Caller, Refused> {
    enter(&door(), &hmac(Algorithm::HS256, SECRET.as_bytes(), claims)).await
}

#[tokio::test]
async fn an_issued_token_brings_back_the_caller_it_was_issued_for() {
    let caller = Caller {
        subject: "ana".to_owned(),
        client: Some("chart-app".to_owned()),
        grants: vec![
            Grant { role: Role::Manager, sites: SiteScope::All },
            Grant { role: Role::Nurse, sites: SiteScope::Codes(["north".to_owned(), "south".to_owned()].into()) },
        ],
        scopes: BTreeSet::from(["usage:write".to_owned()]),
    };
    let token = door().issue(&caller, TimeDelta::days(1), noon()).unwrap();
    assert_eq!(enter(&door(), &token).await, Ok(caller));
}

#[tokio::test]
async fn the_claims_say_who_calls_through_what_and_with_which_rights() {
    let caller = enter_with(&claims()).await.unwrap();
    assert_eq!((caller.subject.as_str(), caller.client.as_deref()), ("ana", Some("chart-app")));
    assert!(caller.may(Right::RecordUsage, "north"));
    assert!(!caller.may(Right::RecordUsage, "south"));
}

#[tokio::test]
async fn the_person_is_the_actor_where_a_program_acts_for_one() {
    let caller = enter_with(&claims_with("act", json!({ "sub": "kim" }))).await.unwrap();
    assert_eq!(caller.subject, "kim");
}

#[tokio::test]
async fn the_program_may_be_named_as_client_id_too() {
    let mut claims = claims_with("azp", Value::Null);
    claims["client_id"] = json!("till");
    assert_eq!(enter_with(&claims).await.unwrap().client.as_deref(), Some("till"));
}

#[tokio::test]
async fn a_token_without_roles_is_let_in_and_may_do_nothing() {
    let caller = enter_with(&claims_with("lotwise", Value::Null)).await.unwrap();
    assert!(Right::ALL.into_iter().all(|right| !caller.may_somewhere(right)));
}

#[tokio::test]
async fn each_wrong_claim_is_refused_with_its_reason() {
    let an_hour_ago = noon() - TimeDelta::hours(1);
    let in_an_hour = noon() + TimeDelta::hours(1);
    let missing = |claim: &str| Refused::MissingClaim(claim.to_owned());
    for (claim, value, refused) in [
        ("iss", json!("https://elsewhere.example"), Refused::Issuer),
        ("iss", Value::Null, missing("iss")),
        ("aud", json!("billing"), Refused::Audience),
        ("aud", json!(["billing", "charts"]), Refused::Audience),
        ("aud", Value::Null, missing("aud")),
        ("exp", json!(an_hour_ago.timestamp()), Refused::Expired(an_hour_ago)),
        ("exp", Value::Null, missing("exp")),
        ("nbf", json!(in_an_hour.timestamp()), Refused::NotYetValid(in_an_hour)),
        ("sub", Value::Null, missing("sub")),
        ("sub", json!(" "), Refused::BadClaim("sub")),
        ("sub", json!("ana\n2026 admin logged in"), Refused::BadClaim("sub")),
        ("sub", json!("a".repeat(256)), Refused::BadClaim("sub")),
        ("lotwise", json!({ "JANITOR": ["*"] }), Refused::BadClaim("lotwise")),
        ("lotwise", json!(["NURSE"]), Refused::Malformed),
        ("exp", json!("soon"), Refused::Malformed),
    ] {
        let outcome = enter_with(&claims_with(claim, value.clone())).await;
        assert_eq!(outcome, Err(refused), "{claim} = {value}");
    }
}

#[tokio::test]
async fn one_audience_of_several_is_enough() {
    assert!(enter_with(&claims_with("aud", json!(["billing", "lotwise"]))).await.is_ok());
}

#[tokio::test]
async fn times_are_judged_with_the_allowed_clock_skew_and_no_more() {
    let second = |offset: i64| json!(noon().timestamp() + offset);
    assert!(enter_with(&claims_with("exp", second(-59))).await.is_ok());
    assert!(enter_with(&claims_with("exp", second(-60))).await.is_err());
    assert!(enter_with(&claims_with("nbf", second(60))).await.is_ok());
    assert!(enter_with(&claims_with("nbf", second(61))).await.is_err());
    assert!(enter_with(&claims_with("exp", json!(1e300))).await.is_ok(), "the far future is not the past");
    assert!(enter_with(&claims_with("exp", json!(-5))).await.is_err());
}

#[tokio::test]
async fn a_token_without_a_signature_is_refused() {
    let signed = hmac(Algorithm::HS256, SECRET.as_bytes(), &claims());
    let (_, rest) = signed.split_once('.').unwrap();
    let (payload, _) = rest.rsplit_once('.').unwrap();
    // {"alg":"none","typ":"JWT"}
    let unsigned = format!("eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{payload}.");
    assert_eq!(enter(&door(), &unsigned).await, Err(Refused::Malformed));
}

#[tokio::test]
async fn another_key_or_algorithm_or_a_changed_payload_is_refused() {
    let other_key = hmac(Algorithm::HS256, b"another text of at least thirty-two bytes", &claims());
    assert_eq!(enter(&door(), &other_key).await, Err(Refused::Signature));
    let other_hash = hmac(Algorithm::HS512, SECRET.as_bytes(), &claims());
    assert_eq!(enter(&door(), &other_hash).await, Err(Refused::Algorithm));
    let key_pair = KeyPair::ed25519("key").sign(&claims());
    assert_eq!(enter(&door(), &key_pair).await, Err(Refused::Algorithm));

    let nurse = hmac(Algorithm::HS256, SECRET.as_bytes(), &claims());
    let admin = hmac(Algorithm::HS256, SECRET.as_bytes(), &claims_with("lotwise", json!({ "ADMIN": ["*"] })));
    let (_, admin) = admin.split_once('.').unwrap();
    let (header, signature) = (nurse.split_once('.').unwrap().0, nurse.rsplit_once('.').unwrap().1);
    let mixed = format!("{header}.{}.{signature}", admin.rsplit_once('.').unwrap().0);
    assert_eq!(enter(&door(), &mixed).await, Err(Refused::Signature));
}

#[tokio::test]
async fn what_is_no_bearer_token_is_refused() {
    let door = door();
    for (header, refused) in [
        (None, Refused::Missing),
        (Some(""), Refused::NotBearer),
        (Some("Bearer"), Refused::NotBearer),
        (Some("Bearer  "), Refused::NotBearer),
        (Some("Basic YW5hOmFuYQ=="), Refused::NotBearer),
        (Some("Bearer ana"), Refused::Malformed),
        (Some("Bearer a.b.c"), Refused::Malformed),
        (Some("Bearer é.é.é"), Refused::Malformed),
    ] {
        assert_eq!(door.authenticate(header, noon()).await, Err(refused), "{header:?}");
    }
    let token = hmac(Algorithm::HS256, SECRET.as_bytes(), &claims());
    assert!(door.authenticate(Some(&format!("bearer  {token}")), noon()).await.is_ok(), "the scheme's case is free");
}

#[test]
fn a_key_that_could_be_guessed_is_refused() {
    assert!(matches!(LocalKey::from_secret("secret"), Err(LocalKeyError::TooShort(6))));
}

#[tokio::test]
async fn processes_that_start_together_agree_on_one_key() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lotwise.key");
    let keys: Vec<LocalKey> = thread::scope(|scope| {
        let starting: Vec<_> = (0..8).map(|_| scope.spawn(|| LocalKey::from_file(&path).unwrap())).collect();
        starting.into_iter().map(|process| process.join().unwrap()).collect()
    });
    let caller = Caller { subject: "ana".to_owned(), client: None, grants: vec![], scopes: BTreeSet::new() };
    let doors: Vec<_> = keys.into_iter().map(|key| Authenticator::with_local_key(key, rules())).collect();
    let token = doors[0].issue(&caller, TimeDelta::hours(1), noon()).unwrap();
    for door in &doors {
        assert!(enter(door, &token).await.is_ok());
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no draft is left");
}

#[cfg(unix)]
#[test]
fn the_key_file_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lotwise.key");
    LocalKey::from_file(&path).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    assert!(matches!(LocalKey::from_file(&path), Err(LocalKeyError::Exposed(_))));
}
