//! Who asks.

use crate::request::Request;
use async_graphql::{Context, Object, Result};

/// Who asks.
#[derive(Default)]
pub(super) struct ViewerQuery;

#[Object]
impl ViewerQuery {
    /// The person who asks.
    async fn viewer(&self, context: &Context<'_>) -> Result<Viewer> {
        let caller = &context.data::<Request>()?.caller;
        Ok(Viewer { subject: caller.subject.clone(), client: caller.client.clone() })
    }
}

/// Who asks, and through what.
struct Viewer {
    subject: String,
    client: Option<String>,
}

#[Object]
impl Viewer {
    /// The person.
    async fn subject(&self) -> &str {
        &self.subject
    }

    /// The client program.
    async fn client(&self) -> Option<&str> {
        self.client.as_deref()
    }
}
