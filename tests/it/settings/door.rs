//! The settings of the door. Limits of time are told apart by which of two ends first, never by a clock.

use std::io::ErrorKind;

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::program::Program;

#[tokio::test]
pub(super) async fn it_listens_where_it_was_told() {
    let program = Program::with(&[("LOTWISE_LISTEN", "127.0.0.2:0")]);
    assert_eq!(program.address().ip().to_string(), "127.0.0.2");
    assert_eq!(program.asks("{ __typename }", json!({})).await.0, 200);
}

#[tokio::test]
pub(super) async fn pages_of_that_origin_may_call() {
    let program = Program::with(&[("LOTWISE_ALLOWED_ORIGINS", "https://app.example.com")]);
    for (origin, allowed) in [("https://app.example.com", true), ("https://other.example.com", false)] {
        let request = program.request("{ __typename }", json!({})).header("origin", origin);
        let response = request.send().await.unwrap();
        let header = response.headers().get("access-control-allow-origin");
        assert_eq!(header.is_some_and(|header| header == origin), allowed, "{origin}");
    }
}

#[tokio::test]
pub(super) async fn one_connection_more_waits_for_room() {
    let cases = [("1", "1", true), ("2", "60", false)];
    for (connections, header_seconds, waits) in cases {
        let program = Program::with(&[
            ("LOTWISE_MAX_CONNECTIONS", connections),
            ("LOTWISE_HEADER_TIMEOUT_SECONDS", header_seconds),
        ]);
        let silent = TcpStream::connect(program.address()).await.unwrap();
        assert_eq!(program.asks("{ __typename }", json!({})).await.0, 200);
        assert_eq!(is_closed(&silent), waits, "with {connections} connections");
    }
}

#[tokio::test]
pub(super) async fn who_says_nothing_is_cut_off_by_that_limit() {
    assert_eq!(who_is_cut_off_first("1", "5").await, "silent");
}

#[tokio::test]
pub(super) async fn who_sends_half_a_body_is_cut_off_by_that_limit() {
    assert_eq!(who_is_cut_off_first("5", "1").await, "slow");
}

#[tokio::test]
pub(super) async fn a_stop_waits_that_long_for_requests() {
    for (drain_seconds, answered) in [("30", true), ("0", false)] {
        let mut program =
            Program::with(&[("LOTWISE_DRAIN_SECONDS", drain_seconds), ("LOTWISE_BODY_TIMEOUT_SECONDS", "3")]);
        let mut slow = half_a_request(&program).await;
        // It was taken: one that comes after it is answered.
        assert_eq!(program.asks("{ __typename }", json!({})).await.0, 200);

        let stopping = tokio::task::spawn_blocking(move || program.service.stop());
        let mut answer = Vec::new();
        // A reset is no answer either.
        let _ = slow.read_to_end(&mut answer).await;
        stopping.await.unwrap();
        assert_eq!(answer.starts_with(b"HTTP/1.1 408"), answered, "{drain_seconds} s: {answer:?}");
    }
}

/// Two clients that dawdle: one says nothing, one sends half a body. Which of the two the program cuts off first.
async fn who_is_cut_off_first(header_seconds: &str, body_seconds: &str) -> &'static str {
    let program = Program::with(&[
        ("LOTWISE_HEADER_TIMEOUT_SECONDS", header_seconds),
        ("LOTWISE_BODY_TIMEOUT_SECONDS", body_seconds),
    ]);
    let mut silent = TcpStream::connect(program.address()).await.unwrap();
    let mut slow = half_a_request(&program).await;

    let mut byte = [0];
    let mut other_byte = [0];
    tokio::select! {
        _ = silent.read(&mut byte) => "silent",
        _ = slow.read(&mut other_byte) => "slow",
    }
}

/// A request whose body does not come to its end.
async fn half_a_request(program: &Program) -> TcpStream {
    let head = format!(
        "POST /graphql HTTP/1.1\r\nhost: test\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\n\
         content-length: 100\r\n\r\n{{",
        program.token
    );
    let mut socket = TcpStream::connect(program.address()).await.unwrap();
    socket.write_all(head.as_bytes()).await.unwrap();
    socket
}

/// Whether the other end has closed it by now.
fn is_closed(socket: &TcpStream) -> bool {
    match socket.try_read(&mut [0]) {
        Ok(read) => read == 0,
        Err(error) => error.kind() != ErrorKind::WouldBlock,
    }
}
