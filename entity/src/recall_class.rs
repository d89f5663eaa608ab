//! How grave a recall is.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// How grave FDA takes a recall to be (21 CFR 7.3).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RecallClass {
    /// Serious harm or death is likely.
    #[sea_orm(string_value = "CLASS_I")]
    #[serde(rename = "CLASS_I")]
    ClassI,
    /// Passing harm, or serious harm that is unlikely.
    #[sea_orm(string_value = "CLASS_II")]
    #[serde(rename = "CLASS_II")]
    ClassII,
    /// Harm is unlikely.
    #[sea_orm(string_value = "CLASS_III")]
    #[serde(rename = "CLASS_III")]
    ClassIII,
    /// Not classified yet: treated as class I.
    #[sea_orm(string_value = "NOT_YET_CLASSIFIED")]
    NotYetClassified,
}
