//! What a notice may mean of one product. Written by the matching of notices, anew each time.

use crate::id::{ProductId, RecallNoticeId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// How sure a match is, the surest first.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Confidence {
    /// The text names a lot of ours and its product.
    LotAndProduct,
    /// The text names a lot of ours; not its product, or not surely.
    LotOnly,
    /// The text names a product of ours, and no lot of it that we know.
    ProductOnly,
}

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recall_notice_match")]
pub struct Model {
    /// The notice.
    #[sea_orm(primary_key, auto_increment = false)]
    pub notice_id: RecallNoticeId,
    /// The product.
    #[sea_orm(primary_key, auto_increment = false)]
    pub product_id: ProductId,
    /// How sure it is.
    pub confidence: Confidence,
    /// The lots: a JSON list of ids.
    pub lots: String,
    /// What of them the text names: a JSON list of texts.
    pub matched_on: String,
}

impl ActiveModelBehavior for ActiveModel {}
