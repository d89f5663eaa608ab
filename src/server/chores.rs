//! What the service does by the clock, beside answering: each chore again and again, a while after it ended.

use std::time::Duration;

use chrono::{DateTime, Utc};
use futures_util::future::{BoxFuture, join_all, pending};
use tokio_util::task::AbortOnDropHandle;

use crate::error::Error;

/// Does a chore, at the time that it is told.
type Run = Box<dyn Fn(DateTime<Utc>) -> BoxFuture<'static, Result<(), Error>> + Send + Sync>;

/// Something that is done every so often.
pub struct Chore {
    /// What it is, in the log.
    pub name: &'static str,
    /// How long after it ended it begins again.
    pub every: Duration,
    /// It is done at the start as well, and not only after that time.
    pub at_start: bool,
    /// Does it, at the time that it is told.
    pub run: Run,
}

/// Does the chores for as long as it is polled. One that fails is logged and tried again at its time.
pub(super) async fn keep(chores: Vec<Chore>) {
    join_all(chores.iter().map(repeat)).await;
    pending().await
}

async fn repeat(chore: &Chore) {
    if chore.at_start {
        once(chore).await;
    }
    loop {
        tokio::time::sleep(chore.every).await;
        once(chore).await;
    }
}

#[expect(clippy::disallowed_methods, reason = "the edge reads the clock, once for each time that a chore is done")]
async fn once(chore: &Chore) {
    // A task of its own: connections are accepted meanwhile. It ends with who waits for it; what it writes runs to its end.
    let task = AbortOnDropHandle::new(tokio::spawn((chore.run)(Utc::now())));
    match task.await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::error!(chore.name = chore.name, error = %error, "a chore failed"),
        // The panic hook has logged it.
        Err(_) => {}
    }
}
