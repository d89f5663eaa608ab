//! A number, code or word that a notice is found by when a lot or product of that name is new. Kept only while the notice
//! is matched again.

use crate::id::RecallNoticeId;
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recall_notice_term")]
pub struct Model {
    /// The number, code or word, in the form that it is matched by.
    #[sea_orm(primary_key, auto_increment = false)]
    pub term: String,
    /// The notice.
    #[sea_orm(primary_key, auto_increment = false)]
    pub notice_id: RecallNoticeId,
}

impl ActiveModelBehavior for ActiveModel {}
