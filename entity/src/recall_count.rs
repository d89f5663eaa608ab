//! What a site counted of a recalled lot; 0 is an answer. Added, never changed: the newest counts.

use crate::{
    fixed_point::Quantity,
    id::{LotId, RecallCountId, RecallId, SiteId},
    instant::Instant,
};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recall_count")]
pub struct Model {
    /// The count.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RecallCountId,
    /// The recall.
    pub recall_id: RecallId,
    /// The lot.
    pub lot_id: LotId,
    /// The site.
    pub site_id: SiteId,
    /// What the books said then.
    pub booked: Quantity,
    /// What was there.
    pub counted: Quantity,
    /// Number of the balance's newest entry then: what came after it was not counted.
    pub sequence: i64,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: String,
}

impl ActiveModelBehavior for ActiveModel {}
