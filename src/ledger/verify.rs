//! The proof of the books: `lotwise verify`.
//!
//! Everything that entries say is worked out again from them: numbers, chains, running sums, values, balances, containers,
//! lines, reversals. Every other row is held against the fact that an act wrote of it, the facts against the acts, the acts
//! against the seals, and the triggers that keep all of it against the schema's steps. It reads one instant of the books in the order of their keys, a stretch at a time, so that books of
//! any size are proved at constant memory while the service runs.

mod acts;
mod balance;
mod balances;
mod components;
mod containers;
mod demand;
mod facts;
mod finding;
mod head;
mod postings;
mod reservations;
mod reversals;
mod sale_lines;
mod seals;
mod stretch;
mod triggers;
mod usage_lines;
mod words;

pub use facts::{RowFault, RowFinding};
pub use finding::{Finding, Row};
pub use head::Head;
pub use seals::Signatures;
pub use triggers::{TriggerFault, TriggerFinding};

use crate::{database::Reader, error::Failure, facts::key::BooksKeys};
use entity::{
    id::{AuditEventId, StockId},
    instant::Instant,
};
use finding::Findings;
use sea_orm::{DbErr, RuntimeErr, sqlx};
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
    /// The number of the seal from which on was proved; `None` where all of the books were.
    pub since: Option<i64>,
    /// How many rows of all tables have facts.
    pub rows: u64,
    /// How many of them were taken over as they were found, when a release first kept facts.
    pub taken_over: i64,
    /// Since when facts are proved; `None` where this release never opened the database to write.
    pub facts_since: Option<Instant>,
    /// How many events of the audit log are sealed.
    pub audit_events: usize,
    /// How many are not sealed yet: the sealer of a running service comes by every few seconds.
    pub unsealed: u64,
    /// Who signed the seals.
    pub signatures: Signatures,
    /// What does not add up; empty when the books are right.
    pub findings: Vec<Finding>,
    /// The rows that are not as an act left them.
    pub tampered: Vec<RowFinding>,
    /// The triggers that are not as the schema's steps made them.
    pub triggers: Vec<TriggerFinding>,
    /// SHA-256 over the end of every chain, in the order of the balances' ids, and the last seal: kept elsewhere, it shows that a tail was
    /// cut off, which a chain alone cannot.
    pub head: String,
}

impl Report {
    /// Whether everything adds up, and nothing was changed past the service.
    pub fn is_clean(&self) -> bool {
        self.count() == 0
    }

    /// How many findings there are of all kinds.
    pub fn count(&self) -> usize {
        self.findings.len() + self.tampered.len() + self.triggers.len()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.tampered.iter().try_for_each(|finding| writeln!(formatter, "{finding}"))?;
        self.findings.iter().try_for_each(|finding| writeln!(formatter, "{finding}"))?;
        self.triggers.iter().try_for_each(|finding| writeln!(formatter, "{finding}"))?;

        if let Some(seal) = self.since {
            write!(formatter, "Proved what came behind seal {seal}: ")?;
            write!(formatter, "{} rows by their facts and {} sealed events ", self.rows, self.audit_events)?;
            write!(formatter, "of the audit log ({} are not sealed yet): ", self.unsealed)?;
            return self.write_outcome(formatter);
        }
        let Self { balances, entries, postings, containers, usage_lines, sale_lines, audit_events, unsealed, .. } =
            self;
        write!(formatter, "Proved {balances} balances with {entries} entries of {postings} postings, ")?;
        write!(formatter, "{containers} opened containers, {usage_lines} usage lines, {sale_lines} sale lines, ")?;
        write!(formatter, "{} rows by their facts{} and ", self.rows, self.since())?;
        write!(formatter, "{audit_events} sealed events of the audit log ({unsealed} are not sealed yet): ")?;
        self.write_outcome(formatter)
    }
}

impl Report {
    fn write_outcome(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.count() {
            0 => write!(formatter, "everything adds up."),
            findings => write!(formatter, "{findings} findings."),
        }
    }

    /// From when on, and from what, facts are proved: in words, where they were not from the beginning.
    fn since(&self) -> String {
        match self.facts_since {
            Some(_) if self.taken_over == 0 => String::new(),
            Some(since) => format!(" ({} taken over as they were found at {})", self.taken_over, words::moment(since)),
            None => " (there is no baseline: open the database with this release first)".to_owned(),
        }
    }
}

/// What is known of the books from elsewhere, and who wants to hear how far the proof is.
#[derive(Clone, Copy, Default)]
pub struct Known<'a> {
    /// The keys that seals should be signed with, and that events are marked with until they are sealed.
    pub keys: Option<&'a BooksKeys>,
    /// Told now and then.
    pub progress: Option<&'a (dyn Fn(Progress) + Sync)>,
}

/// How far a proof is. Printed, it is a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being proved, in words.
    pub part: &'static str,
    /// How many rows of it were read.
    pub rows: u64,
}

impl fmt::Display for Progress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {} rows read", self.part, self.rows)
    }
}

/// After how many rows of a part somebody is told how far it is.
const TOLD_EVERY: u64 = 100_000;

/// Proves the books as they are at one instant.
///
/// # Errors
/// [`Failure::Database`] when the database fails; what is wrong with the books is in the report.
pub async fn books(reader: &Reader, known: Known<'_>) -> Result<Report, Failure> {
    let books = reader.at_one_instant();
    let mut proof = Proof { known, ..Proof::default() };
    proof.begin("Rows and their facts");
    let told = facts::prove(&books, &mut proof).await;
    proof.unless_unreadable("Facts", told)?;
    proof.begin("Acts");
    let told = acts::prove(&books, &mut proof).await;
    proof.unless_unreadable("Acts", told)?;
    triggers::prove(&books, &mut proof).await?;

    // Facts are compared byte for byte, whatever a row says. What follows reads rows as ours: where one is not, its fact
    // has named it, and what else can be proved is.
    proof.begin("Balances");
    let told = balances::prove(&books, &mut proof).await;
    proof.unless_unreadable("Balances", told)?;
    proof.begin("Reversals");
    let told = reversals::prove(&books, &mut proof).await;
    proof.unless_unreadable("Reversals", told)?;
    proof.begin("Containers");
    let told = containers::prove(&books, &mut proof).await;
    proof.unless_unreadable("Containers", told)?;
    proof.begin("Usages");
    let told = usage_lines::prove(&books, &mut proof).await;
    proof.unless_unreadable("Usages", told)?;
    proof.begin("Sales");
    let told = sale_lines::prove(&books, &mut proof).await;
    proof.unless_unreadable("Sales", told)?;
    proof.begin("Reservations");
    let told = reservations::prove(&books, &mut proof).await;
    proof.unless_unreadable("Reservations", told)?;
    proof.begin("Components");
    let told = components::prove(&books, &mut proof).await;
    proof.unless_unreadable("Components", told)?;
    proof.begin("Postings");
    let told = postings::prove(&books, &mut proof).await;
    proof.unless_unreadable("Postings", told)?;
    proof.begin("Demand");
    let told = demand::prove(&books, &mut proof).await;
    proof.unless_unreadable("Demand", told)?;
    proof.begin("The audit log");
    let told = seals::prove(&books, &mut proof).await;
    proof.unless_unreadable("The audit log", told)?;
    Ok(proof.into_report())
}

/// Proves what came behind `head`, which was kept elsewhere: that the audit log goes on from it, every act since, and each row
/// that these acts wrote; and the triggers. It takes as long as what came is much. What is older is not read: rows that
/// nobody wrote since are for [`books`].
///
/// # Errors
/// As [`books`].
pub async fn since(reader: &Reader, head: &Head, known: Known<'_>) -> Result<Report, Failure> {
    let books = reader.at_one_instant();
    let mut proof = Proof { known, since: Some(head.seals), ..Proof::default() };
    proof.begin("The audit log");
    seals::prove_since(&books, head, &mut proof).await?;
    proof.begin("Acts");
    if let Some(first) = proof.first_event {
        acts::prove_from(&books, first, &mut proof).await?;
    }
    triggers::prove(&books, &mut proof).await?;
    Ok(proof.into_report())
}

/// The proof so far.
#[derive(Default)]
struct Proof<'a> {
    known: Known<'a>,
    since: Option<i64>,
    /// The first event of those that were read.
    first_event: Option<AuditEventId>,
    read: u64,
    signatures: Signatures,
    balances: usize,
    entries: usize,
    postings: usize,
    containers: usize,
    usage_lines: usize,
    sale_lines: usize,
    rows: u64,
    taken_over: i64,
    facts_since: Option<Instant>,
    audit_events: usize,
    unsealed: u64,
    findings: Findings,
    tampered: Vec<RowFinding>,
    triggers: Vec<TriggerFinding>,
    heads: Sha256,
}

impl Proof<'_> {
    /// So many more rows of a part were read.
    fn read(&mut self, part: &'static str, rows: usize) {
        let before = self.read;
        self.read += rows as u64;
        let tells = before / TOLD_EVERY != self.read / TOLD_EVERY;
        if let (true, Some(progress)) = (tells, self.known.progress) {
            progress(Progress { part, rows: self.read });
        }
    }

    /// The next part begins.
    fn begin(&mut self, part: &'static str) {
        self.read = 0;
        if let Some(progress) = self.known.progress {
            progress(Progress { part, rows: 0 });
        }
    }

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

    /// Goes on where a proof met a value that no row of ours has; any other failure ends all of it.
    fn unless_unreadable(&mut self, rows: &'static str, told: Result<(), Failure>) -> Result<(), Failure> {
        match told {
            Err(Failure::Database(cause)) if is_unreadable(&cause) => {
                self.findings.add(Row::All(rows), "a value", cause, "one that this program writes");
                Ok(())
            }
            told => told,
        }
    }

    fn into_report(self) -> Report {
        Report {
            balances: self.balances,
            entries: self.entries,
            postings: self.postings,
            containers: self.containers,
            usage_lines: self.usage_lines,
            sale_lines: self.sale_lines,
            since: self.since,
            rows: self.rows,
            taken_over: self.taken_over,
            facts_since: self.facts_since,
            audit_events: self.audit_events,
            signatures: self.signatures,
            unsealed: self.unsealed,
            findings: self.findings.into_vec(),
            tampered: self.tampered,
            triggers: self.triggers,
            head: words::hash_word(&self.heads.finalize()),
        }
    }
}

/// Whether the database answered, and what it answered is no value of ours.
fn is_unreadable(cause: &DbErr) -> bool {
    match cause {
        DbErr::Type(_) | DbErr::TryIntoErr { .. } | DbErr::Json(_) => true,
        DbErr::Query(RuntimeErr::SqlxError(cause)) => {
            matches!(**cause, sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_))
        }
        _ => false,
    }
}
