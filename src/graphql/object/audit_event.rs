//! Entries of the audit log.

use async_graphql::{ID, Object};
use chrono::{DateTime, Utc};
use entity::audit_event;

/// That somebody did something, or read patient links. Never changed.
pub struct AuditEvent(pub audit_event::Model);

#[Object]
impl AuditEvent {
    /// The event's id.
    pub(super) async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// When.
    async fn at(&self) -> DateTime<Utc> {
        self.0.at.to_utc()
    }

    /// The person.
    async fn subject(&self) -> &str {
        &self.0.subject
    }

    /// The client program.
    async fn client(&self) -> Option<&str> {
        self.0.client.as_deref()
    }

    /// The network address that it came from.
    async fn address(&self) -> Option<&str> {
        self.0.address.as_deref()
    }

    /// The id of the request, as in the service's log.
    async fn request_id(&self) -> &str {
        &self.0.request
    }

    /// The mutation or the read.
    async fn operation(&self) -> &str {
        &self.0.operation
    }

    /// Ids of what it was about.
    async fn what(&self) -> &str {
        &self.0.what
    }

    /// `OK`, `REPLAYED`, the code of the refusal, or `FORBIDDEN`; of an export `BEGUN`, and at its end `OK`, `BROKEN_OFF`
    /// or `FAILED`.
    async fn outcome(&self) -> &str {
        &self.0.outcome
    }

    /// How many patient links were read, or rows exported.
    async fn rows(&self) -> Option<i64> {
        self.0.rows
    }

    /// Whether a seal would show a later change of it. The sealer comes by every few seconds.
    async fn sealed(&self) -> bool {
        self.0.seal.is_some()
    }
}
