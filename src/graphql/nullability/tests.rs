//! Failed fields, against what a real executor leaves of them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use async_graphql::parser::parse_query;
use async_graphql::{EmptySubscription, Error, Interface, Object, Result, Schema, value};

use super::*;
use crate::graphql::operation;

struct Query;
struct Mutation;
struct Lot(u32);

#[derive(Interface)]
#[graphql(field(name = "number", ty = "&u32"))]
enum Thing {
    Lot(Lot),
}

fn no<T>() -> Result<T> {
    Err(Error::new("no"))
}

#[Object]
impl Lot {
    /// Fails on the lot 13.
    async fn number(&self) -> Result<&u32> {
        if self.0 == 13 { no() } else { Ok(&self.0) }
    }
    /// Always fails.
    async fn serial(&self) -> Result<Option<u32>> {
        no()
    }
    async fn notes(&self) -> Option<Vec<Result<u32>>> {
        Some(vec![Ok(1), no()])
    }
}

#[Object]
impl Query {
    async fn lot(&self, number: u32) -> Option<Lot> {
        Some(Lot(number))
    }
    async fn the_lot(&self, number: u32) -> Lot {
        Lot(number)
    }
    async fn lots(&self) -> Vec<Option<Lot>> {
        vec![Some(Lot(1)), Some(Lot(13)), Some(Lot(2))]
    }
    async fn all_lots(&self) -> Option<Vec<Lot>> {
        Some(vec![Lot(1), Lot(13)])
    }
    async fn things(&self) -> Vec<Thing> {
        vec![Thing::Lot(Lot(1))]
    }
    async fn no(&self) -> Result<Option<u32>> {
        no()
    }
}

#[Object]
impl Mutation {
    async fn count(&self) -> Result<u32> {
        no()
    }
}

/// The data of the answer, settled.
async fn data(text: &str) -> Value {
    let schema = Schema::new(Query, Mutation, EmptySubscription);
    let mut response = schema.execute(text).await;
    assert!(!response.errors.is_empty(), "{text}");
    let document = parse_query(text).unwrap();
    let operation = operation::select(&document, None).unwrap();
    let types = SchemaTypes::read(&schema.sdl()).unwrap();
    settle(&mut response, &document, operation, &types);
    response.data
}

#[tokio::test]
async fn a_failed_field_that_may_be_null_is_null() {
    assert_eq!(data("{ lot(number: 1) { number serial } }").await, value!({ "lot": { "number": 1, "serial": null } }));
    assert_eq!(data("{ no }").await, value!({ "no": null }));
}

#[tokio::test]
async fn an_object_of_which_every_field_failed_is_still_an_object() {
    assert_eq!(data("{ lot(number: 1) { serial } }").await, value!({ "lot": { "serial": null } }));
    assert_eq!(
        data("{ theLot(number: 1) { a: serial b: serial } }").await,
        value!({ "theLot": { "a": null, "b": null } })
    );
}

#[tokio::test]
async fn a_failed_field_that_may_not_be_null_takes_what_is_around_it() {
    assert_eq!(data("{ lot(number: 13) { number } }").await, value!({ "lot": null }));
    assert_eq!(data("{ lot(number: 13) { number serial } }").await, value!({ "lot": null }));
    assert_eq!(data("{ theLot(number: 13) { number } no }").await, Value::Null);
    assert_eq!(data("mutation { count }").await, Value::Null);
}

#[tokio::test]
async fn lists_lose_the_element_or_themselves() {
    assert_eq!(data("{ lots { number } }").await, value!({ "lots": [{ "number": 1 }, null, { "number": 2 }] }));
    assert_eq!(data("{ allLots { number } no }").await, value!({ "allLots": null, "no": null }));
    assert_eq!(data("{ lot(number: 1) { number notes } }").await, value!({ "lot": { "number": 1, "notes": null } }));
}

#[tokio::test]
async fn names_fragments_and_interfaces_are_seen_through() {
    assert_eq!(
        data("{ mine: lot(number: 13) { ...f } } fragment f on Lot { ... { label: number } }").await,
        value!({ "mine": null })
    );
    assert_eq!(
        data("{ things { __typename ... on Lot { s: serial } } }").await,
        value!({ "things": [{ "__typename": "Lot", "s": null }] })
    );
    assert_eq!(
        data("query Q { lot(number: 13) { serial } lot(number: 13) { number } }").await,
        value!({ "lot": null })
    );
}
