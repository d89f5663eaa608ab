//! The triggers that keep rows as they were written: all that the schema's steps made are there, run
//! and say what they said, and there are no others.

use std::{collections::BTreeMap, fmt};

use migration::triggers;
use sea_orm::ConnectionTrait;

use super::Proof;
use crate::{
    database::{self, Reader},
    error::Failure,
};

/// A trigger that is not as the schema's steps made it. Printed, it is a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TriggerFinding {
    /// The table that it belongs to.
    pub table: String,
    /// Its name.
    pub trigger: String,
    /// What is wrong with it.
    pub fault: TriggerFault,
}

/// What is wrong with a trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TriggerFault {
    /// It is gone.
    Missing,
    /// It is there and does not run.
    Disabled,
    /// It does something else.
    Replaced,
    /// No step made it.
    Foreign,
}

impl fmt::Display for TriggerFinding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { table, trigger, fault } = self;
        let fault = match fault {
            TriggerFault::Missing => "is gone",
            TriggerFault::Disabled => "is switched off",
            TriggerFault::Replaced => "does something else than it was made for",
            TriggerFault::Foreign => "was not made by this program",
        };
        write!(formatter, "Trigger {trigger} of {table} {fault}.")
    }
}

/// Proves every trigger.
pub(super) async fn prove(books: &Reader, proof: &mut Proof<'_>) -> Result<(), Failure> {
    let found = database::triggers(books).await?;
    let mut found: BTreeMap<_, _> = found.into_iter().map(|found| (found.trigger.name.clone(), found)).collect();

    for expected in triggers::all(books.get_database_backend()) {
        let fault = match found.remove(&expected.name) {
            None => TriggerFault::Missing,
            Some(found) if found.trigger != expected => TriggerFault::Replaced,
            Some(found) if !found.is_enabled => TriggerFault::Disabled,
            Some(_) => continue,
        };
        let (table, trigger) = (expected.table, expected.name);
        proof.triggers.push(TriggerFinding { table, trigger, fault });
    }

    let foreign = found.into_values().map(|found| TriggerFinding {
        table: found.trigger.table,
        trigger: found.trigger.name,
        fault: TriggerFault::Foreign,
    });
    proof.triggers.extend(foreign);
    Ok(())
}
