//! That the EHR merged two patients: `from_id` is `into_id`. The newest row of a `from_id` counts. Appended by
//! `operations::link_patient`.

use crate::instant::Instant;
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "patient_link")]
pub struct Model {
    /// The id that was merged away.
    #[sea_orm(primary_key, auto_increment = false)]
    pub from_id: String,
    /// 1, 2, 3 … for each `from_id`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub sequence: i32,
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
