//! A container that was opened: a vial, a pen, a syringe drawn in part. Written only by `ledger`.

use crate::{
    fixed_point::Quantity,
    id::{ContainerId, LotId, SiteId},
    instant::Instant,
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Whether a container can still be drawn from.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ContainerStatus {
    /// It can, while its clock runs.
    Open,
    /// Nothing is left.
    Empty,
    /// What was left is waste.
    Discarded,
}

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "container")]
pub struct Model {
    /// The container.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ContainerId,
    /// The lot.
    pub lot_id: LotId,
    /// The site.
    pub site_id: SiteId,
    /// Short code on it; unique at the site.
    pub label: String,
    /// Whether it can still be drawn from.
    pub status: ContainerStatus,
    /// When its clock started; a late entry may move it earlier, where the opening itself was entered late.
    pub opened_at: Instant,
    /// When it was told to have started at first, where a late entry moved it.
    pub opened_at_first: Option<Instant>,
    /// When the opening was recorded; not known of older releases.
    pub opening_recorded_at: Option<Instant>,
    /// Since when the books have it, where it was open before: what was drawn earlier is not in what it came with.
    pub booked_from: Option<Instant>,
    /// Who opened it.
    pub opened_by: String,
    /// End of the in-use period that was the product's when it was opened.
    pub in_use_until: Option<Instant>,
    /// The first patient it was drawn for: sharing a vial labelled for one patient is noticed by it.
    pub first_patient_id: Option<String>,
    /// The one patient it is kept for.
    pub kept_for: Option<String>,
    /// Its serial number.
    pub serial: Option<String>,
    /// Since when it is closed and waits for a witness: nothing is drawn from it, and its rest is still on hand.
    pub witness_awaited_since: Option<Instant>,
    /// Base units it held when sealed; what was left in it, where it was open when the books were opened.
    pub contents: Quantity,
    /// Signed difference found by measuring.
    pub counted: Quantity,
    /// Drawn for patients and without.
    pub used: Quantity,
    /// Wasted from it, destroyed with it, or sent back in it.
    pub wasted: Quantity,
    /// What is left: contents + counted = used + wasted + remaining.
    pub remaining: Quantity,
    /// The row that `lot_id` names.
    #[sea_orm(belongs_to, from = "lot_id", to = "id")]
    pub lot: BelongsTo<super::lot::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
