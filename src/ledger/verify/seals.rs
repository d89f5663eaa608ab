//! The audit log's seals: each follows the one before it, is over the events that it was made over,
//! and is signed by the key that it names. Events that no seal is over yet are counted, and were
//! marked by the service when it wrote them.

use std::fmt;

use entity::{audit_event, audit_seal as row, id::AuditEventId};
use sea_orm::{
    EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};

use super::{Head, Proof, finding::Row, words::hash_word};
use crate::{
    database::Reader,
    error::Failure,
    facts::{baseline, key},
    rules::audit_seal,
};

/// How many seals are in hand at once, each with up to a thousand events.
const SEALS: u64 = 10;
/// How many events without a seal are in hand at once.
const EVENTS: u64 = 1_000;

/// Who signed the seals. Printed, it is a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signatures {
    /// The first seal that is signed; `None` where none is.
    pub since: Option<i64>,
    /// The key that signed the last one.
    pub key: Option<String>,
    /// Whether that is a key that was given; `None` where none was.
    pub is_known: Option<bool>,
}

impl fmt::Display for Signatures {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Some(since), Some(key)) = (self.since, &self.key) else {
            return write!(formatter, "No seal is signed.");
        };
        let whose = match self.is_known {
            Some(true) => ", a key of the books",
            Some(false) => ", which is no key of the books",
            None => "; no key of the books was given to compare it with",
        };
        write!(formatter, "Seals are signed from number {since} on, the last one by {key}{whose}.")
    }
}

/// Proves every seal, in order, and that what is not sealed yet was written by the service.
pub(super) async fn prove(books: &Reader, proof: &mut Proof<'_>) -> Result<(), Failure> {
    let last = prove_seals(books, End::default(), proof).await?;
    proof.seal_log(&last.hash);
    prove_signer(&last, proof);
    prove_unsealed(books, proof).await
}

/// The same from a head on that was kept elsewhere.
pub(super) async fn prove_since(books: &Reader, head: &Head, proof: &mut Proof<'_>) -> Result<(), Failure> {
    if let Some(broken) = head.broken_by(books).await? {
        let what = "what it went on from";
        proof.findings.add(Row::Seal(head.seals), what, broken, "as the head that was kept says");
        return Ok(());
    }
    let kept = audit_seal_row(books, head.seals).await?;
    if let Some(seal) = &kept {
        prove_signature(seal, proof);
    }
    let hash = kept.map(|seal| seal.hash).unwrap_or_default();
    let names_a_baseline = head.baseline.is_some() && head.seals > 0;
    let from = End { sequence: head.seals, hash, names_a_baseline, ..End::default() };

    let last = prove_seals(books, from, proof).await?;
    prove_signer(&last, proof);
    prove_unsealed(books, proof).await
}

async fn audit_seal_row(books: &Reader, sequence: i64) -> Result<Option<row::Model>, Failure> {
    Ok(row::Entity::find_by_id(sequence).one(books).await?)
}

/// The end of the chain, as far as it is proved.
#[derive(Default)]
struct End {
    sequence: i64,
    hash: Vec<u8>,
    names_a_baseline: bool,
    /// One finding says it for all seals.
    differs_in_its_baseline: bool,
}

async fn prove_seals(books: &Reader, from: End, proof: &mut Proof<'_>) -> Result<End, Failure> {
    let baseline = baseline::find(books).await?;
    let baseline = baseline.map(|baseline| audit_seal::hash_baseline(&baseline));
    let mut end = from;
    loop {
        let seals = row::Entity::find().filter(row::COLUMN.sequence.gt(end.sequence));
        let seals = seals.order_by_asc(row::COLUMN.sequence).limit(SEALS).all(books).await?;
        if seals.is_empty() {
            return Ok(end);
        }

        let events = events_of(books, &seals).await?;
        proof.read("The audit log", events.len());
        proof.first_event = events.iter().map(|event| event.id).chain(proof.first_event).min();
        for seal in &seals {
            let own: Vec<_> = events.iter().filter(|event| event.seal == Some(seal.sequence)).cloned().collect();
            prove_hash(seal, &own, &end, proof);
            prove_signature(seal, proof);
            prove_baseline(seal, baseline.as_deref(), &mut end, proof);
            proof.audit_events += own.len();
            (end.sequence, end.hash) = (seal.sequence, seal.hash.clone());
        }
    }
}

async fn events_of(books: &Reader, seals: &[row::Model]) -> Result<Vec<audit_event::Model>, Failure> {
    let sealed = audit_event::COLUMN.seal.is_in(seals.iter().map(|seal| seal.sequence));
    let events = audit_event::Entity::find().filter(sealed).order_by_asc(audit_event::COLUMN.id);
    Ok(events.all(books).await?)
}

/// That a seal follows the one before it, and is over its events.
fn prove_hash(seal: &row::Model, own: &[audit_event::Model], end: &End, proof: &mut Proof<'_>) {
    let row = Row::Seal(seal.sequence);
    proof.findings.compare(row, "its number", seal.sequence, end.sequence + 1);
    let events = (own.len().to_string(), seal.events.to_string());
    proof.findings.compare(row, "the number of its events", events.0, events.1);
    let hash = audit_seal::hash(&end.hash, seal, own);
    proof.findings.compare_as(row, "its hash", (seal.hash.clone(), hash), |hash| hash_word(&hash));
}

/// That the key which a seal names signed it, and that a seal behind a signed one is signed.
fn prove_signature(seal: &row::Model, proof: &mut Proof<'_>) {
    let row = Row::Seal(seal.sequence);
    match (&seal.key_id, &seal.signature) {
        (Some(key), Some(signature)) => {
            if !key::is_signed(key, &seal.hash, signature) {
                proof.findings.add(row, "its signature", "of something else", format!("by {key}"));
            }
            proof.signatures.since = proof.signatures.since.or(Some(seal.sequence));
            proof.signatures.key = Some(key.clone());
        }
        (None, None) => {
            if let Some(since) = proof.signatures.since {
                let expected = format!("there, as seals are signed from number {since} on");
                proof.findings.add(row, "its signature", "missing", expected);
            }
        }
        (Some(key), None) => proof.findings.add(row, "its signature", "missing", format!("by {key}")),
        (None, Some(_)) => proof.findings.add(row, "its key", "missing", "named, as it is signed"),
    }
}

/// That facts are proved from the baseline that a seal was made over.
fn prove_baseline(seal: &row::Model, baseline: Option<&[u8]>, end: &mut End, proof: &mut Proof<'_>) {
    let differs = match &seal.baseline {
        Some(made_over) => Some(made_over.as_slice()) != baseline,
        None => end.names_a_baseline,
    };
    end.names_a_baseline |= seal.baseline.is_some();
    if differs && !end.differs_in_its_baseline {
        let word = |hash: Option<&[u8]>| hash.map_or_else(|| "none".to_owned(), hash_word);
        let found = word(seal.baseline.as_deref());
        proof.findings.add(Row::Seal(seal.sequence), "its baseline", found, word(baseline));
        end.differs_in_its_baseline = true;
    }
}

/// That the last signature is of a key that was given. It vouches for all that the chain has before
/// it, by whatever key that was signed.
fn prove_signer(last: &End, proof: &mut Proof<'_>) {
    let (Some(keys), Some(key)) = (proof.known.keys, &proof.signatures.key) else { return };
    let is_known = keys.knows(key);
    proof.signatures.is_known = Some(is_known);
    if !is_known {
        let expected = format!("one of {keys:?}");
        proof.findings.add(Row::Seal(last.sequence), "the key that signed it", key, expected);
    }
}

/// Counts what is not sealed yet. The service marked it, or the sealer will leave it as it is.
async fn prove_unsealed(books: &Reader, proof: &mut Proof<'_>) -> Result<(), Failure> {
    let mut after: Option<AuditEventId> = None;
    loop {
        let mut events = audit_event::Entity::find()
            .filter(audit_event::COLUMN.seal.is_null())
            .order_by_asc(audit_event::COLUMN.id)
            .limit(EVENTS);
        if let Some(after) = after {
            events = events.filter(Expr::col(audit_event::Column::Id).gt(after));
        }
        let events = events.all(books).await?;
        let Some(last) = events.last() else { return Ok(()) };
        after = Some(last.id);

        proof.unsealed += events.len() as u64;
        proof.first_event = events.iter().map(|event| event.id).chain(proof.first_event).min();
        events.iter().for_each(|event| prove_mark(event, proof));
    }
}

/// That the service wrote an event, where it can be told.
fn prove_mark(event: &audit_event::Model, proof: &mut Proof<'_>) {
    let Some(keys) = proof.known.keys else { return };
    let found = match &event.mac {
        Some(mark) if keys.marked(&audit_seal::hash_event(event), mark) => return,
        Some(_) => "of something else",
        // A release that marked none may have written it.
        None if proof.signatures.since.is_none() => return,
        None => "missing",
    };
    let expected = "there, as the service marks what it writes";
    proof.findings.add(Row::Event(event.id), "its mark", found, expected);
}
