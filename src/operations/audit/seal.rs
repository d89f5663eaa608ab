//! Sealing the audit log. Events are appended without a chain, since its end would be one lock for
//! all; a sealer comes by every few seconds and seals what it finds. What a running transaction adds
//! later is found the next time.
//!
//! With a key of the books, a seal is signed, and only events that the service marked are sealed:
//! what somebody wrote past the service is left unsealed, and `verify` names it. Before the first
//! signed seal there may be events of a release that marked none: they are sealed without a signature.

use crate::{
    database,
    error::{Error, Failure},
    facts::{baseline, key::BooksKeys},
    operations::Deployment,
    rules::audit_seal,
};
use entity::{audit_event, audit_seal as row, id::AuditEventId, instant::Instant};
use futures_util::FutureExt;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, ExprTrait},
};

/// How many events one seal is over at most.
const EVENTS: u64 = 1_000;

/// What a pass over the audit log came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sealed {
    /// How many events were sealed.
    pub events: u64,
    /// How many were not, since nobody with the key of the books wrote them.
    pub refused: u64,
}

/// Seals every event that is not sealed yet. Several copies take turns.
///
/// # Errors
/// When the database fails.
pub async fn seal_all(deployment: &Deployment, now: Instant) -> Result<Sealed, Error> {
    let mut total = Sealed::default();
    let mut after = None;
    while unsealed(after).limit(1).count(deployment.database.reader()).await? > 0 {
        let terms = deployment.terms.clone();
        let seal = deployment.database.write(move |transaction| {
            let terms = terms.clone();
            async move { seal(transaction, terms.books_key.as_ref(), now, after).await }.boxed()
        });

        let (sealed, last) = seal.await?;
        total.events += sealed.events;
        total.refused += sealed.refused;
        if last.is_none() {
            break;
        }
        after = last;
    }
    Ok(total)
}

/// Checks that this copy of the service can go on sealing: where seals are signed, it has a key.
///
/// # Errors
/// [`Failure::NoBooksKey`]; when the database fails.
pub async fn check_at_start(deployment: &Deployment) -> Result<(), Error> {
    let last = last_seal().one(deployment.database.reader()).await?;
    match (last.and_then(|seal| seal.key_id), &deployment.terms.books_key) {
        (Some(key), None) => Err(Failure::NoBooksKey { key }.into()),
        (Some(key), Some(keys)) if !keys.knows(&key) => {
            tracing::warn!(seal.key = key, "the audit log was sealed with another key of the books until now");
            Ok(())
        }
        _ => Ok(()),
    }
}

fn unsealed(after: Option<AuditEventId>) -> sea_orm::Select<audit_event::Entity> {
    let unsealed = audit_event::Entity::find().filter(audit_event::COLUMN.seal.is_null());
    match after {
        Some(after) => unsealed.filter(Expr::col(audit_event::Column::Id).gt(after)),
        None => unsealed,
    }
}

fn last_seal() -> sea_orm::Select<row::Entity> {
    row::Entity::find().order_by_desc(row::COLUMN.sequence).limit(1)
}

/// Seals the next events, and answers the last one that was looked at: none when another copy was
/// faster.
async fn seal(
    transaction: &DatabaseTransaction,
    keys: Option<&BooksKeys>,
    now: Instant,
    after: Option<AuditEventId>,
) -> Result<(Sealed, Option<AuditEventId>), Error> {
    database::take_turns(transaction, &row::Entity).await?;
    let events = unsealed(after).order_by_asc(audit_event::COLUMN.id).limit(EVENTS);
    let events = events.all(transaction).await?;
    let looked_at = events.last().map(|event| event.id);

    let last = last_seal().one(transaction).await?;
    let signs_already = last.as_ref().is_some_and(|seal| seal.signature.is_some());
    let sorted = Sorted::new(events, keys, signs_already);

    let mut sealer = Sealer::new(transaction, last, now).await?;
    sealer.append(&sorted.unmarked, None).await?;
    sealer.append(&sorted.marked, keys).await?;
    let events = sorted.unmarked.len() + sorted.marked.len();
    Ok((Sealed { events: events as u64, refused: sorted.refused }, looked_at))
}

/// Events by what may become of them.
#[derive(Default)]
struct Sorted {
    /// Sealed with a signature.
    marked: Vec<audit_event::Model>,
    /// Sealed without one.
    unmarked: Vec<audit_event::Model>,
    /// Not sealed.
    refused: u64,
}

impl Sorted {
    fn new(events: Vec<audit_event::Model>, keys: Option<&BooksKeys>, signs_already: bool) -> Self {
        let Some(keys) = keys else { return Self { unmarked: events, ..Self::default() } };

        let mut sorted = Self::default();
        for event in events {
            match &event.mac {
                Some(mark) if keys.marked(&audit_seal::hash_event(&event), mark) => {
                    sorted.marked.push(event);
                }
                None if !signs_already => sorted.unmarked.push(event),
                _ => sorted.refused += 1,
            }
        }
        sorted
    }
}

/// Somebody who appends seals to the chain, one behind the other.
struct Sealer<'t> {
    transaction: &'t DatabaseTransaction,
    now: Instant,
    baseline: Option<Vec<u8>>,
    /// The sequence and the hash of the last seal.
    last: (i64, Vec<u8>),
}

impl<'t> Sealer<'t> {
    async fn new(transaction: &'t DatabaseTransaction, last: Option<row::Model>, now: Instant) -> Result<Self, Error> {
        let baseline = baseline::find(transaction).await?;
        let baseline = baseline.map(|baseline| audit_seal::hash_baseline(&baseline));
        let last = last.map_or((0, vec![]), |last| (last.sequence, last.hash));
        Ok(Self { transaction, now, baseline, last })
    }

    /// Makes one seal over these events, where there are any; signed, where there are keys.
    async fn append(&mut self, events: &[audit_event::Model], keys: Option<&BooksKeys>) -> Result<(), Error> {
        if events.is_empty() {
            return Ok(());
        }
        let (sequence, previous) = &self.last;
        let mut seal = row::Model {
            sequence: sequence + 1,
            sealed_at: self.now,
            events: i64::try_from(events.len()).unwrap_or(i64::MAX),
            hash: vec![],
            key_id: keys.and_then(BooksKeys::id).map(str::to_owned),
            signature: None,
            baseline: self.baseline.clone(),
        };
        seal.hash = audit_seal::hash(previous, &seal, events);
        seal.signature = keys.and_then(|keys| keys.sign(&seal.hash));
        self.last = (seal.sequence, seal.hash.clone());

        let sequence = seal.sequence;
        row::Entity::insert(seal.into_active_model()).exec_without_returning(self.transaction).await?;
        audit_event::Entity::update_many()
            .col_expr(audit_event::Column::Seal, Expr::value(sequence))
            .filter(audit_event::COLUMN.id.is_in(events.iter().map(|event| event.id)))
            .exec(self.transaction)
            .await?;
        Ok(())
    }
}
