//! What the specification asks of documents and the executor leaves out: declared types of variables, and objects of
//! which nothing is selected.

use serde_json::{Value, json};

use super::service::Service;

#[tokio::test]
async fn a_variable_of_another_type_is_refused_before_anything_is_executed() {
    let service = Service::start().await;
    let answer = service.ask("query ($number: Int!) {\n  echo(text: $number)\n}").await;
    assert_eq!((answer.status, answer.code()), (400, "BAD_REQUEST"));
    let message = "the variable $number is declared as Int! and is used where String! is expected";
    assert_eq!(answer.message(), message);
    assert_eq!(answer.body["errors"][0]["locations"], json!([{ "line": 2, "column": 14 }]));
    assert_eq!(answer.body.get("data"), None);

    // All of them are told, and a type that cannot be handed in harms nobody.
    let answer = service.ask("query ($a: Int, $b: [Query!] = [1]) { echo(text: $a) this { echo(text: $b) } }").await;
    assert_eq!((answer.status, answer.body["errors"].as_array().map(Vec::len)), (400, Some(2)));

    let sent =
        json!({ "query": "query ($text: String!) { echo(text: $text) }", "variables": { "text": "as declared" } });
    assert_eq!(service.send(service.post().json(&sent)).await.body["data"], json!({ "echo": "as declared" }));
}

#[tokio::test]
async fn an_object_of_which_nothing_is_selected_is_an_empty_object() {
    let service = Service::start().await;
    let answers: [(&str, Value); 5] = [
        ("{ caller @skip(if: true) }", json!({})),
        ("{ this { caller @skip(if: true) } }", json!({ "this": {} })),
        (
            "{ this { this { ...none } } } fragment none on Query { caller @include(if: false) }",
            json!({ "this": { "this": {} } }),
        ),
        ("{ this { caller @skip(if: true) failing } }", json!({ "this": { "failing": null } })),
        ("{ this { ... @skip(if: true) { caller } echo(text: \"a\") } }", json!({ "this": { "echo": "a" } })),
    ];
    for (document, data) in answers {
        assert_eq!(service.ask(document).await.body["data"], data, "{document}");
    }
}
