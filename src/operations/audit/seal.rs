//! Sealing the audit log. Events are appended without a chain, since its end would be one lock for all; a sealer comes by
//! every few seconds and seals what it finds. What a running transaction adds later is found the next time.

use crate::{
    database::{self, Database},
    error::Error,
    rules::audit_seal,
};
use entity::{audit_event, audit_seal as row, instant::Instant};
use futures_util::FutureExt;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};

/// How many events one seal is over at most.
const EVENTS: u64 = 1_000;

/// Seals every event that is not sealed yet, and answers how many there were. Several copies take turns.
///
/// # Errors
/// When the database fails.
pub async fn seal_all(database: &Database, now: Instant) -> Result<u64, Error> {
    let mut sealed = 0;
    while unsealed().limit(1).count(database.reader()).await? > 0 {
        let events = database.write(move |transaction| seal(transaction, now).boxed()).await?;
        if events == 0 {
            break;
        }
        sealed += events;
    }
    Ok(sealed)
}

fn unsealed() -> sea_orm::Select<audit_event::Entity> {
    audit_event::Entity::find().filter(audit_event::COLUMN.seal.is_null())
}

/// Makes one seal, and answers over how many events: none when another copy was faster.
async fn seal(transaction: &DatabaseTransaction, now: Instant) -> Result<u64, Error> {
    database::take_turns(transaction, &row::Entity).await?;
    let events = unsealed().order_by_asc(audit_event::COLUMN.id).limit(EVENTS).all(transaction).await?;
    if events.is_empty() {
        return Ok(0);
    }
    let last = row::Entity::find().order_by_desc(row::COLUMN.sequence).one(transaction).await?;
    let (previous, sequence) = last.map_or((vec![], 0), |last| (last.hash, last.sequence));
    let count = i64::try_from(events.len()).unwrap_or(i64::MAX);
    let mut seal = row::Model {
        sequence: sequence + 1,
        sealed_at: now,
        events: count,
        hash: vec![],
        key_id: None,
        signature: None,
    };
    seal.hash = audit_seal::hash(&previous, &seal, &events);
    let sequence = seal.sequence;
    row::Entity::insert(seal.into_active_model()).exec_without_returning(transaction).await?;
    audit_event::Entity::update_many()
        .col_expr(audit_event::Column::Seal, Expr::value(sequence))
        .filter(audit_event::COLUMN.id.is_in(events.iter().map(|event| event.id)))
        .exec(transaction)
        .await?;
    Ok(events.len() as u64)
}
