//! The schema speaks: whatever a caller can name has a description.

use serde_json::{Value, json};

use crate::clinic::clinic;
use crate::databases::both;

/// Every named part of a type: `Lot`, `Lot.stock`, `Lot.stock(siteId)`, each with its description.
fn parts(kind: &Value) -> Vec<(String, &Value)> {
    let of = kind["name"].as_str().unwrap_or_default();
    let mut parts = vec![(of.to_owned(), &kind["description"])];
    for list in ["fields", "inputFields", "enumValues"] {
        for part in kind[list].as_array().into_iter().flatten() {
            let name = format!("{of}.{}", part["name"].as_str().unwrap_or_default());
            let arguments = part["args"].as_array().into_iter().flatten();
            parts.extend(arguments.map(|argument| (format!("{name}({})", argument["name"]), &argument["description"])));
            parts.push((name, &part["description"]));
        }
    }
    parts
}

#[tokio::test]
async fn everything_that_can_be_named_is_described() {
    both(async |database| {
        let clinic = clinic(database).await;
        let asked = include_str!("introspection.graphql");
        let schema = clinic.asks(&clinic.nurse(), asked, json!({})).await["__schema"].take();
        let types = schema["types"].as_array().expect("types").iter();
        let own = types.filter(|kind| kind["name"].as_str().is_some_and(|name| !name.starts_with("__")));
        let parts: Vec<(String, &Value)> = own.flat_map(parts).collect();
        assert!(parts.len() > 2000, "the schema is read: {}", parts.len());

        let says_nothing = |description: &Value| description.as_str().is_none_or(|text| text.trim().is_empty());
        let silent: Vec<&str> =
            parts.iter().filter(|(_, said)| says_nothing(said)).map(|(name, _)| name.as_str()).collect();
        assert!(silent.is_empty(), "not described: {silent:#?}");
    })
    .await;
}
