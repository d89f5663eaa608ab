//! An act of a recall: its timeline. Added, never changed.

use crate::{
    id::{RecallEventId, RecallId},
    instant::Instant,
};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recall_event")]
pub struct Model {
    /// The act.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RecallEventId,
    /// The recall.
    pub recall_id: RecallId,
    /// When.
    pub at: Instant,
    /// Who.
    pub by: String,
    /// What, in a sentence.
    pub what: String,
}

impl ActiveModelBehavior for ActiveModel {}
