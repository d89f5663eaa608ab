//! That a lot's number or expiry was keyed wrong, and what it was before. Appended, never changed.

use crate::{
    id::{LotId, PostingId},
    instant::Instant,
};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lot_correction")]
pub struct Model {
    /// The correction; also the id of the posting, where stock moved.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PostingId,
    /// The lot as it is known now.
    pub lot_id: LotId,
    /// When.
    pub at: Instant,
    /// Who corrected it.
    pub by: String,
    /// The second person.
    pub confirmed_by: String,
    /// Why.
    pub reason: String,
    /// The number before, where it changed.
    pub lot_number_before: Option<String>,
    /// The date before, where it changed.
    pub expires_on_before: Option<Date>,
    /// Whether the date changed: undated before is then `None`.
    pub expiry_changed: bool,
    /// The lot that turned out to be this one.
    pub merged_from_id: Option<LotId>,
    /// The number that is right, where it changed; `None` also where it was not kept, before step 23.
    pub lot_number_after: Option<String>,
    /// The date that is right, where it changed and there is one; `None` also where it was not kept.
    pub expires_on_after: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}
