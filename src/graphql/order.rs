//! The order of an answer's fields: that of the document (GraphQL specification, 7.2.2 Serialized Map Ordering).
//!
//! The executor, since 7.1, writes them as they are resolved, so that the same question gets another text each time, and
//! a person who reads the answer beside the question searches.

use async_graphql::Value;
use async_graphql::parser::types::{ExecutableDocument, OperationDefinition, Selection, SelectionSet};
use async_graphql::{Name, indexmap::IndexMap};

/// The fields of an object in order, each with the fields of what stands in it; fragments written out, whatever type
/// they are for.
#[derive(Debug, Default)]
struct Order<'a>(IndexMap<&'a Name, Self>);

/// Puts the fields of an answer into the order of the operation that was executed.
pub fn arrange(data: &mut Value, document: &ExecutableDocument, operation: &OperationDefinition) {
    let mut order = Order::default();
    order.add(&operation.selection_set.node, document);
    order.apply(data);
}

impl<'a> Order<'a> {
    /// The document was measured, so that its fragments do not contain themselves and are not too many.
    fn add(&mut self, set: &'a SelectionSet, document: &'a ExecutableDocument) {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => {
                    let inside = self.field(&field.node.response_key().node);
                    inside.add(&field.node.selection_set.node, document);
                }
                Selection::InlineFragment(fragment) => self.add(&fragment.node.selection_set.node, document),
                Selection::FragmentSpread(spread) => {
                    if let Some(fragment) = document.fragments.get(&spread.node.fragment_name.node) {
                        self.add(&fragment.node.selection_set.node, document);
                    }
                }
            }
        }
    }

    fn field(&mut self, key: &'a Name) -> &mut Self {
        self.0.entry(key).or_default()
    }

    fn apply(&self, value: &mut Value) {
        match value {
            Value::List(elements) => elements.iter_mut().for_each(|element| self.apply(element)),
            Value::Object(fields) => {
                if !self.is_order_of(fields) {
                    self.sort(fields);
                }
                for (key, inside) in self.0.iter().filter(|(_, inside)| !inside.0.is_empty()) {
                    if let Some(value) = fields.get_mut(*key) {
                        inside.apply(value);
                    }
                }
            }
            _ => {}
        }
    }

    fn is_order_of(&self, fields: &IndexMap<Name, Value>) -> bool {
        let mut order = self.0.keys();
        fields.keys().all(|key| order.any(|known| *known == key))
    }

    fn sort(&self, fields: &mut IndexMap<Name, Value>) {
        let mut unsorted = std::mem::take(fields);
        fields.reserve(unsorted.len());
        fields.extend(self.0.keys().filter_map(|key| unsorted.swap_remove_entry(*key)));
        fields.extend(unsorted);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use async_graphql::parser::parse_query;
    use async_graphql::value;

    use super::*;
    use crate::graphql::operation;

    fn arranged(text: &str, mut data: Value) -> String {
        let document = parse_query(text).unwrap();
        arrange(&mut data, &document, operation::select(&document, None).unwrap());
        serde_json::to_string(&data).unwrap()
    }

    #[test]
    fn fields_stand_as_they_were_asked_for_through_lists_names_and_fragments() {
        let text = "{ z lots { b ...f ... on Lot { a } } n: a } fragment f on Lot { y x { q p } }";
        let lot = value!({ "a": 1, "x": { "p": 1, "q": 2 }, "b": 2, "y": 3 });
        let data = value!({ "n": 1, "lots": [lot.clone(), null, [lot]], "z": 2 });
        let lot = r#"{"b":2,"y":3,"x":{"q":2,"p":1},"a":1}"#;
        assert_eq!(arranged(text, data), format!(r#"{{"z":2,"lots":[{lot},null,[{lot}]],"n":1}}"#));
    }

    #[test]
    fn a_field_that_is_asked_for_twice_stands_where_it_was_first() {
        let data = value!({ "b": 1, "a": { "d": 1, "c": 2 } });
        assert_eq!(arranged("{ a { c } b a { d } }", data), r#"{"a":{"c":2,"d":1},"b":1}"#);
    }

    #[test]
    fn what_is_not_there_is_passed_over_and_a_scalar_is_left_as_it_is() {
        let data = value!({ "map": { "z": 1, "a": 2 }, "first": 1 });
        assert_eq!(arranged("{ first gone map }", data), r#"{"first":1,"map":{"z":1,"a":2}}"#);
    }
}
