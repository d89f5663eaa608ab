//! Requests that are not executed, or not to their end: why, and how that is said in HTTP.

use async_graphql::ServerError;
use poem::http::StatusCode;

use crate::authentication::Refused;
use crate::graphql::document_walk::TooMuch;
use crate::graphql::operation::NoOperation;
use crate::telemetry::Outcome;

/// Why a request has no answer of the schema.
#[derive(Debug, thiserror::Error)]
pub(super) enum Rejected {
    #[error("answers are written as application/graphql-response+json or application/json")]
    NotAcceptable,
    #[error("this must come by {allowed}")]
    Method { allowed: &'static str },
    #[error(transparent)]
    Unauthenticated(#[from] Refused),
    #[error("the body must be application/json in UTF-8")]
    ContentType,
    #[error("the body is longer than {0} bytes")]
    TooLarge(usize),
    #[error("the body took too long to arrive")]
    SlowBody,
    #[error("the parameters are not those of a GraphQL request: {0}")]
    Parameters(String),
    #[error("the document is longer than {0} bytes: send values as variables")]
    LongDocument(usize),
    #[error("{}", .0.message)]
    Syntax(ServerError),
    #[error("variables of the document stand where they may not")]
    Variables(Vec<ServerError>),
    #[error(transparent)]
    TooMuch(#[from] TooMuch),
    #[error(transparent)]
    NoOperation(#[from] NoOperation),
    #[error("the query took longer than {0} seconds")]
    TimeLimit(u32),
    #[error("the service failed")]
    Failure,
}

impl Rejected {
    /// The status, when the answer is `application/graphql-response+json`.
    pub(super) const fn status(&self) -> StatusCode {
        match self {
            Self::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
            Self::Method { .. } => StatusCode::METHOD_NOT_ALLOWED,
            Self::Unauthenticated(_) => StatusCode::UNAUTHORIZED,
            Self::ContentType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::SlowBody => StatusCode::REQUEST_TIMEOUT,
            Self::Parameters(_)
            | Self::LongDocument(_)
            | Self::Syntax(_)
            | Self::Variables(_)
            | Self::TooMuch(_)
            | Self::NoOperation(_) => StatusCode::BAD_REQUEST,
            Self::TimeLimit(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Failure => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Whether this was a GraphQL request, with a document in it: `application/json` then says 200 all the same.
    pub(super) const fn is_of_document(&self) -> bool {
        matches!(
            self,
            Self::LongDocument(_) | Self::Syntax(_) | Self::Variables(_) | Self::TooMuch(_) | Self::NoOperation(_)
        )
    }

    /// The code in the answer's `extensions`.
    pub(super) const fn code(&self) -> &'static str {
        match self {
            Self::Unauthenticated(_) => "UNAUTHENTICATED",
            Self::LongDocument(_) | Self::TooMuch(_) => "TOO_COMPLEX",
            Self::TimeLimit(_) => "UNAVAILABLE",
            Self::Failure => "INTERNAL",
            _ => "BAD_REQUEST",
        }
    }

    pub(super) const fn outcome(&self) -> Outcome {
        match self {
            Self::Unauthenticated(_) => Outcome::Unauthenticated,
            Self::TimeLimit(_) | Self::Failure => Outcome::Failed,
            _ => Outcome::Rejected,
        }
    }
}
