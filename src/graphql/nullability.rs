//! What becomes of a field that failed: null where the schema allows it, else of the nearest field around it that may be
//! null (GraphQL specification, 6.4.4 Handling Execution Errors).
//!
//! The executor, since 7.1, only leaves the failed field out, and an object of which nothing is left becomes null.
//! Clients that trust the schema's types can't read such an answer. Only answers with errors pass here. The executor says
//! where a field failed, except for one that is selected on an interface itself: fields of interfaces must not fail.

mod fields;

use async_graphql::parser::types::{BaseType, ExecutableDocument, OperationDefinition, Type};
use async_graphql::{Name, PathSegment, Response, Value};

use self::fields::Selected;
use super::schema_types::SchemaTypes;

/// Makes an answer with errors what the specification says it is. The document and the operation are those that were
/// executed.
pub fn settle(
    response: &mut Response,
    document: &ExecutableDocument,
    operation: &OperationDefinition,
    types: &SchemaTypes,
) {
    let failed: Vec<_> = response.errors.iter().map(|error| &error.path).filter(|path| !path.is_empty()).collect();
    for path in &failed {
        revive(&mut response.data, path);
    }
    for path in failed {
        if let Some(nullable) = nullable_positions(path, document, operation, types) {
            set_null(&mut response.data, path, &nullable);
        }
    }
}

/// For each leading part of the path, from the whole answer to the failed field, whether it may be null; nothing when
/// the path is not one of this operation.
fn nullable_positions(
    path: &[PathSegment],
    document: &ExecutableDocument,
    operation: &OperationDefinition,
    types: &SchemaTypes,
) -> Option<Vec<bool>> {
    let mut selected = Selected::of(document, types.root(operation.ty), &operation.selection_set.node);
    let mut nullable = vec![true];
    let mut current: Option<&Type> = None;
    for segment in path {
        let here = match (segment, current.map(|list| &list.base)) {
            (PathSegment::Field(key), _) => {
                let inside = selected.under(key);
                let (parent, field) = inside.first()?;
                let field = &types.field(parent, &field.name.node)?.ty.node;
                selected = inside.of_type(field);
                field
            }
            (PathSegment::Index(_), Some(BaseType::List(element))) => element,
            (PathSegment::Index(_), _) => return None,
        };
        nullable.push(here.nullable);
        current = Some(here);
    }
    Some(nullable)
}

/// Brings back the objects on the way to a failed field: that a field of theirs was executed shows that they are there.
fn revive(data: &mut Value, path: &[PathSegment]) {
    let mut here = data;
    for segment in path {
        if let (Value::Null, PathSegment::Field(_)) = (&here, segment) {
            *here = Value::Object(Default::default());
        }
        match child(here, segment) {
            Some(next) => here = next,
            None => return,
        }
    }
}

/// Sets the last part of the path to null that may be it, and that is there.
fn set_null(data: &mut Value, path: &[PathSegment], nullable: &[bool]) {
    let there = existing(data, path);
    let Some(end) = (0..=there).rev().find(|length| nullable.get(*length).copied().unwrap_or(false)) else { return };
    let mut here = data;
    for segment in path.iter().take(end) {
        match child(here, segment) {
            Some(next) => here = next,
            None => return,
        }
    }
    *here = Value::Null;
}

/// How much of the path leads somewhere: to a place that holds a value, or where an object could hold one.
fn existing(data: &Value, path: &[PathSegment]) -> usize {
    let mut here = data;
    for (length, segment) in path.iter().enumerate() {
        let next = match (here, segment) {
            (Value::Object(fields), PathSegment::Field(key)) => match fields.get(key.as_str()) {
                Some(next) => Some(next),
                None => return length + 1,
            },
            (Value::List(elements), PathSegment::Index(index)) => elements.get(*index),
            _ => None,
        };
        match next {
            Some(next) => here = next,
            None => return length,
        }
    }
    path.len()
}

/// The place of one field or element; a field that is not there gets its place.
fn child<'a>(value: &'a mut Value, segment: &PathSegment) -> Option<&'a mut Value> {
    match (value, segment) {
        (Value::Object(fields), PathSegment::Field(key)) => Some(fields.entry(Name::new(key)).or_insert(Value::Null)),
        (Value::List(elements), PathSegment::Index(index)) => elements.get_mut(*index),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
