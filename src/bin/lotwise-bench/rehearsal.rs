//! Finding out what the service says to the database: every call is executed once, alone, inside this process, and
//! each statement is written down with its values.
//!
//! The raw competitor then sends just these to a twin of the database, where they fit: the same rows are there, and the
//! ids that were new in the rehearsal are new there as well.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use lotwise::graphql::{self, Schema};
use sea_orm::{Statement, Values};

use crate::Failure;
use crate::clinic::{deployment, execute};
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
    /// Whether it answers rows.
    pub(crate) fn answers_rows(&self) -> bool {
        self.sql.starts_with("SELECT") || self.sql.contains(" RETURNING ")
    }
}

/// All that one call says to the database.
#[derive(Default)]
pub(crate) struct Script {
    /// In one transaction.
    pub(crate) transaction: Vec<Sent>,
    /// Each on its own, afterwards.
    pub(crate) reads: Vec<Sent>,
}

impl Script {
    /// Everything up to the last write is one transaction: a service reads what it answers after it committed.
    fn of(mut sent: Vec<Sent>) -> Self {
        let end = sent.iter().rposition(|sent| !sent.sql.starts_with("SELECT")).map_or(0, |last| last + 1);
        let reads = sent.split_off(end);
        Self { transaction: sent, reads }
    }

    /// How often the database is asked, the transaction's begin and end apart.
    pub(crate) fn round_trips(&self) -> usize {
        self.transaction.len() + self.reads.len()
    }
}

/// A database to rehearse on.
pub(crate) struct Rehearsal {
    schema: Schema,
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
        let schema = graphql::schema(deployment(url, Some(Arc::new(observer))).await?);
        Ok(Self { schema, heard })
    }

    /// Executes the calls one after the other: what each says to the database.
    pub(crate) async fn scripts(&self, calls: impl IntoIterator<Item = Call>) -> Result<Vec<Script>, Failure> {
        let mut scripts = Vec::new();
        self.take();
        for call in calls {
            execute(&self.schema, call).await?;
            scripts.push(Script::of(self.take()));
        }
        Ok(scripts)
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
