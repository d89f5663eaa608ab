//! A hold: stock that must not be used, sold or moved. Released, never deleted. Written by `operations::place_hold`,
//! `release_hold`, recalls, and what receives damaged stock.

use crate::{
    fixed_point::Quantity,
    id::{ContainerId, HoldGroupId, HoldId, LotId, PostingId, RecallId, SiteId},
    instant::Instant,
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Why stock is held.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum HoldKind {
    /// Temperature, damage, investigation.
    Quarantine,
    /// Possibly counterfeit; reaches the whole lot.
    Suspect,
    /// Recalled; reaches the whole lot.
    Recall,
}

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "hold")]
pub struct Model {
    /// The hold.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: HoldId,
    /// Why, in a word.
    pub kind: HoldKind,
    /// The lot.
    pub lot_id: LotId,
    /// The site; `None` at all sites.
    pub site_id: Option<SiteId>,
    /// One opened container.
    pub container_id: Option<ContainerId>,
    /// So much of the lot at the site; `None` all of it.
    pub quantity: Option<Quantity>,
    /// Why.
    pub reason: String,
    /// The posting that placed it, such as the receipt of damaged packages.
    pub posting_id: Option<PostingId>,
    /// The recall that placed it.
    pub recall_id: Option<RecallId>,
    /// The act that placed it by hand, with others: they are released together, or one by one.
    pub group_id: Option<HoldGroupId>,
    /// When.
    pub placed_at: Instant,
    /// By whom.
    pub placed_by: String,
    /// When it was released.
    pub released_at: Option<Instant>,
    /// By whom.
    pub released_by: Option<String>,
    /// Why.
    pub release_reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
