//! What the service does by the clock, beside answering: each chore again and again, a while after it ended.

use std::time::Duration;

use chrono::{DateTime, Utc};
use futures_util::future::{BoxFuture, join_all, pending};

use crate::error::Error;

/// Does a chore, at the time that it is told.
type Run = Box<dyn Fn(DateTime<Utc>) -> BoxFuture<'static, Result<(), Error>> + Send + Sync>;

/// Something that is done every so often.
pub struct Chore {
    /// What it is, in the log.
    pub name: &'static str,
    /// How long after it ended it begins again.
    pub every: Duration,
    /// Does it, at the time that it is told.
    pub run: Run,
}

/// Does the chores for as long as it is polled. One that fails is logged and tried again at its time.
pub(super) async fn keep(chores: Vec<Chore>) {
    join_all(chores.iter().map(repeat)).await;
    pending().await
}

async fn repeat(chore: &Chore) {
    loop {
        tokio::time::sleep(chore.every).await;
        if let Err(error) = (chore.run)(Utc::now()).await {
            tracing::error!(chore.name = chore.name, error = %error, "a chore failed");
        }
    }
}
