//! The triggers that the steps make, as the database shows them: what a proof holds the database
//! against. A test brings a new database of each kind up and finds neither more nor fewer.

use sea_orm_migration::sea_orm::DbBackend;

use crate::{dialect, m0020_orders, m0021_oversight};

/// A trigger as it should be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trigger {
    /// Its table.
    pub table: String,
    /// Its name, one of its own in the whole database.
    pub name: String,
    /// On SQLite the statement that made it; on PostgreSQL what `pg_get_triggerdef` says of it,
    /// indented, and below it the body of its function.
    pub definition: String,
}

/// The tables whose rows are added and never changed.
const APPEND_ONLY: [&str; 28] = [
    "supplier_authorization",
    "lot_correction",
    "posting",
    "entry",
    "component",
    "usage_correction",
    "patient_link",
    "idempotency",
    "audit_seal",
    "former_price",
    "sale_return",
    "sale_return_line",
    "recall_scope",
    "recall_lot",
    "recall_contact_site",
    "recall_attempt",
    "recall_count",
    "recall_explanation",
    "recall_event",
    "recall_disposal",
    "fact",
    "book_currency",
    "product_fact_change",
    "approval_site",
    "approval_decision",
    "fact_baseline",
    "audit_person",
    "site_price",
];

/// Every trigger of the newest schema.
pub fn all(backend: DbBackend) -> Vec<Trigger> {
    let append_only = APPEND_ONLY.iter().flat_map(|table| dialect::append_only_triggers(backend, table));
    let sealed = dialect::sealed_once_triggers(backend, "audit_event", &m0021_oversight::EVENT);
    let rolled_up = m0020_orders::roll_up_trigger(backend);
    append_only.chain(sealed).chain([rolled_up]).collect()
}
