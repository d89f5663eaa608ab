//! An object of which nothing is selected is an empty object (GraphQL specification, 6.3 Executing Selection Sets).
//!
//! Nothing is left of a selection where all of it is skipped, or meant for other types. The executor answers null then, for
//! what is there as for what is not, and for what may not be null. So a selection that may come to nothing is given a mark,
//! which is taken out of the answer again.

use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, Field, OperationDefinition, OperationType, Selection, SelectionSet,
};
use async_graphql::{Name, Pos, Positioned, Value};

/// The key of the mark in an answer. No document can write it: a name has a letter at least.
const MARK: &str = "";

/// Marks every selection of which nothing may be left, and says whether there is one.
///
/// The document was measured, so that it is not nested too deep.
pub fn mark(document: &mut ExecutableDocument) -> bool {
    let mut marked = match &mut document.operations {
        DocumentOperations::Single(operation) => mark_operation(&mut operation.node),
        DocumentOperations::Multiple(operations) => {
            let mut marked = false;
            for operation in operations.values_mut() {
                marked |= mark_operation(&mut operation.node);
            }
            marked
        }
    };

    // What a fragment holds stands in the selection that spreads it, and is marked there.
    for fragment in document.fragments.values_mut() {
        marked |= mark_inside(&mut fragment.node.selection_set.node);
    }
    marked
}

/// Takes the marks out of an answer.
pub fn unmark(data: &mut Value) {
    match data {
        Value::List(elements) => elements.iter_mut().for_each(unmark),
        Value::Object(fields) => {
            fields.shift_remove(MARK);
            fields.values_mut().for_each(unmark);
        }
        _ => {}
    }
}

/// There are no subscriptions; the executor says so, and takes no mark in one.
fn mark_operation(operation: &mut OperationDefinition) -> bool {
    operation.ty != OperationType::Subscription && mark_selection(&mut operation.selection_set)
}

/// Marks the selection of one object.
fn mark_selection(set: &mut Positioned<SelectionSet>) -> bool {
    let inside = mark_inside(&mut set.node);
    let has_a_field = set.node.items.iter().any(|selection| is_always_there(&selection.node));
    if has_a_field || set.node.items.is_empty() {
        return inside;
    }
    set.node.items.push(Positioned::new(mark_at(set.pos), set.pos));
    true
}

fn mark_inside(set: &mut SelectionSet) -> bool {
    let mut marked = false;
    for selection in &mut set.items {
        marked |= match &mut selection.node {
            Selection::Field(field) => mark_selection(&mut field.node.selection_set),
            Selection::InlineFragment(fragment) => mark_inside(&mut fragment.node.selection_set.node),
            Selection::FragmentSpread(_) => false,
        };
    }
    marked
}

fn is_always_there(selection: &Selection) -> bool {
    matches!(selection, Selection::Field(field) if field.node.directives.is_empty())
}

fn mark_at(pos: Pos) -> Selection {
    let field = Field {
        alias: Some(Positioned::new(Name::new(MARK), pos)),
        name: Positioned::new(Name::new("__typename"), pos),
        arguments: vec![],
        directives: vec![],
        selection_set: Positioned::new(SelectionSet::default(), pos),
    };
    Selection::Field(Positioned::new(field, pos))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use async_graphql::parser::parse_query;
    use async_graphql::{EmptyMutation, EmptySubscription, Interface, Object, Request, Schema, SimpleObject, value};

    use super::*;

    struct Query;

    #[derive(SimpleObject, Clone)]
    struct Lot {
        number: u32,
        inner: Option<Box<Lot>>,
    }

    #[derive(SimpleObject, Clone)]
    struct Site {
        number: u32,
    }

    #[derive(Interface)]
    #[graphql(field(name = "number", ty = "&u32"))]
    enum Thing {
        Lot(Lot),
        Site(Site),
    }

    const fn lot() -> Lot {
        Lot { number: 1, inner: None }
    }

    #[Object]
    impl Query {
        async fn lots(&self) -> Vec<Lot> {
            vec![Lot { number: 2, inner: Some(Box::new(lot())) }, lot()]
        }
        async fn no_lot(&self) -> Option<Lot> {
            None
        }
        async fn things(&self) -> Vec<Thing> {
            vec![Thing::Lot(lot()), Thing::Site(Site { number: 3 })]
        }
    }

    /// What a document answers, when it is marked and unmarked.
    async fn data(text: &str) -> Value {
        let schema = Schema::new(Query, EmptyMutation, EmptySubscription);
        let mut document = parse_query(text).unwrap();
        mark(&mut document);
        let mut request = Request::new(text);
        request.set_parsed_query(document);
        let mut response = schema.execute(request).await;
        assert!(response.errors.is_empty(), "{text}: {:?}", response.errors);
        unmark(&mut response.data);
        response.data
    }

    #[tokio::test]
    async fn an_object_of_which_nothing_is_left_is_empty_and_none_is_null() {
        let answers = [
            ("{ lots @skip(if: true) { number } }", value!({})),
            ("{ lots { number @skip(if: true) } }", value!({ "lots": [{}, {}] })),
            (
                "{ lots { number @include(if: false) } noLot { number @skip(if: true) } }",
                value!({ "lots": [{}, {}], "noLot": null }),
            ),
            ("{ lots { inner { number @skip(if: true) } } }", value!({ "lots": [{ "inner": {} }, { "inner": null }] })),
            ("{ lots { ...f @skip(if: true) } } fragment f on Lot { number }", value!({ "lots": [{}, {}] })),
            ("{ lots { ...f } } fragment f on Lot { number @skip(if: true) }", value!({ "lots": [{}, {}] })),
            (
                "{ lots { ...f } } fragment f on Lot { inner { number @skip(if: true) } }",
                value!({ "lots": [{ "inner": {} }, { "inner": null }] }),
            ),
            ("{ lots { ... @skip(if: true) { number } } }", value!({ "lots": [{}, {}] })),
            ("{ things { ... on Site { number } } }", value!({ "things": [{}, { "number": 3 }] })),
            (
                "{ lots { number @skip(if: true) } lots { number } }",
                value!({ "lots": [{ "number": 2 }, { "number": 1 }] }),
            ),
            ("{ __schema { queryType { name @skip(if: true) } } }", value!({ "__schema": { "queryType": {} } })),
        ];
        for (text, answer) in answers {
            assert_eq!(data(text).await, answer, "{text}");
        }
    }

    #[test]
    fn a_document_with_a_field_in_every_selection_stays_as_it_is() {
        for text in ["{ lots { number } }", "{ lots { number ...f } } fragment f on Lot { inner { number } }"] {
            assert!(!mark(&mut parse_query(text).unwrap()), "{text}");
        }
        assert!(mark(
            &mut parse_query("{ lots { number } ...f } fragment f on Query { things { ... on Lot { number } } }")
                .unwrap()
        ));
    }
}
