//! A rule of the stockroom that a recorded fact broke. Reviewed, never deleted.

use crate::{
    id::{DeviationId, PostingId, SaleLineId, SiteId, UsageLineId},
    instant::Instant,
};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "deviation")]
pub struct Model {
    /// The deviation.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DeviationId,
    /// The line of a usage that broke it.
    pub usage_line_id: Option<UsageLineId>,
    /// The line of a sale that broke it.
    pub sale_line_id: Option<SaleLineId>,
    /// The posting that broke it, such as waste of what had not come yet; always one of the three.
    pub posting_id: Option<PostingId>,
    /// Where.
    pub site_id: SiteId,
    /// The rule, as the code of the refusal that asking before the act would have had.
    pub code: String,
    /// Why stock was not usable: words, space between.
    pub reasons: String,
    /// The rule and its numbers, in a sentence.
    pub message: String,
    /// When.
    pub recorded_at: Instant,
    /// Who reviewed it.
    pub reviewed_by: Option<String>,
    /// When.
    pub reviewed_at: Option<Instant>,
    /// What they found.
    pub review_note: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
