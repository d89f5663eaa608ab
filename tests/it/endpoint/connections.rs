//! Clients that dawdle or leave, and a service that stops.

use std::time::{Duration, Instant};

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::service::Service;

/// Reads until the other end closes, and says how long that took.
async fn closed_after(socket: &mut TcpStream) -> (Duration, String) {
    let started = Instant::now();
    let mut answer = Vec::new();
    let closed = tokio::time::timeout(Duration::from_secs(30), socket.read_to_end(&mut answer)).await;
    // A reset closes as well.
    let _ = closed.expect("the service never closed the connection");
    (started.elapsed(), String::from_utf8_lossy(&answer).into_owned())
}

fn head(service: &Service, length: usize) -> String {
    format!(
        "POST /graphql HTTP/1.1\r\nhost: test\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n",
        service.token
    )
}

#[tokio::test]
async fn a_client_that_sends_its_head_too_slowly_is_cut_off() {
    let service = Service::start_with("--header-timeout-seconds 1").await;
    let mut socket = TcpStream::connect(service.address).await.unwrap();
    socket.write_all(b"POST /graphql HTTP/1.1\r\nhost: te").await.unwrap();
    let (after, _) = closed_after(&mut socket).await;
    assert!(after < Duration::from_secs(10), "{after:?}");
}

#[tokio::test]
async fn a_client_that_says_nothing_is_cut_off() {
    let service = Service::start_with("--header-timeout-seconds 1").await;
    let mut socket = TcpStream::connect(service.address).await.unwrap();
    let (after, _) = closed_after(&mut socket).await;
    assert!(after < Duration::from_secs(10), "{after:?}");
}

#[tokio::test]
async fn a_client_that_sends_its_body_too_slowly_is_cut_off() {
    let service = Service::start_with("--body-timeout-seconds 1").await;
    let mut socket = TcpStream::connect(service.address).await.unwrap();
    socket.write_all((head(&service, 100) + "{").as_bytes()).await.unwrap();
    let (after, answer) = closed_after(&mut socket).await;
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(after < Duration::from_secs(10), "{after:?}");
}

#[tokio::test]
async fn a_body_that_does_not_say_its_length_is_bounded_too() {
    let service = Service::start_with("--max-body-bytes 1000").await;
    let mut socket = TcpStream::connect(service.address).await.unwrap();
    let head = head(&service, 0).replace("content-length: 0", "transfer-encoding: chunked");
    socket.write_all(head.as_bytes()).await.unwrap();
    let chunk = format!("400\r\n{{{}\r\n", " ".repeat(1023));
    socket.write_all(chunk.as_bytes()).await.unwrap();
    let (_, answer) = closed_after(&mut socket).await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
}

#[tokio::test]
async fn more_connections_than_allowed_wait_for_room() {
    let service = Service::start_with("--max-connections 1 --header-timeout-seconds 1").await;
    let _first = TcpStream::connect(service.address).await.unwrap();
    // The first says nothing and is cut off; then there is room.
    let answer = service.ask("{ __typename }").await;
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn a_mutation_is_finished_for_clients_that_hang_up() {
    let service = Service::start().await;
    let body = json!({ "query": "mutation { mark(milliseconds: 200) }" }).to_string();
    for count in 1..=20 {
        let mut socket = TcpStream::connect(service.address).await.unwrap();
        socket.write_all((head(&service, body.len()) + &body).as_bytes()).await.unwrap();
        service.marks.begun(count).await;
        drop(socket);
    }
    let marks = service.marks.clone();
    service.stop().await.unwrap();
    assert_eq!(marks.done(), 20, "the service ended only after them");
}

#[tokio::test]
async fn the_stop_lets_requests_in_progress_end_and_takes_no_new_ones() {
    let service = Service::start().await;
    let address = service.address;
    let (slow, marking) = (service.post(), service.post());
    let slow = tokio::spawn(slow.json(&json!({ "query": "{ slow(milliseconds: 800) }" })).send());
    let marking = tokio::spawn(marking.json(&json!({ "query": "mutation { mark(milliseconds: 800) }" })).send());
    service.marks.begun(2).await;
    let serving = service.stop();
    serving.await.unwrap();
    assert!(TcpStream::connect(address).await.is_err());
    for answer in [slow, marking] {
        let answer = answer.await.unwrap().unwrap();
        assert_eq!(answer.status(), 200);
        assert!(answer.text().await.unwrap().contains("data"));
    }
}

#[tokio::test]
async fn requests_that_do_not_end_do_not_keep_the_service_from_stopping() {
    let service = Service::start_with("--drain-seconds 1").await;
    let slow = service.post().json(&json!({ "query": "{ slow(milliseconds: 60000) }" }));
    let slow = tokio::spawn(slow.send());
    service.marks.begun(1).await;
    let started = Instant::now();
    service.stop().await.unwrap();
    assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());
    slow.abort();
}
