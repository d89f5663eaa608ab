//! The document of a request: parsed, measured, and the operation found that is meant.

use async_graphql::parser::types::{ExecutableDocument, OperationType};
use async_graphql::parser::{self, parse_query};
use async_graphql::{Pos, Response, ServerError};

use super::masking::MOST_MISTAKES;
use super::parameters::Parameters;
use super::rejected::Rejected;
use crate::config::RequestLimits;
use crate::graphql::document_text::{self, is_nested_too_deep};
use crate::graphql::document_walk::{self, DocumentLimits, TooMuch};
use crate::graphql::empty_selection;
use crate::graphql::nullability;
use crate::graphql::operation;
use crate::graphql::order;
use crate::graphql::schema_types::SchemaTypes;
use crate::graphql::variables;

/// A document that was taken.
pub(super) struct Document {
    executable: ExecutableDocument,
    /// Something in it may select nothing.
    is_marked: bool,
}

impl Document {
    /// The document with this text, when it is not too much and its variables stand where they may.
    pub(super) fn parse(text: &str, limits: &RequestLimits, types: &SchemaTypes) -> Result<Self, Rejected> {
        if text.len() > limits.max_query_bytes {
            return Err(Rejected::LongDocument(limits.max_query_bytes));
        }
        if is_nested_too_deep(text) {
            return Err(TooMuch::Nesting(document_text::MAX_NESTING).into());
        }
        let mut executable = parse_query(text).map_err(|error| Rejected::Syntax(syntax_error(error)))?;
        document_walk::check(&executable, &document_limits(limits))?;

        let wrong = variables::check(&executable, types);
        if !wrong.is_empty() {
            let told = wrong.into_iter().take(MOST_MISTAKES);
            return Err(Rejected::Variables(told.map(|(pos, wrong)| variable_error(pos, &wrong)).collect()));
        }
        let is_marked = empty_selection::mark(&mut executable);
        Ok(Self { executable, is_marked })
    }

    /// What is executed.
    pub(super) const fn executable(&self) -> &ExecutableDocument {
        &self.executable
    }

    /// What kind of operation of it is meant, when all the variables that it needs are there.
    pub(super) fn kind(&self, parameters: &Parameters) -> Result<OperationType, Rejected> {
        let operation = operation::select(&self.executable, parameters.operation_name.as_deref())?;
        operation::require_variables(operation, &parameters.variables)?;
        Ok(operation.ty)
    }

    /// Makes of what the executor answered what the specification wants: failed fields null, objects of which nothing
    /// is selected empty, all in the order asked for.
    pub(super) fn settle(&self, response: &mut Response, name: Option<&str>, types: &SchemaTypes) {
        let Ok(operation) = operation::select(&self.executable, name) else { return };
        nullability::settle(response, &self.executable, operation, types);
        if self.is_marked {
            empty_selection::unmark(&mut response.data);
        }
        order::arrange(&mut response.data, &self.executable, operation);
    }
}

fn variable_error(pos: Pos, wrong: &variables::Wrong) -> ServerError {
    ServerError::new(wrong.to_string(), Some(pos))
}

/// The parser draws the line of the document with a mark under it, and says after that what it expected. The position is
/// in the locations; the drawing is left out.
fn syntax_error(error: parser::Error) -> ServerError {
    let error = ServerError::from(error);
    let expected = error.message.rsplit("= ").next().unwrap_or_default().trim();
    ServerError { message: format!("the document can't be parsed: {expected}"), ..error }
}

const fn document_limits(limits: &RequestLimits) -> DocumentLimits {
    DocumentLimits {
        fields: limits.max_fields,
        aliases: limits.max_aliases,
        root_fields: limits.max_root_fields,
        depth: limits.max_depth,
    }
}
