//! That the EHR merged two patients: `from_id` is `into_id`. The newest row of a `from_id` counts.

use crate::{id::AuditEventId, instant::Instant};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "patient_link")]
pub struct Model {
    /// The link.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AuditEventId,
    /// The id that was merged away.
    pub from_id: String,
    /// The id that stays.
    pub into_id: String,
    /// Whether this row takes the link back.
    pub undone: bool,
    /// When.
    pub at: Instant,
    /// Who said so.
    pub by: String,
}

impl ActiveModelBehavior for ActiveModel {}
