//! A site: one stockroom, with its own time zone, policies and balances. Written by `operations::create_site` and `set_site_policy`.

use crate::{id::SiteId, instant::Instant};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What a usage that names only a product is answered with, for injectables.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AssumedLots {
    /// The plan, to confirm lot by lot.
    Confirm,
    /// The record, its lots marked as assumed.
    Accept,
}

/// How strictly a policy is applied.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PolicyMode {
    /// A breach is refused.
    Enforce,
    /// A breach leaves a notice.
    Warn,
    /// The policy is not looked at.
    Off,
}

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "site")]
pub struct Model {
    /// The site.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SiteId,
    /// The short code that tokens name it by; unique, never changed.
    pub code: String,
    /// What people call it.
    pub name: String,
    /// IANA name, e.g. `America/Denver`: the zone its days are counted in. Fixed after the first posting.
    pub time_zone: String,
    /// Whether a usage that names only a product is accepted or answered with the plan to confirm.
    pub assumed_lots: AssumedLots,
    /// How the scope-of-practice policy is applied.
    pub scope_of_practice: PolicyMode,
    /// A usage entered later than this many hours after it was performed is a late entry.
    pub late_entry_hours: i32,
    /// Within how many days a second person may sign an act that was done; `None` before the act.
    pub second_signature_within_days: Option<i32>,
    /// Whether injectables and drugs are wasted, discarded and destroyed before a witness who signs.
    pub waste_witness: bool,
    /// When it was created.
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
