//! A schema that does what a service should survive.

use std::time::Duration;

use async_graphql::{Context, EmptySubscription, Object, Result};
use lotwise::request::Request;
use tokio::sync::watch;

pub(crate) type TestSchema = async_graphql::Schema<Query, Mutation, EmptySubscription>;

/// How many slow fields began, and how many mutations came to their end.
#[derive(Clone)]
pub(crate) struct Marks {
    begun: watch::Sender<usize>,
    done: watch::Sender<usize>,
}

impl Marks {
    pub(crate) fn new() -> Self {
        Self { begun: watch::Sender::new(0), done: watch::Sender::new(0) }
    }

    pub(crate) fn done(&self) -> usize {
        *self.done.borrow()
    }

    /// Waits until so many have begun.
    pub(crate) async fn begun(&self, count: usize) {
        self.begun.subscribe().wait_for(|begun| *begun >= count).await.unwrap();
    }
}

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

    async fn slow(&self, context: &Context<'_>, milliseconds: u64) -> &str {
        context.data_unchecked::<Marks>().begun.send_modify(|begun| *begun += 1);
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
        "late"
    }
}

pub(crate) struct Mutation;

#[Object]
impl Mutation {
    /// Takes a while and then leaves a mark.
    async fn mark(&self, context: &Context<'_>, milliseconds: u64) -> Result<bool> {
        let marks = context.data::<Marks>()?;
        marks.begun.send_modify(|begun| *begun += 1);
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
        marks.done.send_modify(|done| *done += 1);
        Ok(true)
    }

    async fn panicking(&self) -> Option<String> {
        fail_badly()
    }
}
