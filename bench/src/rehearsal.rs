//! Finding out what the service says to the database: every call is executed once, alone, inside this process, and
//! each statement is written down with its values.
//!
//! The raw competitor then sends just these to a twin of the database, where they fit: the same rows are there, and the
//! ids that were new in the rehearsal are new there as well.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::Utc;
use lotwise::config::MAX_COMPLEXITY;
use lotwise::exports::open::{self, Opening};
use lotwise::graphql::{self, Schema};
use lotwise::operations::Deployment;
use sea_orm::{Statement, Values};

use crate::Failure;
use crate::service::deployment;
use crate::workload::Call;

/// One statement of the service.
#[derive(Clone)]
pub(crate) struct Sent {
    /// Its text, which lives as long as the program: a raw caller would have it as a constant.
    pub(crate) sql: &'static str,
    /// Its values.
    pub(crate) values: Values,
}

impl Sent {
    /// Whether it changes nothing.
    fn is_read(&self) -> bool {
        self.sql.starts_with("SELECT") || self.sql.starts_with("WITH")
    }

    /// Whether it answers rows.
    pub(crate) fn answers_rows(&self) -> bool {
        self.is_read() || self.sql.contains(" RETURNING ")
    }
}

/// One step of what a call says to the database.
pub(crate) enum Step {
    /// In one transaction.
    Write(Vec<Sent>),
    /// On its own, from any connection.
    Read(Sent),
    /// From one connection, in one transaction.
    ReadInOneTransaction(Vec<Sent>),
}

/// All that one call says to the database, in order.
pub(crate) struct Script(pub(crate) Vec<Step>);

impl Script {
    /// A mutation is one transaction up to its last write: what it answers is read after the commit.
    fn of_mutation(mut sent: Vec<Sent>) -> Self {
        let end = sent.iter().rposition(|sent| !sent.is_read()).map_or(0, |last| last + 1);
        let reads = sent.split_off(end);
        Self(std::iter::once(Step::Write(sent)).chain(reads.into_iter().map(Step::Read)).collect())
    }

    /// A query reads; what it writes is a row of the audit log.
    fn of_query(sent: Vec<Sent>) -> Self {
        let step = |sent: Sent| if sent.is_read() { Step::Read(sent) } else { Step::Write(vec![sent]) };
        Self(sent.into_iter().map(step).collect())
    }

    /// The same, with all that is read between two writes read in one transaction.
    fn of_query_in_one_transaction(sent: Vec<Sent>) -> Self {
        let step = |run: &[Sent]| match run {
            [one] if !one.is_read() => Step::Write(run.to_vec()),
            _ => Step::ReadInOneTransaction(run.to_vec()),
        };
        Self(sent.chunk_by(|one, next| one.is_read() && next.is_read()).map(step).collect())
    }

    /// Every statement, in order.
    pub(crate) fn statements(&self) -> impl Iterator<Item = &Sent> {
        self.0.iter().flat_map(Step::statements)
    }
}

impl Step {
    fn statements(&self) -> &[Sent] {
        match self {
            Self::Write(sent) | Self::ReadInOneTransaction(sent) => sent,
            Self::Read(sent) => std::slice::from_ref(sent),
        }
    }
}

/// A database to rehearse on.
pub(crate) struct Rehearsal {
    schema: Schema,
    deployment: Deployment,
    heard: Arc<Mutex<Vec<Sent>>>,
}

impl Rehearsal {
    pub(crate) async fn open(url: &str) -> Result<Self, Failure> {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let texts = Mutex::new(BTreeSet::new());
        let writer = Arc::clone(&heard);
        let observer = move |info: &sea_orm::metric::Info<'_>| {
            let sent = write_down(info.statement, &mut texts.lock().unwrap_or_else(PoisonError::into_inner));
            writer.lock().unwrap_or_else(PoisonError::into_inner).push(sent);
        };
        let deployment = deployment(url, Some(Arc::new(observer))).await?;
        Ok(Self { schema: graphql::schema(deployment.clone(), MAX_COMPLEXITY), deployment, heard })
    }

    /// Executes the calls one after the other: what each says to the database, a query in one transaction if so wanted.
    pub(crate) async fn scripts(
        &self,
        calls: impl IntoIterator<Item = Call>,
        in_one_transaction: bool,
    ) -> Result<Vec<Script>, Failure> {
        let of_query = if in_one_transaction { Script::of_query_in_one_transaction } else { Script::of_query };
        let mut scripts = Vec::new();
        self.take();
        for call in calls {
            let script = if call.is_mutation() { Script::of_mutation } else { of_query };
            call.execute(&self.schema).await?;
            scripts.push(script(self.take()));
        }
        Ok(scripts)
    }

    /// Asks for an export and reads it to its end: all that this says to the database.
    pub(crate) async fn export(&self, call: Call) -> Result<Script, Failure> {
        self.take();
        let answer = call.execute(&self.schema).await?;
        let link = answer["createExportLink"]["exportLink"]["url"].as_str().ok_or("a link has an address")?;
        let secret = link.rsplit('/').next().unwrap_or_default().to_owned();
        let opening = Opening { secret, at: Utc::now(), id: "benchmark".to_owned(), address: None };
        let mut opened = open::open(&self.deployment, opening).await?;
        while let Some(piece) = opened.pieces.recv().await {
            piece?;
        }
        Ok(Script::of_query(self.take()))
    }

    fn take(&self) -> Vec<Sent> {
        std::mem::take(&mut self.heard.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// There are a few dozen different texts in all: they are kept for ever.
fn write_down(statement: &Statement, texts: &mut BTreeSet<&'static str>) -> Sent {
    let sql = texts.get(statement.sql.as_str()).copied().unwrap_or_else(|| {
        let text: &'static str = statement.sql.clone().leak();
        texts.insert(text);
        text
    });
    Sent { sql, values: statement.values.clone().unwrap_or(Values(vec![])) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(sql: &'static str) -> Sent {
        Sent { sql, values: Values(vec![]) }
    }

    #[test]
    fn what_a_query_reads_before_and_after_it_wrote_is_read_in_one_transaction_each() {
        let all = ["SELECT 1", "WITH two", "INSERT three", "INSERT four", "SELECT 5"].map(sent).to_vec();
        let script = Script::of_query_in_one_transaction(all);
        let steps: Vec<_> =
            script.0.iter().map(|step| (matches!(step, Step::Write(_)), step.statements().len())).collect();
        assert_eq!(steps, [(false, 2), (true, 1), (true, 1), (false, 1)]);
        assert_eq!(script.statements().count(), 5);
    }
}
