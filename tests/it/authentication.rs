//! Who is let in, over HTTP: nothing of the API is served without a good token.

mod program;

use chrono::{TimeDelta, Utc};
use lotwise::authentication::{Authenticator, Jwks, Source, TokenRules};
use lotwise::rules::rights::Caller;
use serde_json::json;

use crate::endpoint::service::{Answer, Service, client, door};

async fn ask_with(service: &Service, authorization: Option<&str>) -> Answer {
    let request = client().post(service.url("/graphql")).json(&json!({ "query": "{ caller }" }));
    let request = match authorization {
        Some(authorization) => request.header("authorization", authorization),
        None => request,
    };
    service.send(request).await
}

#[tokio::test]
async fn a_good_token_says_who_calls() {
    let service = Service::start().await;
    let answer = ask_with(&service, Some(&format!("Bearer {}", service.token))).await;
    assert_eq!((answer.status, &answer.body["data"]["caller"]), (200, &json!("ana through chart-app")));
}

#[tokio::test]
async fn without_a_token_the_answer_says_that_one_is_needed() {
    let service = Service::start().await;
    let answer = ask_with(&service, None).await;
    assert_eq!((answer.status, answer.code()), (401, "UNAUTHENTICATED"));
    assert_eq!(answer.header("www-authenticate"), "Bearer realm=\"lotwise\"");
    assert!(answer.body.get("data").is_none());
}

#[tokio::test]
async fn a_bad_token_is_refused_with_its_reason() {
    let service = Service::start().await;
    let caller = Caller { subject: "ana".to_owned(), client: None, grants: vec![], scopes: [].into() };
    let expired = door().issue(&caller, TimeDelta::minutes(1), Utc::now() - TimeDelta::hours(1)).unwrap();
    let (head, _) = service.token.rsplit_once('.').unwrap();
    let forged = format!("{head}.{}", expired.rsplit_once('.').unwrap().1);
    for (authorization, reason) in [
        (format!("Bearer {expired}"), "the token expired at"),
        (format!("Bearer {forged}"), "the signature of the token is wrong"),
        ("Bearer nonsense".to_owned(), "the token is not a signed JWT"),
        ("Basic YW5hOmFuYQ==".to_owned(), "the Authorization header must be Bearer and a token"),
    ] {
        let answer = ask_with(&service, Some(&authorization)).await;
        assert_eq!((answer.status, answer.code()), (401, "UNAUTHENTICATED"), "{reason}");
        assert!(answer.message().starts_with(reason), "{}", answer.message());
        assert!(answer.header("www-authenticate").contains("error=\"invalid_token\""));
        assert!(answer.header("www-authenticate").contains(reason));
    }
}

#[tokio::test]
async fn introspection_and_urls_need_a_token_too() {
    let service = Service::start().await;
    assert_eq!(
        service.get("/graphql?query=%7B__schema%7BqueryType%7Bname%7D%7D%7D").send().await.unwrap().status(),
        401
    );
    let introspection = client().post(service.url("/graphql")).json(&json!({ "query": "{ __typename }" }));
    assert_eq!(service.send(introspection).await.status, 401);
}

#[tokio::test]
async fn who_has_no_token_is_refused_before_the_body_is_read() {
    let service = Service::start_with("--max-body-bytes 10").await;
    let request = client().post(service.url("/graphql")).body("a".repeat(1000));
    assert_eq!(service.send(request).await.status, 401);
}

#[tokio::test]
async fn with_an_identity_provider_our_own_tokens_are_worth_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("jwks.json");
    // The example key of RFC 8037, appendix A.
    let key = json!({ "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" });
    std::fs::write(&path, json!({ "keys": [key] }).to_string()).unwrap();
    let rules = TokenRules { issuer: "id".to_owned(), audience: "lotwise".to_owned(), clock_skew: TimeDelta::zero() };
    let provider = Authenticator::with_provider(Jwks::load(Source::File(path)).await.unwrap(), rules);
    let service = Service::start_behind(provider, "", true).await;
    let answer = ask_with(&service, Some(&format!("Bearer {}", service.token))).await;
    assert_eq!((answer.status, answer.code()), (401, "UNAUTHENTICATED"));
}
