//! Writes that are safe to repeat: the client's key, what it stood for and what came of it, in the act's transaction.
//!
//! The key is written last. Whoever loses the race for it is undone, and answers what the winner did.

use super::{Answer, Deployment};
use crate::{
    error::{Error, Failure},
    facts::Gathered,
    request::Request,
    rules::{
        notice::Notice,
        refusal::{Reason, Refusal, field},
    },
};
use entity::{idempotency, instant::Instant};
use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, TryInsertResult};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

/// A client's claim that one key stands for one input.
pub(super) struct Claim {
    pub(super) client: String,
    pub(super) key: String,
    pub(super) operation: &'static str,
    pub(super) request_hash: Vec<u8>,
    names_money: bool,
    at: Instant,
}

/// What is kept of an answer.
#[derive(Serialize, Deserialize)]
struct Kept<Done> {
    done: Done,
    notices: Vec<Notice>,
}

impl Claim {
    /// The claim of `key` for `input`. Keys belong to the client program; to the person, where the token names none.
    pub(super) fn new(
        request: &Request,
        operation: &'static str,
        key: String,
        input: &impl Serialize,
    ) -> Result<Self, Failure> {
        let caller = &request.caller;
        let client = caller.client.clone().unwrap_or_else(|| format!("person {}", caller.subject));
        let input = to_json(input)?;
        let request_hash = Sha256::digest(&input).to_vec();
        let names_money = names_money(&input);
        Ok(Self { client, key, operation, request_hash, names_money, at: request.at.into() })
    }

    /// Whether the input says an amount of money.
    pub(super) fn names_money(&self) -> bool {
        self.names_money
    }

    /// Keeps the answer under the key.
    ///
    /// # Errors
    /// [`Failure::KeyTaken`] when somebody else was faster.
    pub(super) async fn store<Done: Serialize>(
        &self,
        transaction: &DatabaseTransaction,
        facts: &mut Gathered,
        done: &Done,
        notices: &[Notice],
    ) -> Result<(), Failure> {
        let row = idempotency::Model {
            client: self.client.clone(),
            key: self.key.clone(),
            operation: self.operation.to_owned(),
            request_hash: self.request_hash.clone(),
            answer: to_json(&Kept { done, notices: notices.to_vec() })?,
            recorded_at: self.at,
        };
        facts.inserted(&row);
        let insert = idempotency::Entity::insert(row.into_active_model()).on_conflict_do_nothing();
        match insert.exec_without_returning(transaction).await? {
            TryInsertResult::Inserted(1) => Ok(()),
            _ => Err(Failure::KeyTaken),
        }
    }
}

/// Whether an input, as JSON, says an amount of money: each one says its currency. In a text that somebody typed the
/// quotation marks of a key would be escaped.
fn names_money(input: &str) -> bool {
    input.contains("\"currency\":")
}

/// What was answered under this key before, if it was used.
///
/// # Errors
/// `IDEMPOTENCY_CONFLICT` when it stood for another input.
pub(super) async fn replay<Done: DeserializeOwned>(
    deployment: &Deployment,
    claim: &Claim,
) -> Result<Option<Answer<Done>>, Error> {
    let Some(row) = find(deployment.database.reader(), claim).await? else { return Ok(None) };
    let kept: Kept<Done> = serde_json::from_str(&row.answer)
        .map_err(|cause| Failure::Broken(format!("a kept answer is unreadable: {cause}")))?;
    Ok(Some(Answer { done: kept.done, notices: kept.notices, replayed: true }))
}

/// The row of this key, if it was used.
///
/// # Errors
/// `IDEMPOTENCY_CONFLICT` when it stood for another input.
pub(super) async fn find(
    connection: &impl ConnectionTrait,
    claim: &Claim,
) -> Result<Option<idempotency::Model>, Error> {
    let key = (claim.client.clone(), claim.key.clone());
    let row = idempotency::Entity::find_by_id(key).one(connection).await?;
    let stands_for_it =
        |row: &idempotency::Model| row.operation == claim.operation && row.request_hash == claim.request_hash;
    match row {
        Some(row) if !stands_for_it(&row) => {
            let reason = Reason::IdempotencyConflict { first_recorded_at: row.recorded_at };
            Err(Refusal::new(field("idempotencyKey"), reason).into())
        }
        row => Ok(row),
    }
}

fn to_json(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|cause| Failure::Broken(format!("an input cannot be written down: {cause}")))
}
