//! Step 6: the keys that make writes safe to repeat, and the audit log.

use crate::dialect;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, TABLES).await?;
        dialect::append_only(manager, "idempotency").await?;
        dialect::append_only(manager, "audit_seal").await?;
        dialect::sealed_once(manager, "audit_event", &EVENT).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// What of an event is said when it is written.
const EVENT: [&str; 10] =
    ["id", "at", "subject", "client", "address", "request", "operation", "what", "outcome", "rows"];

const TABLES: &str = "\
CREATE TABLE idempotency (
    client :text NOT NULL,
    key :text NOT NULL,
    operation :text NOT NULL,
    request_hash :bytes NOT NULL,
    answer :text NOT NULL,
    recorded_at :number NOT NULL,
    PRIMARY KEY (client, key)
) :keyed;
CREATE TABLE audit_seal (
    sequence :number PRIMARY KEY CHECK (sequence > 0),
    sealed_at :number NOT NULL,
    events :number NOT NULL CHECK (events > 0),
    hash :bytes NOT NULL
) :keyed;
CREATE TABLE audit_event (
    id :id PRIMARY KEY,
    at :number NOT NULL,
    subject :text NOT NULL,
    client :text,
    address :text,
    request :text NOT NULL,
    operation :text NOT NULL,
    what :text NOT NULL,
    outcome :text NOT NULL,
    rows :number,
    seal :number REFERENCES audit_seal (sequence)
) :table;
CREATE INDEX audit_event_by_time ON audit_event (at, id, subject);
CREATE INDEX audit_event_by_seal ON audit_event (seal, id) WHERE seal IS NOT NULL;
CREATE INDEX audit_event_unsealed ON audit_event (id) WHERE seal IS NULL;
";
