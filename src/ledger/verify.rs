//! The proof of the books: `lotwise verify`.
//!
//! Everything stored is worked out again from the entries: numbers, chains, running sums, values, balances, containers,
//! lines, reversals. It reads one instant of the books in the order of their keys, a stretch at a time, so that books of
//! any size are proved at constant memory while the service runs.

mod balance;
mod balances;
mod components;
mod containers;
mod demand;
mod finding;
mod postings;
mod reservations;
mod reversals;
mod sale_lines;
mod seals;
mod stretch;
mod usage_lines;
mod words;

pub use finding::{Finding, Row};

use crate::{database::Reader, error::Failure};
use entity::id::StockId;
use finding::Findings;
use sha2::{Digest, Sha256};
use std::fmt;

/// What a proof of the books came to.
#[derive(Clone, Debug)]
pub struct Report {
    /// How many balances were proved.
    pub balances: usize,
    /// How many entries.
    pub entries: usize,
    /// How many postings.
    pub postings: usize,
    /// How many opened containers.
    pub containers: usize,
    /// How many lines of usages.
    pub usage_lines: usize,
    /// How many lines of sales.
    pub sale_lines: usize,
    /// How many events of the audit log are sealed.
    pub audit_events: usize,
    /// How many are not sealed yet: the sealer of a running service comes by every few seconds.
    pub unsealed: u64,
    /// What does not add up; empty when the books are right.
    pub findings: Vec<Finding>,
    /// SHA-256 over the end of every chain, in the order of the balances' ids, and the last seal: kept elsewhere, it shows that a tail was
    /// cut off, which a chain alone cannot.
    pub head: String,
}

impl Report {
    /// Whether everything adds up.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.findings {
            writeln!(formatter, "{finding}")?;
        }
        let Self { balances, entries, postings, containers, usage_lines, sale_lines, audit_events, unsealed, .. } =
            self;
        write!(formatter, "Proved {balances} balances with {entries} entries of {postings} postings, ")?;
        write!(formatter, "{containers} opened containers, {usage_lines} usage lines, {sale_lines} sale lines and ")?;
        write!(formatter, "{audit_events} sealed events of the audit log ({unsealed} are not sealed yet): ")?;
        match self.findings.len() {
            0 => write!(formatter, "everything adds up."),
            findings => write!(formatter, "{findings} findings."),
        }
    }
}

/// Proves the books as they are at one instant.
///
/// # Errors
/// [`Failure::Database`] when the database fails; what is wrong with the books is in the report.
pub async fn books(reader: &Reader) -> Result<Report, Failure> {
    let books = reader.at_one_instant();
    let mut proof = Proof::default();
    balances::prove(&books, &mut proof).await?;
    reversals::prove(&books, &mut proof).await?;
    containers::prove(&books, &mut proof).await?;
    usage_lines::prove(&books, &mut proof).await?;
    sale_lines::prove(&books, &mut proof).await?;
    reservations::prove(&books, &mut proof).await?;
    components::prove(&books, &mut proof).await?;
    postings::prove(&books, &mut proof).await?;
    demand::prove(&books, &mut proof).await?;
    seals::prove(&books, &mut proof).await?;
    Ok(proof.into_report())
}

/// The proof so far.
#[derive(Default)]
struct Proof {
    balances: usize,
    entries: usize,
    postings: usize,
    containers: usize,
    usage_lines: usize,
    sale_lines: usize,
    audit_events: usize,
    unsealed: u64,
    findings: Findings,
    heads: Sha256,
}

impl Proof {
    /// Adds the end of a balance's chain to the digest over all of them.
    fn seal(&mut self, stock: StockId, head: &[u8]) {
        self.balances += 1;
        self.heads.update(stock.0.as_bytes());
        self.heads.update(head);
    }

    /// Adds the last seal of the audit log.
    fn seal_log(&mut self, last: &[u8]) {
        self.heads.update(last);
    }

    fn into_report(self) -> Report {
        let Self {
            balances,
            entries,
            postings,
            containers,
            usage_lines,
            sale_lines,
            audit_events,
            unsealed,
            findings,
            heads,
        } = self;
        let (findings, head) = (findings.into_vec(), words::hash_word(&heads.finalize()));
        Report {
            balances,
            entries,
            postings,
            containers,
            usage_lines,
            sale_lines,
            audit_events,
            unsealed,
            findings,
            head,
        }
    }
}
