//! Which fields of a document stand at one place of its answer.

use async_graphql::Name;
use async_graphql::parser::types::{ExecutableDocument, Field, Selection, SelectionSet, Type};

use crate::graphql::schema_types::named;

/// The selections of one object of the answer, each with the type it is made on. Several, because a field may be
/// selected more than once, and in fragments.
pub(super) struct Selected<'a> {
    document: &'a ExecutableDocument,
    sets: Vec<(&'a Name, &'a SelectionSet)>,
}

/// The fields that share one key of the answer, each with the type it is selected on.
pub(super) struct UnderKey<'a> {
    document: &'a ExecutableDocument,
    fields: Vec<(&'a Name, &'a Field)>,
}

impl<'a> Selected<'a> {
    pub(super) fn of(document: &'a ExecutableDocument, on: &'a Name, set: &'a SelectionSet) -> Self {
        Self { document, sets: vec![(on, set)] }
    }

    pub(super) fn under(&self, key: &str) -> UnderKey<'a> {
        let mut fields = Vec::new();
        for (on, set) in &self.sets {
            self.collect(key, on, set, &mut fields);
        }
        UnderKey { document: self.document, fields }
    }

    /// The document was executed, so that its fragments are there and do not contain themselves.
    fn collect(&self, key: &str, on: &'a Name, set: &'a SelectionSet, fields: &mut Vec<(&'a Name, &'a Field)>) {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) if field.node.response_key().node == *key => fields.push((on, &field.node)),
                Selection::Field(_) => {}
                Selection::InlineFragment(fragment) => {
                    let on = fragment.node.type_condition.as_ref().map_or(on, |condition| &condition.node.on.node);
                    self.collect(key, on, &fragment.node.selection_set.node, fields);
                }
                Selection::FragmentSpread(spread) => {
                    if let Some(fragment) = self.document.fragments.get(&spread.node.fragment_name.node) {
                        let on = &fragment.node.type_condition.node.on.node;
                        self.collect(key, on, &fragment.node.selection_set.node, fields);
                    }
                }
            }
        }
    }
}

impl<'a> UnderKey<'a> {
    /// Any of them: validation saw to it that their types agree on where null may be.
    pub(super) fn first(&self) -> Option<(&'a Name, &'a Field)> {
        self.fields.first().copied()
    }

    /// What is selected inside these fields, which are of this type.
    pub(super) fn of_type(&self, field: &'a Type) -> Selected<'a> {
        let on = named(field);
        let sets = self.fields.iter().map(|(_, field)| (on, &field.selection_set.node)).collect();
        Selected { document: self.document, sets }
    }
}
