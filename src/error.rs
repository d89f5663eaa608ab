//! What an operation answers when it does not do what was asked: a refusal of the business, a missing right, a failure.

use std::sync::Arc;

use sea_orm::{DbErr, sqlx};

use crate::rules::{refusal::Refusal, rights::Right};

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule of the stockroom refuses it; the caller is told which, with numbers. Never empty.
    #[error("refused: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Refused(Vec<Refusal>),
    /// The caller has no such right there.
    #[error("this needs the right to {} at {site}: {} has it", .right.in_words(), .right.holders())]
    Forbidden {
        /// The right that is missing.
        right: Right,
        /// Code of the site, or `every site`.
        site: String,
    },
    /// Something that should work did not.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// A fault of the service or of what it stands on. Logged once, at the edge.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] DbErr),
    /// Several waited for one read, which failed.
    #[error(transparent)]
    Shared(Arc<Failure>),
    /// The write did not get its turn in time; nothing was begun.
    #[error("too busy: nothing was begun, try again")]
    Unavailable,
    /// The transaction that carried this write could not be committed.
    #[error("the write was not committed: {0}")]
    NotCommitted(String),
    /// Another call took the idempotency key while this one ran; answered by what that one did.
    #[error("the idempotency key was taken meanwhile")]
    KeyTaken,
    /// The database counts in another currency than was configured.
    #[error("the amounts of this database are in {bound}, and the service is set up for {configured}")]
    OtherCurrency {
        /// What the database counts in.
        bound: String,
        /// What was configured.
        configured: String,
    },
    /// What the act had resolved before it waited for its lock is not so any more: it starts over.
    #[error("what the act was about changed while it waited: try again")]
    ChangedMeanwhile,
    /// What must hold did not.
    #[error("an invariant does not hold: {0}")]
    Broken(String),
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(vec![refusal])
    }
}

impl From<DbErr> for Error {
    fn from(cause: DbErr) -> Self {
        Self::Failed(cause.into())
    }
}

impl From<sqlx::Error> for Failure {
    fn from(cause: sqlx::Error) -> Self {
        Self::Database(DbErr::Conn(sea_orm::RuntimeErr::SqlxError(cause.into())))
    }
}

impl Failure {
    /// Whether the caller may simply try again.
    pub fn is_retryable(&self) -> bool {
        let cause = match self {
            Self::Unavailable | Self::ChangedMeanwhile => return true,
            Self::Database(cause) => cause,
            Self::Shared(failure) => return failure.is_retryable(),
            Self::NotCommitted(_) | Self::KeyTaken | Self::OtherCurrency { .. } | Self::Broken(_) => return false,
        };
        matches!(cause, DbErr::ConnectionAcquire(_))
    }
}
