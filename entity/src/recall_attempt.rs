//! That somebody was told of a recall, or was tried to be. Added, never changed.

use crate::{
    id::{AttemptId, ContactId},
    instant::Instant,
    recall_contact::ContactStatus,
};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recall_attempt")]
pub struct Model {
    /// The attempt.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AttemptId,
    /// Who was to be told.
    pub contact_id: ContactId,
    /// When it was tried.
    pub at: Instant,
    /// Who recorded it.
    pub by: String,
    /// How: telephone, letter, portal.
    pub channel: String,
    /// How far it was with them afterwards.
    pub status: ContactStatus,
    /// What was said.
    pub note: Option<String>,
    /// When it was written.
    pub recorded_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
