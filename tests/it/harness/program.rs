//! That a test learns what the real program did: where it listens, why it did not start, and whether it answered in full.

use std::process::Command;

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::client::Client;
use crate::process::{Service, lotwise, run};

#[test]
fn the_program_runs_with_the_settings_of_the_test_alone() {
    let output = run(lotwise(&["--version"], &[]));
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn a_service_is_killed_and_started_again() {
    let mut service = Service::start(shell("echo started >&2; echo listening on http://127.0.0.1:1; exec sleep 60"));
    assert_eq!(service.url(), "http://127.0.0.1:1");
    service.kill();
    service.restart();
    assert!(!service.stop().success());
    assert_eq!(service.logged(), "started\nstarted\n");
}

#[test]
#[should_panic(expected = "no such cupboard")]
fn a_service_that_does_not_start_says_why() {
    Service::start(shell("echo no such cupboard >&2; exit 1"));
}

#[tokio::test]
async fn a_client_signs_in_and_takes_the_data() {
    let body = r#"{"data":{"viewer":{"subject":"nurse"}}}"#;
    let (url, request) = answering(&format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len())).await;
    let data = Client::new(&url, "a.b.c").data("{ viewer { subject } }", json!({})).await;
    assert_eq!(data["viewer"]["subject"], "nurse");
    let request = request.await.unwrap();
    assert!(request.contains("authorization: Bearer a.b.c") && request.contains("{ viewer { subject } }"), "{request}");
}

#[tokio::test]
async fn an_answer_cut_short_is_no_answer() {
    let (url, _) = answering("HTTP/1.1 200 OK\r\ncontent-length: 40\r\n\r\n{\"data\":").await;
    Client::new(&url, "a.b.c").send("{ viewer { subject } }", &json!({})).await.unwrap_err();
}

fn shell(script: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", script]);
    shell
}

/// A server that answers one request with these bytes, and what it was asked.
async fn answering(answer: &str) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let answer = answer.to_owned();
    let request = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        while !request.ends_with(b"}") {
            assert_ne!(stream.read_buf(&mut request).await.unwrap(), 0, "hung up");
        }
        stream.write_all(answer.as_bytes()).await.unwrap();
        String::from_utf8(request).unwrap()
    });
    (url, request)
}
