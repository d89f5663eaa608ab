//! The baseline of facts: since when, and from how many rows that were there, facts are proved.
//! Written once, by `facts`, when a release that keeps facts first opens the database, and never changed.

use crate::{id::AuditEventId, instant::Instant};
use sea_orm::entity::prelude::*;

/// One row of the table, which has one.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "fact_baseline")]
pub struct Model {
    /// What stands for an act in the facts of these rows; no event of the audit log.
    #[sea_orm(primary_key, auto_increment = false)]
    pub act_id: AuditEventId,
    /// When the rows were found.
    pub found_at: Instant,
    /// How many rows there were.
    pub facts: i64,
    /// SHA-256 over their facts, in their order.
    pub facts_digest: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
