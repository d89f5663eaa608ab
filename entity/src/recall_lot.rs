//! That a lot is affected by a recall. Added, never changed: a lot that was merged since is the one that it is now.

use crate::{
    id::{LotId, RecallId},
    instant::Instant,
};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recall_lot")]
pub struct Model {
    /// The recall.
    #[sea_orm(primary_key, auto_increment = false)]
    pub recall_id: RecallId,
    /// The lot, as it was known then.
    #[sea_orm(primary_key, auto_increment = false)]
    pub lot_id: LotId,
    /// The line of the scope that it matched first.
    pub line: i32,
    /// When.
    pub matched_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
