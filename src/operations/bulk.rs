//! Many operations in one transaction, each once for a key of its own: all of them are kept, or none. For files.

use super::{
    Act, Operation, Terms, audit,
    idempotency::{self, Claim},
};
use crate::{
    database,
    error::Error,
    request::Request,
    rules::{refusal::field, text},
};
use sea_orm::DatabaseTransaction;
use serde::Serialize;

/// The transaction that the operations share, for whom and on what terms.
pub struct Bulk<'t> {
    transaction: &'t DatabaseTransaction,
    request: &'t Request,
    terms: &'t Terms,
}

/// A key that was not used before.
pub struct Fresh(Claim);

impl<'t> Bulk<'t> {
    /// Operations for `request` inside `transaction`, which somebody else ends.
    pub fn new(transaction: &'t DatabaseTransaction, request: &'t Request, terms: &'t Terms) -> Self {
        Self { transaction, request, terms }
    }

    /// Takes `key` for an operation that stands for `content`; `None` when that was done before, also in this
    /// transaction.
    ///
    /// # Errors
    /// `IDEMPOTENCY_CONFLICT` when the key stood for another content.
    pub async fn claim<O: Operation>(&self, key: &str, content: &impl Serialize) -> Result<Option<Fresh>, Error> {
        let key = text::required(field("idempotencyKey"), key, text::SHORT)?;
        let claim = Claim::new(self.request, O::NAME, key, content)?;
        let known = idempotency::find(self.transaction, &claim).await?;
        Ok(known.is_none().then_some(Fresh(claim)))
    }

    /// Performs `operation` under its key. What it refuses leaves nothing that the next one could stumble over.
    ///
    /// # Errors
    /// What the operation refuses; a failure.
    pub async fn perform<O: Operation>(&self, key: Fresh, operation: &O) -> Result<O::Done, Error> {
        let savepoint = database::savepoint(self.transaction).await?;
        let outcome = self.perform_in(&savepoint, key, operation).await;
        database::end(savepoint, outcome.is_ok()).await?;
        outcome
    }

    async fn perform_in<O: Operation>(
        &self,
        savepoint: &DatabaseTransaction,
        Fresh(claim): Fresh,
        operation: &O,
    ) -> Result<O::Done, Error> {
        let act = Act::new(savepoint, self.request, self.terms);
        let done = operation.perform(&act).await?;
        claim.store(savepoint, &done, &act.into_notices()).await?;
        Ok(done)
    }

    /// Writes one row of the audit log for all of them: so many of this operation, from `source`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit<O: Operation>(&self, source: &str, count: u64) -> Result<(), Error> {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        Ok(audit::many(self.transaction, self.request, O::NAME, source, count).await?)
    }
}
