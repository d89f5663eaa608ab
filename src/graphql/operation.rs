//! Which operation of a document is meant, and whether it was given the variables it needs.

use async_graphql::Variables;
use async_graphql::parser::types::{DocumentOperations, ExecutableDocument, OperationDefinition};

/// Why no operation of the document can be executed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoOperation {
    /// None has this name.
    #[error("the document has no operation named {0:?}")]
    Unknown(String),
    /// There are several, and `operationName` is missing.
    #[error("the document has several operations: operationName must say which one is meant")]
    Ambiguous,
    /// It needs a variable that was not given, or given as null.
    #[error("the variable ${0} is required")]
    MissingVariable(String),
}

/// The operation of this name, or the only one.
///
/// # Errors
/// None has the name, or there are several and none is named.
pub fn select<'a>(
    document: &'a ExecutableDocument,
    name: Option<&str>,
) -> Result<&'a OperationDefinition, NoOperation> {
    match (&document.operations, name) {
        (DocumentOperations::Single(operation), None) => Ok(&operation.node),
        (DocumentOperations::Multiple(operations), None) => {
            let mut operations = operations.values();
            match (operations.next(), operations.next()) {
                (Some(only), None) => Ok(&only.node),
                _ => Err(NoOperation::Ambiguous),
            }
        }
        (DocumentOperations::Multiple(operations), Some(name)) => {
            operations.get(name).map(|found| &found.node).ok_or_else(|| NoOperation::Unknown(name.to_owned()))
        }
        (DocumentOperations::Single(_), Some(name)) => Err(NoOperation::Unknown(name.to_owned())),
    }
}

/// Checks that each variable that may not be null has a value. The executor finds out only where one is used.
///
/// # Errors
/// [`NoOperation::MissingVariable`].
pub fn require_variables(operation: &OperationDefinition, variables: &Variables) -> Result<(), NoOperation> {
    let missing = operation.variable_definitions.iter().find(|definition| {
        let definition = &definition.node;
        let given = variables.get(&definition.name.node);
        !definition.var_type.node.nullable
            && match given {
                Some(value) => *value == async_graphql::Value::Null,
                None => definition.default_value.is_none(),
            }
    });
    missing.map_or(Ok(()), |definition| Err(NoOperation::MissingVariable(definition.node.name.node.to_string())))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use async_graphql::parser::parse_query;
    use async_graphql::parser::types::OperationType;
    use serde_json::json;

    use super::*;

    fn kind(text: &str, name: Option<&str>) -> Result<OperationType, NoOperation> {
        select(&parse_query(text).unwrap(), name).map(|operation| operation.ty)
    }

    #[test]
    fn the_named_operation_or_the_only_one_is_meant() {
        let two = "query A { viewer } mutation B { mark }";
        assert_eq!(kind(two, Some("B")), Ok(OperationType::Mutation));
        assert_eq!(kind(two, None), Err(NoOperation::Ambiguous));
        assert_eq!(kind(two, Some("C")), Err(NoOperation::Unknown("C".to_owned())));
        assert_eq!(kind("query A { viewer }", None), Ok(OperationType::Query));
        assert_eq!(kind("{ viewer }", Some("A")), Err(NoOperation::Unknown("A".to_owned())));
    }

    #[test]
    fn a_required_variable_must_have_a_value() {
        let document = parse_query("query ($a: ID!, $b: ID, $c: Int! = 1) { viewer }").unwrap();
        let check = |variables| require_variables(select(&document, None).unwrap(), &Variables::from_json(variables));
        let missing = |name: &str| Err(NoOperation::MissingVariable(name.to_owned()));
        assert_eq!(check(json!({ "a": "1" })), Ok(()));
        assert_eq!(check(json!({ "b": "1" })), missing("a"));
        assert_eq!(check(json!({ "a": null })), missing("a"));
        assert_eq!(check(json!({ "a": "1", "c": null })), missing("c"));
    }
}
