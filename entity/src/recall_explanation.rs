//! Why an amount of a recalled lot is not accounted for, signed. Added, never changed: the newest counts, for the amount it
//! was signed for.

use crate::{
    fixed_point::Quantity,
    id::{ExplanationId, LotId, RecallId, SiteId},
    instant::Instant,
};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recall_explanation")]
pub struct Model {
    /// The explanation.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ExplanationId,
    /// The recall.
    pub recall_id: RecallId,
    /// The lot.
    pub lot_id: LotId,
    /// The site.
    pub site_id: SiteId,
    /// The amount that was signed for.
    pub quantity: Quantity,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Instant,
    /// Who signed.
    pub by: String,
}

impl ActiveModelBehavior for ActiveModel {}
