//! A range of lot numbers that a notice names. Kept only while the notice is matched again.

use crate::id::RecallNoticeId;
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recall_notice_range")]
pub struct Model {
    /// How many characters each number of it has.
    #[sea_orm(primary_key, auto_increment = false)]
    pub characters: i32,
    /// The first number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub first: String,
    /// The last number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub last: String,
    /// The notice.
    #[sea_orm(primary_key, auto_increment = false)]
    pub notice_id: RecallNoticeId,
}

impl ActiveModelBehavior for ActiveModel {}
