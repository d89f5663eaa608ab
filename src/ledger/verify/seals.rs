//! The audit log's seals: each follows the one before it, and is over the events that it was made over. Events that no
//! seal is over yet are counted.

use super::{Proof, finding::Row, words::hash_word};
use crate::{database::Reader, error::Failure, rules::audit_seal};
use entity::{audit_event, audit_seal as row};
use sea_orm::{EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

/// How many seals are in hand at once, each with up to a thousand events.
const SEALS: u64 = 10;

/// Proves every seal, in order.
pub(super) async fn prove(books: &Reader, proof: &mut Proof) -> Result<(), Failure> {
    let (mut after, mut previous) = (0, vec![]);
    loop {
        let seals = row::Entity::find().filter(row::COLUMN.sequence.gt(after)).order_by_asc(row::COLUMN.sequence);
        let seals = seals.limit(SEALS).all(books).await?;
        let events = events_of(books, &seals).await?;
        for seal in &seals {
            let own: Vec<_> = events.iter().filter(|event| event.seal == Some(seal.sequence)).cloned().collect();
            let row = Row::Seal(seal.sequence);
            proof.findings.compare(row, "its number", seal.sequence, after + 1);
            proof.findings.compare(row, "the number of its events", own.len().to_string(), seal.events.to_string());
            let hash = audit_seal::hash(&previous, seal, &own);
            proof.findings.compare_as(row, "its hash", (seal.hash.clone(), hash), |hash| hash_word(&hash));
            proof.audit_events += own.len();
            (after, previous) = (seal.sequence, seal.hash.clone());
        }
        if seals.is_empty() {
            break;
        }
    }
    proof.seal_log(&previous);
    let unsealed = audit_event::Entity::find().filter(audit_event::COLUMN.seal.is_null());
    proof.unsealed = unsealed.count(books).await?;
    Ok(())
}

async fn events_of(books: &Reader, seals: &[row::Model]) -> Result<Vec<audit_event::Model>, Failure> {
    let sealed = audit_event::COLUMN.seal.is_in(seals.iter().map(|seal| seal.sequence));
    Ok(audit_event::Entity::find().filter(sealed).order_by_asc(audit_event::COLUMN.id).all(books).await?)
}
