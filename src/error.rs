//! What an operation answers when it does not do what was asked: a refusal of the business, a missing right, a failure.

use std::sync::Arc;

use sea_orm::{DbErr, sqlx};

use crate::rules::{approval::Wanted, refusal::Refusal, rights::Right};

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
    /// Nothing refuses the act, but it takes a second person. Inside the operations only: who asked is refused with
    /// `NEEDS_APPROVAL`, once the request is kept.
    #[error("it waits for a second person")]
    AwaitsApproval(Box<Wanted>),
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
    #[error("the write was not committed")]
    NotCommitted(#[source] Arc<DbErr>),
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
    /// The audit log is sealed with a key that this copy of the service does not have.
    #[error(
        "the audit log of this database is sealed with the key {key}, and this copy of the service has none: set \
         LOTWISE_BOOKS_KEY or LOTWISE_BOOKS_KEY_FILE"
    )]
    NoBooksKey {
        /// The name of the key that sealed last.
        key: String,
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
