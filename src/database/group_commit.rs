//! Group commit: one task owns SQLite's only writing connection and commits many callers' writes with one sync.
//!
//! Writes that wait together share a transaction, each inside a savepoint of its own: one that is refused undoes only
//! itself. Nobody is answered before the commit is on disk.

use super::{Write, sqlite};
use crate::error::{Error, Failure};
use futures_util::{FutureExt, future::BoxFuture};
use sea_orm::{DatabaseConnection, DatabaseTransaction, DbErr};
use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};
use tokio::{
    sync::{mpsc, oneshot},
    time::Instant,
};

/// How many writes share one commit at most.
pub(super) const GROUP: usize = 64;
/// How many writes wait at most.
const WAITING: usize = 4096;

/// Where writes wait for their turn.
#[derive(Clone)]
pub(super) struct Queue {
    sender: mpsc::Sender<Job>,
    wait: Duration,
}

/// What a write does on a transaction, or when there is none.
type Run = Box<dyn for<'t> FnOnce(Option<&'t DatabaseTransaction>) -> BoxFuture<'t, Ran> + Send>;

/// A write that waits: until when it may begin, and what it does.
struct Job {
    begin_before: Instant,
    run: Run,
}

/// A write that ran: whether it is to be kept, and how its caller learns that it is on disk, or that it is not.
struct Ran {
    keep: bool,
    answer: Box<dyn FnOnce(Result<(), Failure>) + Send>,
}

impl Queue {
    pub(super) fn start(connection: DatabaseConnection, wait: Duration) -> Self {
        let (sender, receiver) = mpsc::channel(WAITING);
        tokio::spawn(serve(connection, receiver));
        Self { sender, wait }
    }

    pub(super) async fn write<T: Send + 'static>(&self, write: impl Write<T>) -> Result<T, Error> {
        let (sender, receiver) = oneshot::channel();
        let begin_before = Instant::now() + self.wait;
        let job = Job { begin_before, run: Box::new(|transaction| Box::pin(run(write, transaction, sender))) };
        self.sender.try_send(job).map_err(|_| Failure::Unavailable)?;
        receiver.await.map_err(|_| Failure::Broken("the writer ended".to_owned()))?
    }
}

async fn run<T: Send + 'static>(
    write: impl Write<T>,
    transaction: Option<&DatabaseTransaction>,
    sender: oneshot::Sender<Result<T, Error>>,
) -> Ran {
    let outcome = match transaction {
        Some(transaction) => AssertUnwindSafe(write(transaction)).catch_unwind().await.unwrap_or_else(|_| panicked()),
        None => Err(Failure::Unavailable.into()),
    };
    let keep = outcome.is_ok();
    // Whoever no longer waits for the answer does not want it.
    let answer =
        move |committed: Result<(), Failure>| drop(sender.send(outcome.and_then(|done| Ok(committed.map(|()| done)?))));
    Ran { keep, answer: Box::new(answer) }
}

/// A panic ends one write, not the writer that everybody needs.
fn panicked<T>() -> Result<T, Error> {
    Err(Failure::Broken("a write panicked".to_owned()).into())
}

async fn serve(connection: DatabaseConnection, mut receiver: mpsc::Receiver<Job>) {
    let mut group = Vec::with_capacity(GROUP);
    while receiver.recv_many(&mut group, GROUP).await > 0 {
        let (ran, committed) = commit(&connection, group.drain(..)).await;
        let committed = committed.map_err(Arc::new);
        for write in ran {
            (write.answer)(committed.clone().map_err(Failure::NotCommitted));
        }
    }
}

async fn commit(
    connection: &DatabaseConnection,
    jobs: impl ExactSizeIterator<Item = Job> + Send,
) -> (Vec<Ran>, Result<(), DbErr>) {
    let mut ran = Vec::with_capacity(jobs.len());
    let alone = jobs.len() == 1;
    let transaction = match sqlite::begin_to_write(connection).await {
        Ok(transaction) => transaction,
        Err(cause) => {
            for job in jobs {
                ran.push((job.run)(None).await);
            }
            return (ran, Err(cause));
        }
    };
    for job in jobs {
        match one(&transaction, job, alone).await {
            Ok(done) => ran.push(done),
            Err((done, cause)) => {
                ran.extend(done);
                return (ran, Err(cause));
            }
        }
    }
    let kept = ran.iter().any(|write| write.keep);
    (ran, super::end(transaction, kept).await)
}

/// Runs one write, in a savepoint unless it is alone; an error of the savepoint itself ends the group.
async fn one(transaction: &DatabaseTransaction, job: Job, alone: bool) -> Result<Ran, (Option<Ran>, DbErr)> {
    if Instant::now() > job.begin_before {
        return Ok((job.run)(None).await);
    }
    if alone {
        return Ok((job.run)(Some(transaction)).await);
    }
    let savepoint = super::savepoint(transaction).await.map_err(|cause| (None, cause))?;
    let ran = (job.run)(Some(&savepoint)).await;
    match super::end(savepoint, ran.keep).await {
        Ok(()) => Ok(ran),
        Err(cause) => Err((Some(ran), cause)),
    }
}
