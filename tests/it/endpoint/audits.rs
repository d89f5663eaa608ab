//! The audits of the GraphQL-over-HTTP specification, one a test or a line of a table.

use serde_json::{Value, json};

use super::service::{Answer, LEGACY, MODERN, Service};

async fn post(service: &Service, accept: &str, body: &Value) -> Answer {
    service.send(service.post().header("accept", accept).json(body)).await
}

#[tokio::test]
async fn the_answer_comes_in_the_media_type_that_was_asked_for() {
    let service = Service::start().await;
    let body = json!({ "query": "{ __typename }" });
    for (accept, content_type) in [
        (MODERN, "application/graphql-response+json; charset=utf-8"),
        (LEGACY, "application/json; charset=utf-8"),
        ("*/*", "application/json; charset=utf-8"),
        (
            "application/graphql-response+json, application/json;q=0.9",
            "application/graphql-response+json; charset=utf-8",
        ),
    ] {
        let answer = post(&service, accept, &body).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, content_type), "{accept}");
        assert_eq!(answer.body, json!({ "data": { "__typename": "Query" } }));
    }
    assert_eq!(post(&service, "text/html", &body).await.status, 406);
}

#[tokio::test]
async fn requests_are_json_in_utf_8() {
    let service = Service::start().await;
    let body = r#"{ "query": "{ echo(text: \"Größe ½ 注射\") }" }"#;
    let send = async |content_type: Option<&str>| {
        let request = service.post().body(body);
        let request = match content_type {
            Some(content_type) => request.header("content-type", content_type),
            None => request,
        };
        service.send(request).await
    };
    for good in ["application/json", "application/json; charset=utf-8", "application/json; charset=UTF-8"] {
        assert_eq!(send(Some(good)).await.body["data"]["echo"], "Größe ½ 注射", "{good}");
    }
    for other in [None, Some("text/plain"), Some("application/graphql"), Some("application/x-www-form-urlencoded")] {
        assert_eq!(send(other).await.status, 415, "{other:?}");
    }
    let latin = service.post().header("content-type", "application/json").body(&b"{\"query\":\"# \xe9\"}"[..]);
    assert_eq!(service.send(latin).await.status, 400);
}

#[tokio::test]
async fn parameters_of_the_wrong_type_are_refused_in_both_media_types() {
    let service = Service::start().await;
    let mut bodies =
        vec![json!({}), json!({ "operationName": "A" }), json!([]), json!("{ __typename }"), json!(null), json!(7)];
    for wrong in [json!(null), json!({}), json!(0), json!(false), json!(["{ __typename }"])] {
        bodies.push(json!({ "query": wrong }));
    }
    for wrong in [json!({}), json!(0), json!(false), json!(["A"])] {
        bodies.push(json!({ "query": "{ __typename }", "operationName": wrong }));
    }
    for wrong in [json!("{}"), json!(0), json!(false), json!(["A"])] {
        bodies.push(json!({ "query": "{ __typename }", "variables": wrong.clone() }));
        bodies.push(json!({ "query": "{ __typename }", "extensions": wrong }));
    }
    for body in bodies {
        for accept in [MODERN, LEGACY] {
            let answer = post(&service, accept, &body).await;
            assert_eq!((answer.status, answer.code()), (400, "BAD_REQUEST"), "{body}");
        }
    }
}

#[tokio::test]
async fn parameters_may_be_null_or_missing_or_what_they_should_be() {
    let service = Service::start().await;
    for body in [
        json!({ "query": "{ __typename }" }),
        json!({ "query": "{ __typename }", "operationName": null, "variables": null, "extensions": null }),
        json!({ "query": "query A { __typename } query B { this { __typename } }", "operationName": "A" }),
        json!({ "query": "query ($text: String!) { __typename echo(text: $text) }", "variables": { "text": "a" } }),
        json!({ "query": "{ __typename }", "extensions": { "some": ["value"] }, "unknown": 1 }),
    ] {
        for accept in [MODERN, LEGACY] {
            let answer = post(&service, accept, &body).await;
            assert_eq!(answer.status, 200, "{body}");
            assert_eq!(answer.body["data"]["__typename"], "Query", "{body}");
        }
    }
}

#[tokio::test]
async fn a_body_that_is_no_json_or_missing_is_refused() {
    let service = Service::start().await;
    for body in ["", "{ \"not json\"", "query", "{\"query\": \"{ __typename }\"} trailing", "{\"query\":1,\"query\":2}"]
    {
        let request = service.post().header("content-type", "application/json").body(body);
        assert_eq!(service.send(request).await.status, 400, "{body}");
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_document_is_400_or_in_legacy_json_200_and_never_has_data() {
    let service = Service::start().await;
    let deep = format!("{{ {} __typename {} }}", "this { ".repeat(30), "}".repeat(30));
    for (body, code) in [
        (json!({ "query": "{" }), "BAD_REQUEST"),
        (json!({ "query": "" }), "BAD_REQUEST"),
        (json!({ "query": "{ nowhere }" }), "BAD_REQUEST"),
        (json!({ "query": "{ caller @skip }" }), "BAD_REQUEST"),
        (json!({ "query": "query A { __typename }", "operationName": "B" }), "BAD_REQUEST"),
        (json!({ "query": "query A { __typename } query B { __typename }" }), "BAD_REQUEST"),
        (json!({ "query": "query ($id: ID!) { __typename }", "variables": { "id": null } }), "BAD_REQUEST"),
        (
            json!({ "query": "query ($text: String!) { echo(text: $text) }", "variables": { "text": [1] } }),
            "BAD_REQUEST",
        ),
        (json!({ "query": "subscription { anything }" }), "BAD_REQUEST"),
        (json!({ "query": deep }), "TOO_COMPLEX"),
    ] {
        let modern = post(&service, MODERN, &body).await;
        assert_eq!((modern.status, modern.code()), (400, code), "{body} {:?}", modern.body);
        let legacy = post(&service, LEGACY, &body).await;
        assert_eq!((legacy.status, legacy.code()), (200, code), "{body}");
        assert!(modern.body.get("data").is_none() && legacy.body.get("data").is_none(), "{body}");
        assert!(!modern.message().is_empty());
    }
}

#[tokio::test]
async fn a_mistake_in_a_document_is_told_with_its_place_and_many_are_cut_short() {
    let service = Service::start().await;
    let answer = service.ask("{ caller ) }").await;
    assert_eq!(
        answer.message(),
        "the document can't be parsed: expected selection_set, selection, directive, or arguments"
    );
    assert_eq!(answer.body["errors"][0]["locations"], json!([{ "line": 1, "column": 10 }]));
    let unused = (0..1000).map(|number| format!("$a{number}: Int ")).collect::<String>();
    let answer = service.ask(&format!("query ({unused}) {{ caller }}")).await;
    assert_eq!((answer.status, answer.body["errors"].as_array().unwrap().len()), (400, 20));
}

#[tokio::test]
async fn an_error_in_a_field_leaves_the_rest_and_the_status() {
    let service = Service::start().await;
    let answer = service.ask("{ __typename refused }").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body["data"], json!({ "__typename": "Query", "refused": null }));
    assert_eq!((answer.message(), &answer.body["errors"][0]["path"]), ("there is no such site", &json!(["refused"])));
}

#[tokio::test]
async fn fields_come_in_the_order_they_were_asked_for() {
    let service = Service::start().await;
    let document = "{ slow(milliseconds: 30) caller ...f b: __typename } fragment f on Query { this { slow(milliseconds: 9) __typename } echo(text: \"a\") }";
    let response = service.post().json(&json!({ "query": document })).send().await.unwrap().text().await.unwrap();
    let inside = r#"{"slow":"late","__typename":"Query"}"#;
    let data = format!(r#"{{"slow":"late","caller":"ana through chart-app","this":{inside},"echo":"a","b":"Query"}}"#);
    assert_eq!(response, format!(r#"{{"data":{data}}}"#));
}

#[tokio::test]
async fn queries_may_come_in_the_url() {
    let service = Service::start().await;
    let get = async |parameters: &[(&str, &str)]| {
        let query = parameters.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>();
        service.send(service.get(&format!("/graphql?{}", query.join("&"))).bearer_auth(&service.token)).await
    };
    let echo = "query A($text: String!) { echo(text: $text) } query B { __typename }";
    let answer = get(&[("query", echo), ("variables", r#"{"text":"½ & more"}"#), ("operationName", "A")]).await;
    assert_eq!((answer.status, &answer.body), (200, &json!({ "data": { "echo": "½ & more" } })));
    assert_eq!(get(&[("query", echo), ("operationName", "B")]).await.body["data"]["__typename"], "Query");
    assert_eq!(get(&[("query", "{ __typename }"), ("extensions", "{}")]).await.status, 200);
    for wrong in [
        &[][..],
        &[("variables", "{}")],
        &[("query", "{ __typename }"), ("variables", "[]")],
        &[("query", "{ __typename }"), ("variables", "text")],
        &[("query", "{ __typename }"), ("extensions", "0")],
    ] {
        assert_eq!(get(wrong).await.status, 400, "{wrong:?}");
    }
}

#[tokio::test]
async fn mutations_never_come_in_the_url() {
    let service = Service::start().await;
    for document in
        ["mutation { mark(milliseconds: 0) }", "query A { __typename } mutation B { mark(milliseconds: 0) }"]
    {
        for accept in [MODERN, LEGACY] {
            let path = format!("/graphql?query={}&operationName=B", encoded(document));
            let path = if document.starts_with("query") { path } else { path.replace("&operationName=B", "") };
            let request = service.get(&path).bearer_auth(&service.token).header("accept", accept);
            let answer = service.send(request).await;
            assert_eq!((answer.status, answer.header("allow")), (405, "POST"), "{document}");
        }
    }
    assert_eq!(service.marks.done(), 0);
}

#[tokio::test]
async fn other_methods_are_refused() {
    let service = Service::start().await;
    let client = crate::endpoint::service::client();
    for method in ["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"] {
        let request = client.request(method.parse().unwrap(), service.url("/graphql")).bearer_auth(&service.token);
        let answer = service.send(request).await;
        assert_eq!((answer.status, answer.header("allow")), (405, "GET, POST"), "{method}");
    }
}

/// A text as it stands in a URL.
fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
