//! Acts: each wrote the facts that its event of the audit log says, in their order, and no fact is
//! there without its act.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use entity::{audit_event, fact, fact_baseline, id::AuditEventId};
use sea_orm::{EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

use super::{Proof, finding::Row, words::hash_word};
use crate::{
    database::Reader,
    error::Failure,
    facts::{Running, Written, baseline, table, walk},
};

/// How many events, and how many facts, are in hand at once.
const PAGE: u64 = 1_000;

/// Proves every act that wrote facts, and the baseline.
pub(super) async fn prove(books: &Reader, proof: &mut Proof<'_>) -> Result<(), Failure> {
    let baseline = baseline::find(books).await?;
    if let Some(baseline) = &baseline {
        proof.facts_since = Some(baseline.found_at);
        proof.taken_over = baseline.facts;
    }

    let acts = Acts::new(books, None, baseline.map(said_of_the_baseline));
    follow(acts, Facts::new(books, None), proof).await
}

/// Proves the acts from one on, and that every row which they wrote says what was written last.
pub(super) async fn prove_from(books: &Reader, first: AuditEventId, proof: &mut Proof<'_>) -> Result<(), Failure> {
    let facts = Facts { touched: Some(Touched::default()), ..Facts::new(books, Some(first)) };
    follow(Acts::new(books, Some(first), None), facts, proof).await
}

/// Goes through acts and facts side by side.
async fn follow(mut acts: Acts<'_>, mut facts: Facts<'_>, proof: &mut Proof<'_>) -> Result<(), Failure> {
    let mut said = acts.next().await?;
    let mut wrote = facts.next().await?;
    loop {
        let next = [said.as_ref(), wrote.as_ref()].into_iter().flatten().map(|act| act.act_id).min();
        let is_last = next.is_none();
        facts.prove_touched(is_last, proof).await?;
        let Some(act_id) = next else { return Ok(()) };
        let is_next = |act: &mut Written| act.act_id == act_id;

        proof.read("Acts", 1);
        compare(act_id, said.as_ref(), wrote.as_ref(), proof);
        if said.take_if(is_next).is_some() {
            said = acts.next().await?;
        }
        if wrote.take_if(is_next).is_some() {
            wrote = facts.next().await?;
        }
    }
}

/// Holds what an event says of an act against the facts that are there of it.
fn compare(act_id: AuditEventId, said: Option<&Written>, wrote: Option<&Written>, proof: &mut Proof<'_>) {
    let row = Row::Act(act_id);
    let of_it =
        |act: Option<&Written>| act.filter(|act| act.act_id == act_id).map(|act| (act.count, hash_word(&act.digest)));
    match (of_it(said), of_it(wrote)) {
        (Some((count, digest)), Some((found, found_digest))) => {
            proof.findings.compare(row, "the number of its facts", found, count);
            proof.findings.compare(row, "the digest of its facts", found_digest, digest);
        }
        (Some((count, _)), None) => proof.findings.compare(row, "the number of its facts", 0, count),
        (None, Some(_)) => {
            proof.findings.add(row, "its event", "missing", "there, as facts name it");
        }
        (None, None) => {}
    }
}

fn said_of_the_baseline(baseline: fact_baseline::Model) -> Written {
    Written { act_id: baseline.act_id, count: baseline.facts, digest: baseline.facts_digest }
}

/// What events say of their acts' facts, in the order of their ids, a page in hand.
struct Acts<'a> {
    books: &'a Reader,
    page: VecDeque<Written>,
    first: Option<AuditEventId>,
    last: Option<AuditEventId>,
    has_more: bool,
    baseline: Option<Written>,
}

impl<'a> Acts<'a> {
    fn new(books: &'a Reader, first: Option<AuditEventId>, baseline: Option<Written>) -> Self {
        Self { books, page: VecDeque::new(), first, last: None, has_more: true, baseline }
    }

    async fn next(&mut self) -> Result<Option<Written>, Failure> {
        if self.page.is_empty() && self.has_more {
            self.turn().await?;
        }
        let event = self.page.front().map(|event| event.act_id);
        let is_next = |baseline: &mut Written| event.is_none_or(|event| baseline.act_id < event);
        Ok(self.baseline.take_if(is_next).or_else(|| self.page.pop_front()))
    }

    async fn turn(&mut self) -> Result<(), Failure> {
        let mut events = audit_event::Entity::find()
            .select_only()
            .columns([audit_event::Column::Id, audit_event::Column::Facts, audit_event::Column::FactsDigest])
            .filter(audit_event::COLUMN.facts.is_not_null())
            .order_by_asc(audit_event::Column::Id)
            .limit(PAGE);
        if let Some(first) = self.first {
            events = events.filter(Expr::col(audit_event::Column::Id).gte(first));
        }
        if let Some(last) = self.last {
            events = events.filter(Expr::col(audit_event::Column::Id).gt(last));
        }

        let events: Vec<(AuditEventId, i64, Option<Vec<u8>>)> = events.into_tuple().all(self.books).await?;
        self.has_more = events.len() as u64 == PAGE;
        self.last = events.last().map(|(id, ..)| *id).or(self.last);
        let said =
            |(act_id, count, digest): (_, _, Option<_>)| Written { act_id, count, digest: digest.unwrap_or_default() };
        self.page = events.into_iter().map(said).collect();
        Ok(())
    }
}

/// What the facts say that acts wrote, in the order of the acts, a page in hand.
struct Facts<'a> {
    books: &'a Reader,
    page: VecDeque<fact::Model>,
    first: Option<AuditEventId>,
    last: Option<(AuditEventId, i64)>,
    has_more: bool,
    /// The rows that the acts wrote, where these are to be proved as well.
    touched: Option<Touched>,
}

/// Keys of rows, by their tables.
type Touched = BTreeMap<String, BTreeSet<Vec<u8>>>;

/// After how many rows that acts wrote these are proved.
const TOUCHED: usize = 200;

impl<'a> Facts<'a> {
    fn new(books: &'a Reader, first: Option<AuditEventId>) -> Self {
        Self { books, page: VecDeque::new(), first, last: None, has_more: true, touched: None }
    }

    /// Proves the rows that were written, once there are enough of them, or at the end.
    async fn prove_touched(&mut self, at_the_end: bool, proof: &mut Proof<'_>) -> Result<(), Failure> {
        let Some(touched) = &mut self.touched else { return Ok(()) };
        if !at_the_end && touched.values().map(BTreeSet::len).sum::<usize>() < TOUCHED {
            return Ok(());
        }
        for table in table::all() {
            let Some(keys) = touched.remove(table.name) else { continue };
            for pair in walk::pairs_of(self.books, &table, keys).await? {
                proof.rows += u64::from(pair.row.is_some());
                super::facts::prove_pair(self.books, &table, &pair, proof).await?;
            }
        }
        Ok(())
    }

    /// The next act, with all of its facts; a number that is left out makes another digest.
    async fn next(&mut self) -> Result<Option<Written>, Failure> {
        self.turn().await?;
        let Some(first) = self.page.front() else { return Ok(None) };

        let act_id = first.act_id;
        let mut running = Running::new(act_id);
        while let Some(fact) = self.page.pop_front_if(|fact| fact.act_id == act_id) {
            running.add(&fact);
            if let Some(touched) = &mut self.touched {
                touched.entry(fact.table_name).or_default().insert(fact.row_key);
            }
            self.turn().await?;
        }
        Ok(Some(running.written()))
    }

    /// Reads the next page, when the last one is used up.
    async fn turn(&mut self) -> Result<(), Failure> {
        if !self.page.is_empty() || !self.has_more {
            return Ok(());
        }
        let mut facts =
            fact::Entity::find().order_by_asc(fact::Column::ActId).order_by_asc(fact::Column::Ordinal).limit(PAGE);
        if let Some(first) = self.first {
            facts = facts.filter(Expr::col(fact::Column::ActId).gte(first));
        }
        if let Some((act, ordinal)) = self.last {
            let columns = [fact::Column::ActId, fact::Column::Ordinal].map(Expr::col);
            facts = facts.filter(Expr::tuple(columns).gt(Expr::tuple([Expr::val(act), Expr::val(ordinal)])));
        }

        let facts = facts.all(self.books).await?;
        self.has_more = facts.len() as u64 == PAGE;
        self.last = facts.last().map(|fact| (fact.act_id, fact.ordinal)).or(self.last);
        self.page = facts.into();
        Ok(())
    }
}
