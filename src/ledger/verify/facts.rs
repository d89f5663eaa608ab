//! Facts: each row says what the newest act that wrote it wrote, each row that an act wrote is there,
//! and there is no other.

use std::fmt;

use entity::id::AuditEventId;

use super::Proof;
use crate::{
    database::Reader,
    error::Failure,
    facts::{
        table::{self, Table},
        walk::{self, History, Pair, Walk},
    },
};

/// A row that is not as an act left it. Printed, it is a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFinding {
    /// The table that the row stands in, or should.
    pub table: &'static str,
    /// The row's primary key, as SQL takes it; several columns behind one another.
    pub key: String,
    /// The columns that say something else than an act wrote; none where the whole row is at fault.
    pub columns: Vec<&'static str>,
    /// What is wrong with it.
    pub fault: RowFault,
}

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFault {
    /// It says what no act wrote.
    Changed {
        /// The act that wrote it last.
        act: AuditEventId,
    },
    /// It says what it said before the act that wrote it last.
    SetBack {
        /// The act that wrote it last.
        act: AuditEventId,
        /// The version that it says, of those from 1 on.
        to: i64,
    },
    /// It is gone, and no act removed it.
    Missing {
        /// The act that wrote it last.
        act: AuditEventId,
    },
    /// No act wrote it.
    Inserted,
    /// It is there, although an act removed it.
    Returned {
        /// The act that removed it.
        act: AuditEventId,
    },
    /// Facts of it are gone: of its versions from 1 on, one at least is missing.
    Forgotten {
        /// The newest version that is there.
        newest: i64,
    },
}

impl fmt::Display for RowFinding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { table, key, columns, fault } = self;
        let columns = columns.join(", ");
        write!(formatter, "Row {key} of {table}: ")?;
        match fault {
            RowFault::Changed { act } => write!(formatter, "{columns} is not what {act} wrote."),
            RowFault::SetBack { act, to } => {
                write!(formatter, "{columns} is set back to version {to}, and not what {act} wrote.")
            }
            RowFault::Missing { act } => write!(formatter, "it is gone, and was written by {act}."),
            RowFault::Inserted => write!(formatter, "it is there, and no act wrote it."),
            RowFault::Returned { act } => write!(formatter, "it is there, and {act} removed it."),
            RowFault::Forgotten { newest } => {
                write!(formatter, "facts of it before version {newest} are gone.")
            }
        }
    }
}

/// Proves every row of every table that has facts.
pub(super) async fn prove(books: &Reader, proof: &mut Proof<'_>) -> Result<(), Failure> {
    for table in table::all() {
        let mut walk = Walk::new(books, &table);
        while let Some(pair) = walk.next().await? {
            proof.rows += u64::from(pair.row.is_some());
            proof.read("Rows and their facts", 1);
            prove_pair(books, &table, &pair, proof).await?;
        }
    }
    Ok(())
}

/// Proves one row by its facts.
pub(super) async fn prove_pair(
    books: &Reader,
    table: &Table,
    pair: &Pair,
    proof: &mut Proof<'_>,
) -> Result<(), Failure> {
    let mut add = |columns, fault| {
        let key = table.key_in_words(&pair.key);
        proof.tampered.push(RowFinding { table: table.name, key, columns, fault });
    };
    if let Some(History { newest, is_whole: false }) = &pair.history {
        add(vec![], RowFault::Forgotten { newest: newest.version });
    }

    let (row, newest) = (&pair.row, pair.history.as_ref().map(|history| &history.newest));
    match (row, newest) {
        (None, None) => {}
        (None, Some(newest)) => {
            if newest.digest.is_some() {
                add(vec![], RowFault::Missing { act: newest.act_id });
            }
        }
        (Some(_), None) => add(vec![], RowFault::Inserted),
        (Some(row), Some(newest)) => match &newest.digest {
            None => add(vec![], RowFault::Returned { act: newest.act_id }),
            Some(digest) if *digest == row.content.digest => {}
            Some(_) => {
                let columns = table.differing(&newest.tags, &row.content.tags);
                let act = newest.act_id;
                let older = walk::older_version(books, newest, &row.content.digest).await?;
                let fault = older.map_or(RowFault::Changed { act }, |to| RowFault::SetBack { act, to });
                add(columns, fault);
            }
        },
    }
    Ok(())
}
