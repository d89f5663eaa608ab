//! What clients send and get beside the document: ids, origins, compression.

use reqwest::Method;

use super::service::{Answer, Service};

#[tokio::test]
async fn a_request_keeps_the_id_that_the_client_gave_if_it_is_one() {
    let service = Service::start().await;
    let ask = async |id: &str| {
        let request = service.post().header("x-request-id", id).json(&serde_json::json!({ "query": "{ __typename }" }));
        service.send(request).await.header("x-request-id").to_owned()
    };
    assert_eq!(ask("till-7:42").await, "till-7:42");
    for bad in ["two words", "", "<script>", &"a".repeat(65)] {
        assert_ne!(ask(bad).await, bad);
    }
}

#[tokio::test]
async fn answers_are_kept_by_nobody() {
    let service = Service::start().await;
    let answer = service.ask("{ __typename }").await;
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"));
}

async fn from_origin(service: &Service, method: Method, origin: &str) -> Answer {
    let request = crate::endpoint::service::client().request(method, service.url("/graphql")).header("origin", origin);
    service.send(request.header("access-control-request-method", "POST")).await
}

#[tokio::test]
async fn pages_of_the_allowed_origins_may_call_and_others_may_not() {
    let service = Service::start_with("--allowed-origins https://app.example,https://till.example").await;
    for origin in ["https://app.example", "https://till.example"] {
        let preflight = from_origin(&service, Method::OPTIONS, origin).await;
        assert_eq!((preflight.status, preflight.header("access-control-allow-origin")), (204, origin));
        assert!(preflight.header("access-control-allow-headers").contains("authorization"));
        let refused = from_origin(&service, Method::POST, origin).await;
        assert_eq!((refused.status, refused.header("access-control-allow-origin")), (401, origin));
        assert!(refused.header("vary").contains("origin"));
    }
    for method in [Method::OPTIONS, Method::POST] {
        let stranger = from_origin(&service, method, "https://app.example.evil").await;
        assert_eq!(stranger.header("access-control-allow-origin"), "");
        assert!(stranger.status >= 400);
    }
}

#[tokio::test]
async fn without_allowed_origins_no_page_elsewhere_may_call() {
    let service = Service::start().await;
    let answer = from_origin(&service, Method::OPTIONS, "https://app.example").await;
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (405, ""));
}

#[tokio::test]
async fn long_answers_are_compressed_for_who_takes_it() {
    let service = Service::start().await;
    let ask = async |letters: usize, encoding: &str| {
        let body = serde_json::json!({ "query": "query ($text: String!) { echo(text: $text) }", "variables": { "text": "a".repeat(letters) } });
        let response = service.post().header("accept-encoding", encoding).json(&body).send().await.unwrap();
        let encoded = response.headers().get("content-encoding").is_some_and(|value| value == "gzip");
        (encoded, response.bytes().await.unwrap().len())
    };
    let (encoded, length) = ask(10_000, "gzip, br").await;
    assert!(encoded && length < 1_000, "{length}");
    let (encoded, length) = ask(10_000, "br").await;
    assert!(!encoded && length > 10_000);
    assert!(!ask(100, "gzip").await.0, "short answers are sent as they are");
}
