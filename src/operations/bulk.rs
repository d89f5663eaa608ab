//! Many operations in one transaction, each once for a key of its own: all of them are kept, or none. For files.

use super::{
    Act, Operation, Terms, audit, currency,
    idempotency::{self, Claim},
};
use crate::{
    database,
    error::Error,
    facts::Running,
    request::Request,
    rules::{refusal::field, text},
};
use entity::id::AuditEventId;
use sea_orm::DatabaseTransaction;
use serde::Serialize;
use std::sync::{Mutex, PoisonError};

/// The transaction that the operations share, for whom and on what terms.
pub struct Bulk<'t> {
    transaction: &'t DatabaseTransaction,
    request: &'t Request,
    terms: &'t Terms,
    running: Mutex<Running>,
}

/// A key that was not used before.
pub struct Fresh(Claim);

impl<'t> Bulk<'t> {
    /// Operations for `request` inside `transaction`, which somebody else ends.
    pub fn new(transaction: &'t DatabaseTransaction, request: &'t Request, terms: &'t Terms) -> Self {
        let running = Mutex::new(Running::new(AuditEventId::new()));
        Self { transaction, request, terms, running }
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

        // What was undone is no fact of the act.
        let (done, running) = outcome?;
        *self.running.lock().unwrap_or_else(PoisonError::into_inner) = running;
        Ok(done)
    }

    async fn perform_in<O: Operation>(
        &self,
        savepoint: &DatabaseTransaction,
        Fresh(claim): Fresh,
        operation: &O,
    ) -> Result<(O::Done, Running), Error> {
        let act = Act::part_of(savepoint, self.request, self.terms, self.running());
        let done = operation.perform(&act).await?;
        if claim.names_money() {
            currency::bind(&act).await?;
        }
        let (notices, mut facts) = act.end();
        claim.store(savepoint, &mut facts, &done, &notices).await?;
        Ok((done, facts.write(savepoint).await?))
    }

    /// What the operations have written until now.
    fn running(&self) -> Running {
        self.running.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Writes one row of the audit log for all of them: so many of this operation, from `source`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit<O: Operation>(&self, source: &str, count: u64) -> Result<(), Error> {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let written = self.running().written();
        Ok(audit::many(self.transaction, self.request, self.terms, O::NAME, source, count, written).await?)
    }
}
