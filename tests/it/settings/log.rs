//! What is logged, and how it looks.

use serde_json::{Value, json};

use super::program::Program;

#[tokio::test]
pub(super) async fn lines_have_that_form() {
    let program = Program::with(&[("LOTWISE_LOG_FORMAT", "json"), ("LOTWISE_LOG_LEVEL", "debug")]);
    program.asks("{ __typename }", json!({})).await;
    program.logs("\"message\":\"answered\"").await;

    let logged = program.service.logged();
    let whole = logged.lines().filter(|line| line.ends_with('}'));
    for line in whole {
        assert!(serde_json::from_str::<Value>(line).is_ok_and(|line| line["level"].is_string()), "{line}");
    }
}

#[tokio::test]
pub(super) async fn so_much_is_logged() {
    let program = Program::with(&[("LOTWISE_LOG_LEVEL", "warn,lotwise=debug")]);
    program.asks("{ __typename }", json!({})).await;
    program.logs("answered").await;

    let quiet = Program::with(&[("LOTWISE_LOG_LEVEL", "error")]);
    quiet.asks("{ __typename }", json!({})).await;
    assert_eq!(quiet.service.logged(), "");
}
