//! The competitor: the statements of the service without the service, straight through the driver, as fast as they go.
//!
//! Clients are tasks of this process; each sends its next script when the last was answered in full. What is read is
//! turned into JSON, as a caller wants it. Durability is the service's.

mod postgres;
mod sqlite;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;
use std::vec::IntoIter;

use tokio::task::JoinSet;

use crate::Failure;
use crate::drive::Run;
use crate::ground::Kind;
use crate::rehearsal::Script;

/// As many connections as the service has by default.
const CONNECTIONS: u32 = 16;

/// A database with nothing in front of it.
#[derive(Clone)]
pub(crate) enum Raw {
    /// One writer that groups, and readers.
    Sqlite(sqlite::Connections),
    /// A pool.
    Postgres(postgres::Connections),
}

type Scripts = Arc<Mutex<IntoIter<Script>>>;

impl Raw {
    pub(crate) async fn open(kind: Kind, url: &str) -> Result<Self, Failure> {
        match kind {
            Kind::Sqlite => Ok(Self::Sqlite(sqlite::Connections::open(url).await?)),
            Kind::Postgres => Ok(Self::Postgres(postgres::Connections::open(url).await?)),
        }
    }

    /// Sends every script once, with so many clients that each take the next one.
    pub(crate) async fn run(&self, scripts: Vec<Script>, clients: usize) -> Result<Run, Failure> {
        let scripts: Scripts = Arc::new(Mutex::new(scripts.into_iter()));
        let begun = Instant::now();
        let mut callers = JoinSet::new();
        for _ in 0..clients {
            callers.spawn(self.clone().call(Arc::clone(&scripts)));
        }
        let mut latencies = Vec::new();
        while let Some(called) = callers.join_next().await {
            latencies.extend(called??);
        }
        Ok(Run {
            elapsed: begun.elapsed(),
            latencies: latencies.into_iter().collect(),
            processor_time: None,
            refused: 0,
            first_refusal: None,
        })
    }

    async fn call(self, scripts: Scripts) -> Result<Vec<std::time::Duration>, Failure> {
        let mut latencies = Vec::new();
        while let Some(script) = next(&scripts) {
            let begun = Instant::now();
            let answer = match &self {
                Self::Sqlite(connections) => connections.send(script).await?,
                Self::Postgres(connections) => connections.send(script).await?,
            };
            std::hint::black_box(answer);
            latencies.push(begun.elapsed());
        }
        Ok(latencies)
    }
}

fn next(scripts: &Scripts) -> Option<Script> {
    scripts.lock().unwrap_or_else(PoisonError::into_inner).next()
}
