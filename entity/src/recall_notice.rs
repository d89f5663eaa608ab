//! A recall notice as it came: a record of openFDA, or a letter that somebody typed in. It holds nothing by itself.
//! Written by `operations::record_recall_notice`, `import_recall_notices`, `resolve_recall_notice` and the matching.

use crate::{
    id::{RecallId, RecallNoticeId},
    instant::Instant,
    recall_class::RecallClass,
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What became of a notice.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RecallNoticeStatus {
    /// It may mean something of ours: somebody has to look.
    Proposed,
    /// Somebody looked: it means nothing of ours.
    Dismissed,
    /// Somebody looked, and opened a recall.
    Opened,
    /// It names nothing that we know.
    NoMatch,
}

impl RecallNoticeStatus {
    /// Whether it is matched again when something new is known.
    pub fn is_matched_again(self) -> bool {
        matches!(self, Self::Proposed | Self::NoMatch)
    }
}

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recall_notice")]
pub struct Model {
    /// The notice.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RecallNoticeId,
    /// Where it came from.
    pub source: String,
    /// Its number there; unique together with the source.
    pub number: String,
    /// Who recalls.
    pub firm: String,
    /// How grave it is.
    pub classification: RecallClass,
    /// What is recalled.
    pub product_description: String,
    /// Which of it: lots, dates, codes.
    pub code_info: String,
    /// Why, in the firm's words.
    pub reason: Option<String>,
    /// What the source says of how far it is: `Ongoing`, `Terminated`.
    pub state_at_source: Option<String>,
    /// When it came.
    pub received_on: Date,
    /// What became of it.
    pub status: RecallNoticeStatus,
    /// The recall that was opened for it.
    pub recall_id: Option<RecallId>,
    /// Who looked.
    pub resolved_by: Option<String>,
    /// When.
    pub resolved_at: Option<Instant>,
    /// What that person said.
    pub note: Option<String>,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// By whom.
    pub recorded_by: String,
    /// When the source last changed it.
    pub updated_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}
