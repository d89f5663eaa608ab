//! The document of a request: parsed, measured, and the operation found that is meant.

use async_graphql::parser::types::{ExecutableDocument, OperationType};
use async_graphql::parser::{self, parse_query};
use async_graphql::{Response, ServerError};

use super::parameters::Parameters;
use super::rejected::Rejected;
use crate::config::RequestLimits;
use crate::graphql::document_text::{self, is_nested_too_deep};
use crate::graphql::document_walk::{self, DocumentLimits, TooMuch};
use crate::graphql::nullability::Nullability;
use crate::graphql::operation;
use crate::graphql::order;

/// A document by its text, when it is not too much.
pub(super) fn parse(text: &str, limits: &RequestLimits) -> Result<ExecutableDocument, Rejected> {
    if text.len() > limits.max_query_bytes {
        return Err(Rejected::LongDocument(limits.max_query_bytes));
    }
    if is_nested_too_deep(text) {
        return Err(TooMuch::Nesting(document_text::MAX_NESTING).into());
    }
    let document = parse_query(text).map_err(|error| Rejected::Syntax(syntax_error(error)))?;
    document_walk::check(&document, &document_limits(limits))?;
    Ok(document)
}

/// What kind of operation of the document is meant, when all the variables that it needs are there.
pub(super) fn kind(document: &ExecutableDocument, parameters: &Parameters) -> Result<OperationType, Rejected> {
    let operation = operation::select(document, parameters.operation_name.as_deref())?;
    operation::require_variables(operation, &parameters.variables)?;
    Ok(operation.ty)
}

/// The parser draws the line of the document with a mark under it, and says after that what it expected. The position is
/// in the locations; the drawing is left out.
fn syntax_error(error: parser::Error) -> ServerError {
    let error = ServerError::from(error);
    let expected = error.message.rsplit("= ").next().unwrap_or_default().trim();
    ServerError { message: format!("the document can't be parsed: {expected}"), ..error }
}

/// Makes of what the executor answered what the specification wants: failed fields null, all in the order asked for.
pub(super) fn settle(response: &mut Response, document: &ExecutableDocument, name: Option<&str>, types: &Nullability) {
    let Ok(operation) = operation::select(document, name) else { return };
    types.settle(response, document, operation);
    order::arrange(&mut response.data, document, operation);
}

const fn document_limits(limits: &RequestLimits) -> DocumentLimits {
    DocumentLimits {
        fields: limits.max_fields,
        aliases: limits.max_aliases,
        root_fields: limits.max_root_fields,
        depth: limits.max_depth,
    }
}
