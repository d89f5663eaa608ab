//! An entry of the audit log: who did or read what, when, from where, with what outcome. Appended, and
//! never changed but for the seal that it gets once.

use crate::{id::AuditEventId, instant::Instant};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_event")]
pub struct Model {
    /// The entry.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AuditEventId,
    /// When.
    pub at: Instant,
    /// The person.
    pub subject: String,
    /// The client program.
    pub client: Option<String>,
    /// From where.
    pub address: Option<String>,
    /// Id of the request.
    pub request: String,
    /// The mutation or the read.
    pub operation: String,
    /// Ids of what it was about.
    pub what: String,
    /// `OK`, `REPLAYED`, the code of the refusal, or `FORBIDDEN`.
    pub outcome: String,
    /// How many patient links were read.
    pub rows: Option<i64>,
    /// Whose links were read, as JSON; `audit_person` is an index of it. `None` where they were nobody's, and where a
    /// release before 0.2 wrote it.
    pub people: Option<String>,
    /// The seal that shows a later change; `None` until the sealer has come by.
    pub seal: Option<i64>,
    /// How many facts the act wrote; `None` where the event is no act, or older than facts.
    pub facts: Option<i64>,
    /// SHA-256 over them, in their order.
    pub facts_digest: Option<Vec<u8>>,
    /// HMAC-SHA256 over this row, by a key that is not in the database.
    pub mac: Option<Vec<u8>>,
}

impl ActiveModelBehavior for ActiveModel {}
