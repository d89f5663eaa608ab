//! That a usage was corrected or attributed anew. Appended, never changed.

use crate::{
    id::{PostingId, UsageId},
    instant::Instant,
};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "usage_correction")]
pub struct Model {
    /// The correction; also the id of its posting, where stock moved.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PostingId,
    /// The usage.
    pub usage_id: UsageId,
    /// When.
    pub at: Instant,
    /// Who.
    pub by: String,
    /// Why.
    pub reason: String,
    /// What was changed, in words that name no patient.
    pub what: String,
    /// The patient before, where another one is right.
    pub patient_id_before: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
