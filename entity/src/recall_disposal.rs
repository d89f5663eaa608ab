//! That a posting disposed of recalled stock. Added, never changed.

use crate::id::{PostingId, RecallId};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recall_disposal")]
pub struct Model {
    /// The posting.
    #[sea_orm(primary_key, auto_increment = false)]
    pub posting_id: PostingId,
    /// The recall.
    pub recall_id: RecallId,
}

impl ActiveModelBehavior for ActiveModel {}
