//! A schema that does what a service should survive.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_graphql::{Context, EmptySubscription, Object, Result};
use lotwise::request::Request;

pub(crate) type TestSchema = async_graphql::Schema<Query, Mutation, EmptySubscription>;

/// How many mutations came to their end.
#[derive(Clone, Default)]
pub(crate) struct Marks(pub(crate) Arc<AtomicUsize>);

pub(crate) fn schema(marks: &Marks) -> TestSchema {
    async_graphql::Schema::build(Query, Mutation, EmptySubscription).data(marks.clone()).finish()
}

fn fail_badly() -> Option<String> {
    panic!("on purpose")
}

pub(crate) struct Query;

#[Object]
impl Query {
    /// The person and the program that ask.
    async fn caller(&self, context: &Context<'_>) -> Result<String> {
        let caller = &context.data::<Request>()?.caller;
        Ok(format!("{} through {}", caller.subject, caller.client.as_deref().unwrap_or("nothing")))
    }

    async fn this(&self) -> Self {
        Self
    }

    async fn echo(&self, text: String) -> String {
        text
    }

    async fn failing(&self) -> Result<Option<String>> {
        Err(std::io::Error::other("the password of the database is swordfish").into())
    }

    async fn refused(&self) -> Result<Option<String>> {
        Err(async_graphql::Error::new("there is no such site"))
    }

    async fn panicking(&self) -> Option<String> {
        fail_badly()
    }

    async fn slow(&self, milliseconds: u64) -> &str {
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
        "late"
    }
}

pub(crate) struct Mutation;

#[Object]
impl Mutation {
    /// Takes a while and then leaves a mark.
    async fn mark(&self, context: &Context<'_>, milliseconds: u64) -> Result<bool> {
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
        context.data::<Marks>()?.0.fetch_add(1, Ordering::SeqCst);
        Ok(true)
    }

    async fn panicking(&self) -> Option<String> {
        fail_badly()
    }
}
