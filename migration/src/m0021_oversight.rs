//! Step 21: whose links a read showed, so that the audit log can say who saw somebody; and since when the books have a
//! container that was open before them.

use crate::dialect;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, TABLES).await?;
        dialect::append_only(manager, "audit_person").await?;

        // The new column of an event stays as it was written, as the old ones do.
        dialect::unguard_sealed(manager, "audit_event").await?;
        dialect::sealed_once(manager, "audit_event", &EVENT).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// What of an event is said when it is written.
pub(crate) const EVENT: [&str; 14] = [
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
    "people",
    "facts",
    "facts_digest",
    "mac",
];

/// Older events kept whom they were about where somebody was named; whom a list showed nobody knows any more.
const TABLES: &str = "\
ALTER TABLE audit_event ADD COLUMN people :text;
CREATE TABLE audit_person (
    kind :text NOT NULL CHECK (kind IN ('PATIENT', 'CUSTOMER')),
    person_id :text NOT NULL,
    event_id :id NOT NULL REFERENCES audit_event (id),
    PRIMARY KEY (kind, person_id, event_id)
) :keyed;
INSERT INTO audit_person (kind, person_id, event_id)
SELECT 'PATIENT', what, id FROM audit_event WHERE operation IN ('patient', 'patient.exposures');
INSERT INTO audit_person (kind, person_id, event_id)
SELECT 'CUSTOMER', what, id FROM audit_event WHERE operation = 'sales.customer';
ALTER TABLE container ADD COLUMN booked_from :number;
";
