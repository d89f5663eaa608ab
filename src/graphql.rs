//! The API: names and shapes.
//
// A stand-in with one query and one mutation, so that the edge can be built and tested. What replaces it keeps
// `Schema`, `schema()`, and the modules below, and builds with `limit_directives`, `limit_complexity`,
// `disable_suggestions`; depth and size are bounded before execution by `document_walk`.

pub mod document_text;
pub mod document_walk;
pub mod operation;

use std::time::Duration;

use async_graphql::{Context, EmptySubscription, Object, Result};

use crate::request::Request;

/// The executable schema.
pub type Schema = async_graphql::Schema<Query, Mutation, EmptySubscription>;

/// The schema of this version.
#[must_use]
pub fn schema() -> Schema {
    async_graphql::Schema::build(Query, Mutation, EmptySubscription).limit_directives(10).disable_suggestions().finish()
}

/// What can be asked.
#[derive(Clone, Copy, Debug)]
pub struct Query;

/// What can be changed.
#[derive(Clone, Copy, Debug)]
pub struct Mutation;

#[Object]
impl Query {
    /// The person who asks.
    async fn viewer(&self, context: &Context<'_>) -> Result<String> {
        Ok(context.data::<Request>()?.caller.subject.clone())
    }

    /// Fails as a database would.
    async fn failing(&self) -> Result<Option<String>> {
        Err(std::io::Error::other("the password of the database is swordfish").into())
    }

    /// Panics.
    #[allow(clippy::panic, reason = "the edge must survive it")]
    async fn panicking(&self) -> String {
        panic!("on purpose")
    }

    /// Answers after a while.
    async fn slow(&self, milliseconds: u64) -> String {
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
        "late".to_owned()
    }

    /// Answers with so many letters.
    async fn letters(&self, count: usize) -> String {
        "a".repeat(count)
    }
}

#[Object]
impl Mutation {
    /// Answers after a while, and leaves a mark when it was done.
    async fn mark(&self, context: &Context<'_>, milliseconds: u64) -> Result<bool> {
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
        if let Ok(mark) = context.data::<std::sync::Arc<std::sync::atomic::AtomicUsize>>() {
            mark.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        }
        Ok(true)
    }

    /// Panics.
    #[allow(clippy::panic, reason = "the edge must survive it")]
    async fn panicking(&self) -> String {
        panic!("on purpose")
    }
}
