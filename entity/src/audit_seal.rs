//! A seal of the audit log: a digest over events that were appended, chained to the seal before it.

use crate::instant::Instant;
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_seal")]
pub struct Model {
    /// The seal: 1, 2, 3 … without gaps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub sequence: i64,
    /// When it was made.
    pub sealed_at: Instant,
    /// How many events it is over; above 0.
    pub events: i64,
    /// SHA-256 over the seal before it, itself and its events, in the order of their ids.
    pub hash: Vec<u8>,
    /// Which key signed it; `None` for the seals of releases that did not sign.
    pub key_id: Option<String>,
    /// Ed25519 over `hash`, by a key that is not in the database.
    pub signature: Option<Vec<u8>>,
    /// SHA-256 over the baseline that facts are proved from; `None` where there was none yet.
    pub baseline: Option<Vec<u8>>,
}

impl ActiveModelBehavior for ActiveModel {}
