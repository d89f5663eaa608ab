//! A lot: one product and one lot number, above any site. Corrected only by `operations::correct_lot`, which keeps what was before.

use crate::{
    id::{LotId, ProductId},
    instant::Instant,
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What kind of date a lot's expiry is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ExpiryBasis {
    /// The manufacturer's expiry date.
    LabelledExpiry,
    /// Best before: quality, not safety.
    BestBefore,
    /// Beyond-use date of a compounded drug.
    BeyondUseDate,
    /// The label has no date.
    NoneDeclared,
}

/// What undated lots sort as: after every dated one.
pub const UNDATED: Date = match Date::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => Date::MAX,
};

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lot")]
pub struct Model {
    /// The lot.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LotId,
    /// The product.
    pub product_id: ProductId,
    /// The number as printed.
    pub lot_number: String,
    /// The number could not be read; this lot stands for one receipt.
    pub lot_unknown: bool,
    /// Last day of use; `None` where the label has none.
    pub expires_on: Option<Date>,
    /// The same, or 9999-12-31 where undated: lists and first-expired-first-out order by it.
    pub expiry_sort: Date,
    /// What kind of date it is.
    pub expiry_basis: ExpiryBasis,
    /// The lot that this one turned out to be; its stock stands there.
    pub merged_into_id: Option<LotId>,
    /// When it was first seen.
    pub created_at: Instant,
    /// The row that `product_id` names.
    #[sea_orm(belongs_to, from = "product_id", to = "id")]
    pub product: BelongsTo<super::product::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
