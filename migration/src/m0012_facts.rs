//! Step 12: facts, one for each version of a row that states one, and what the audit log says of an act's facts.

use crate::dialect;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, TABLES).await?;
        dialect::append_only(manager, "fact").await?;

        // The new columns of an event stay as they were written, as the old ones do.
        dialect::unguard_sealed(manager, "audit_event").await?;
        dialect::sealed_once(manager, "audit_event", &EVENT).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// What of an event is said when it is written.
pub(crate) const EVENT: [&str; 13] = [
    "id",
    "at",
    "subject",
    "client",
    "address",
    "request",
    "operation",
    "what",
    "outcome",
    "rows",
    "facts",
    "facts_digest",
    "mac",
];

const TABLES: &str = "\
CREATE TABLE fact (
    table_name :text NOT NULL,
    row_key :bytes NOT NULL,
    version :number NOT NULL CHECK (version > 0),
    act_id :id NOT NULL,
    ordinal :number NOT NULL CHECK (ordinal >= 0),
    digest :bytes,
    tags :bytes NOT NULL,
    PRIMARY KEY (table_name, row_key, version)
) :keyed;
CREATE UNIQUE INDEX fact_by_act ON fact (act_id, ordinal);
ALTER TABLE audit_event ADD COLUMN facts :number CHECK (facts >= 0);
ALTER TABLE audit_event ADD COLUMN facts_digest :bytes;
ALTER TABLE audit_event ADD COLUMN mac :bytes;
ALTER TABLE audit_seal ADD COLUMN key_id :text;
ALTER TABLE audit_seal ADD COLUMN signature :bytes;
";
