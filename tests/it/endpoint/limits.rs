//! Requests that ask for too much, too long, or fail inside.

use std::fmt::Write;
use std::time::{Duration, Instant};

use serde_json::json;

use super::service::Service;

/// Fragments of which each names the next twice.
fn bomb(count: usize) -> String {
    let mut text = "{ this { ...f0 } }".to_owned();
    for index in 0..count {
        let next = index + 1;
        write!(text, "fragment f{index} on Query{{...f{next} ...f{next}}}").unwrap();
    }
    write!(text, "fragment f{count} on Query{{__typename}}").unwrap();
    text
}

#[tokio::test]
async fn a_bomb_of_fragments_is_refused_before_it_goes_off() {
    let service = Service::start().await;
    for (document, code) in [
        (bomb(20), "TOO_COMPLEX"),
        (bomb(90), "TOO_COMPLEX"),
        ("{ ...a } fragment a on Query { this { ...a } }".to_owned(), "TOO_COMPLEX"),
        (format!("{{ {} }}", "__typename ".repeat(21)), "TOO_COMPLEX"),
        (format!("{{ this {{ {} }} }}", "__typename ".repeat(2001)), "TOO_COMPLEX"),
        (
            format!("{{ this {{ {} }} }}", (0..101).map(|n| format!("a{n}: __typename ")).collect::<String>()),
            "TOO_COMPLEX",
        ),
        ("[".repeat(60_000), "TOO_COMPLEX"),
        (format!("{{ echo(text: {} ) }}", "[".repeat(60_000)), "TOO_COMPLEX"),
        ("{ this ".repeat(9_000), "TOO_COMPLEX"),
        (format!("{{ __typename {} }}", "# padding\n".repeat(7_000)), "TOO_COMPLEX"),
    ] {
        let started = Instant::now();
        let answer = service.ask(&document).await;
        assert_eq!((answer.status, answer.code()), (400, code), "{}", &document[..40]);
        assert!(started.elapsed() < Duration::from_secs(2), "{:?} {}", started.elapsed(), &document[..40]);
    }
}

#[tokio::test]
async fn the_introspection_of_common_tools_fits_into_the_limits() {
    let service = Service::start().await;
    let answer = service.ask(include_str!("introspection.graphql")).await;
    assert_eq!(answer.status, 200, "{:?}", answer.body);
    assert_eq!(answer.body["data"]["__schema"]["queryType"]["name"], "Query");
}

#[tokio::test]
async fn a_body_is_read_only_so_far() {
    let service = Service::start_with("--max-body-bytes 1000").await;
    let body =
        |size: usize| json!({ "query": "{ __typename }", "extensions": { "padding": "a".repeat(size) } }).to_string();
    let send = async |body: reqwest::Body| {
        service.send(service.post().header("content-type", "application/json").body(body)).await
    };
    assert_eq!(send(body(900).into()).await.status, 200);
    let declared = send(body(1000).into()).await;
    assert_eq!((declared.status, declared.header("connection")), (413, "close"));
}

#[tokio::test]
async fn batches_are_not_taken() {
    let service = Service::start().await;
    for batch in [json!([{ "query": "{ __typename }" }]), json!(["{ __typename }", null, null, null])] {
        let answer = service.send(service.post().json(&batch)).await;
        assert_eq!(answer.status, 400);
        assert!(answer.message().contains("one by one"), "{}", answer.message());
    }
}

#[tokio::test]
async fn a_query_is_cut_off_at_its_time_limit() {
    let service = Service::start_with("--read-time-limit-seconds 1").await;
    let started = Instant::now();
    let answer = service.ask("{ slow(milliseconds: 60000) }").await;
    assert_eq!((answer.status, answer.code()), (503, "UNAVAILABLE"));
    assert!(started.elapsed() < Duration::from_secs(10));
    assert!(answer.body.get("data").is_none());
}

#[tokio::test]
async fn a_mutation_is_not_cut_off() {
    let service = Service::start_with("--read-time-limit-seconds 1").await;
    let answer = service.ask("mutation { mark(milliseconds: 1500) }").await;
    assert_eq!((answer.status, &answer.body), (200, &json!({ "data": { "mark": true } })));
    assert_eq!(service.marks.done(), 1);
}

#[tokio::test]
async fn the_cause_of_a_failure_is_not_told() {
    let service = Service::start().await;
    let answer = service.ask("{ failing refused }").await;
    let text = answer.body.to_string();
    assert!(!text.contains("swordfish"), "{text}");
    assert_eq!(answer.code(), "INTERNAL");
    assert_eq!(answer.body["errors"][0]["path"], json!(["failing"]));
    let id = answer.header("x-request-id");
    assert_eq!(answer.body["errors"][0]["extensions"]["requestId"], id);
    assert!(answer.message().contains(id));
    assert!(text.contains("there is no such site"), "what a resolver says to the client is told");
}

#[tokio::test]
async fn a_panic_ends_one_request_and_no_other() {
    let service = Service::start().await;
    let query = service.ask("{ panicking }").await;
    assert_eq!(query.status, 500);
    assert!(!query.header("x-request-id").is_empty());
    let mutation = service.ask("mutation { panicking }").await;
    assert_eq!((mutation.status, mutation.code()), (500, "INTERNAL"));
    assert_eq!(service.ask("{ __typename }").await.status, 200);
}
