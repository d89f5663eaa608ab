//! The limits of one request: what is just within is answered, and what is just beyond is not.

use serde_json::{Value, json};

use super::program::{Program, answer};

#[tokio::test]
pub(super) async fn a_longer_body_is_not_taken() {
    let program = Program::with(&[("LOTWISE_MAX_BODY_BYTES", "200")]);
    let document = |note: usize| json!({ "note": " ".repeat(note) });
    assert_eq!(program.asks("{ __typename }", document(50)).await.0, 200);
    assert_eq!(answer(program.request("{ __typename }", document(200))).await.0, 413);
}

#[tokio::test]
pub(super) async fn a_longer_document_is_not_taken() {
    let within = "{ __typename }";
    let limit = within.len().to_string();
    is_limited("LOTWISE_MAX_QUERY_BYTES", &limit, within, "{  __typename }").await;
}

#[tokio::test]
pub(super) async fn more_fields_are_not_answered() {
    is_limited("LOTWISE_MAX_FIELDS", "3", "{ sites { code name } }", "{ sites { id code name } }").await;
}

#[tokio::test]
pub(super) async fn more_aliases_are_not_answered() {
    is_limited("LOTWISE_MAX_ALIASES", "1", "{ a: __typename }", "{ a: __typename b: __typename }").await;
}

#[tokio::test]
pub(super) async fn more_fields_at_the_top_are_not_answered() {
    let beyond = "{ sites { code } viewer { subject } }";
    is_limited("LOTWISE_MAX_ROOT_FIELDS", "1", "{ sites { code } }", beyond).await;
}

#[tokio::test]
pub(super) async fn deeper_fields_are_not_answered() {
    let beyond = "{ products(first: 1) { nodes { sku } } }";
    is_limited("LOTWISE_MAX_DEPTH", "2", "{ sites { code } }", beyond).await;
}

#[tokio::test]
pub(super) async fn what_costs_more_is_not_answered() {
    let list = |first| format!("{{ products(first: {first}) {{ nodes {{ sku }} }} }}");
    // Each row is `nodes` with its `sku`, and the list itself is one.
    is_limited("LOTWISE_MAX_COMPLEXITY", "21", &list(10), &list(11)).await;
}

#[tokio::test]
pub(super) async fn names_that_look_alike_are_told() {
    let told = async |setting: &[(&str, &str)]| {
        let errors = errors(&Program::with(setting), "{ sites { nme } }").await;
        errors[0]["message"].as_str().unwrap_or_default().to_owned()
    };
    assert!(told(&[]).await.contains("Did you mean \"name\""));
    let without = told(&[("LOTWISE_SUGGESTIONS", "false")]).await;
    assert!(without.contains("nme") && !without.contains("Did you mean"), "{without}");
}

/// With this limit the one document is answered and the other is not; without it, both are.
async fn is_limited(setting: &str, limit: &str, within: &str, beyond: &str) {
    let limited = Program::with(&[(setting, limit)]);
    assert_eq!(errors(&limited, within).await, Value::Null, "{setting} {limit}: {within}");
    assert_ne!(errors(&limited, beyond).await, Value::Null, "{setting} {limit}: {beyond}");

    let usual = Program::with(&[]);
    assert_eq!(errors(&usual, beyond).await, Value::Null, "without {setting}: {beyond}");
}

async fn errors(program: &Program, document: &str) -> Value {
    program.asks(document, json!({})).await.1["errors"].take()
}
