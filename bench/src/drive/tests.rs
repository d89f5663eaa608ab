//! A service of a few lines stands in for the real one.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::convert::Infallible;

use hyper::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1::Builder;
use hyper::service::service_fn;
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use super::*;

/// Answers each request with its own body, and tells what was asked.
async fn echo() -> (Service, mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (asked, received) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let asked = asked.clone();
            let answer = service_fn(move |request: Request<Incoming>| {
                let asked = asked.clone();
                async move {
                    assert_eq!(request.headers()[AUTHORIZATION], "Bearer a.b.c");
                    let body = request.into_body().collect().await.unwrap().to_bytes();
                    asked.send(String::from_utf8(body.to_vec()).unwrap()).unwrap();
                    Ok::<_, Infallible>(Response::new(Full::new(body)))
                }
            });
            tokio::spawn(Builder::new().serve_connection(TokioIo::new(stream), answer));
        }
    });
    (Service { address, token: "a.b.c".to_owned() }, received)
}

#[tokio::test]
async fn eight_clients_send_every_request_once() {
    let (service, mut asked) = echo().await;
    let requests: Vec<Bytes> = (0..100).map(|number| format!(r#"{{"data":{{"number":{number}}}}}"#).into()).collect();
    let run = service.drive(&requests, 8).await.unwrap();
    assert_eq!((run.latencies.count(), run.refused, run.first_refusal), (100, 0, None));
    assert!(run.elapsed >= run.latencies.percentile(100));
    let mut received: Vec<_> = std::iter::from_fn(|| asked.try_recv().ok()).collect();
    received.sort_unstable();
    let mut sent: Vec<_> = requests.iter().map(|body| String::from_utf8(body.to_vec()).unwrap()).collect();
    sent.sort_unstable();
    assert_eq!(received, sent);
}

#[tokio::test]
async fn what_the_business_refuses_is_counted_and_shown() {
    let (service, _asked) = echo().await;
    let done = r#"{"data":{"recordUsage":{"usage":{"id":"1"},"userErrors":[]}}}"#;
    let refused = r#"{"data":{"recordUsage":{"usage":null,"userErrors":[{"code":"INVALID"}]}}}"#;
    let failed = r#"{"data":null,"errors":[{"message":"no"}]}"#;
    let run = service.drive(&[done, refused, failed].map(Bytes::from), 1).await.unwrap();
    assert_eq!((run.latencies.count(), run.refused), (3, 2));
    assert!(run.first_refusal.unwrap().contains("INVALID"));
}

#[tokio::test]
async fn without_a_service_there_is_no_measurement() {
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let service = Service { address: free, token: String::new() };
    service.drive(&[Bytes::from("{}")], 1).await.unwrap_err();
}

#[test]
fn a_name_that_looks_like_an_error_is_none() {
    let answer = r#"{"data":{"product":{"name":"\"errors\":[ \"userErrors\":[{"}}}"#;
    assert_eq!(refusal(StatusCode::OK, answer.as_bytes()), None);
    assert!(refusal(StatusCode::UNAUTHORIZED, answer.as_bytes()).is_some());
}
