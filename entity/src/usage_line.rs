//! A line of a usage: one lot and one container of it. Voided, never deleted.

use crate::{
    entry::WasteReason,
    fixed_point::{Money, Quantity},
    id::{ContainerId, LotId, ProductId, ReservationId, UsageId, UsageLineId},
    instant::Instant,
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// How the lot of a line is known.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LotEvidence {
    /// From the code on the package.
    Scanned,
    /// A person said so.
    Stated,
    /// First expired, first out picked it.
    Assumed,
}

/// What became of the product of a voided line.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum VoidedProduct {
    /// It never left the container.
    NeverDrawn,
    /// It is waste.
    Gone,
}

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "usage_line")]
pub struct Model {
    /// The line.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UsageLineId,
    /// The usage.
    pub usage_id: UsageId,
    /// Which line of the input it answers, from 0.
    pub line: i32,
    /// The client's own key of that line.
    pub line_key: Option<String>,
    /// The product.
    pub product_id: ProductId,
    /// The lot; `None` where nobody knows it.
    pub lot_id: Option<LotId>,
    /// The lot number as stated, where the books did not have it.
    pub stated_lot_number: Option<String>,
    /// The same in the form that numbers are matched by.
    pub stated_canonical: Option<String>,
    /// The last day of use as stated, where the books did not have the stock; on what settles such a line, as it was stated
    /// there.
    pub stated_expires_on: Option<Date>,
    /// How the lot is known.
    pub evidence: LotEvidence,
    /// Whether stock moved for it.
    pub booked: bool,
    /// The opened container it was drawn from.
    pub container_id: Option<ContainerId>,
    /// Serial number of the container.
    pub serial: Option<String>,
    /// Where it was injected, with amounts: JSON, `[{"code":…,"quantity":…}]`.
    pub body_sites: Option<String>,
    /// Why a medical director set the in-use clock of the container aside.
    pub in_use_override_reason: Option<String>,
    /// The reservation that it was drawn from.
    pub reservation_id: Option<ReservationId>,
    /// Used with the patient.
    pub quantity: Quantity,
    /// Wasted on the way.
    pub wasted: Quantity,
    /// Why it was wasted, as the line said it; `None` where nothing was, and for the rest of a single-use container.
    pub waste_reason: Option<WasteReason>,
    /// What used and wasted cost together; `None` where unknown.
    pub cost: Option<Money>,
    /// The unbooked line that this one settles.
    pub settles_id: Option<UsageLineId>,
    /// When this unbooked line was settled by booked ones.
    pub settled_at: Option<Instant>,
    /// When it was voided.
    pub voided_at: Option<Instant>,
    /// By whom.
    pub voided_by: Option<String>,
    /// Why.
    pub void_reason: Option<String>,
    /// What became of the product.
    pub voided_product: Option<VoidedProduct>,
    /// The row that `usage_id` names.
    #[sea_orm(belongs_to, from = "usage_id", to = "id")]
    pub usage: BelongsTo<super::usage::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
