//! That a client's key was used, for what, and what came of it. Written with the act, never changed.

use crate::instant::Instant;
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency")]
pub struct Model {
    /// The client program; the person, where the token names no program.
    #[sea_orm(primary_key, auto_increment = false)]
    pub client: String,
    /// The key it chose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// The mutation.
    pub operation: String,
    /// SHA-256 of the input.
    pub request_hash: Vec<u8>,
    /// Ids of the result and the notices: JSON.
    pub answer: String,
    /// When.
    pub recorded_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
