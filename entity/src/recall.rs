//! A recall: what was recalled and why, and how far it is. Written by the operations of recalls.

use crate::{id::RecallId, instant::Instant, recall_class::RecallClass};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What kind of recall it is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RecallKind {
    /// A recall by the firm or an authority.
    Recall,
    /// Taken from the market without a violation that an authority would act on.
    MarketWithdrawal,
    /// Possibly counterfeit.
    SuspectProduct,
    /// An exercise: nothing is held and nobody is told.
    Mock,
}

/// How far a recall is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RecallStatus {
    /// It is being worked on.
    Open,
    /// Everything is accounted for, disposed of and told. What matches and arrives later is still held.
    Closed,
    /// It was opened in error.
    Cancelled,
}

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recall")]
pub struct Model {
    /// The recall.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RecallId,
    /// What kind.
    pub kind: RecallKind,
    /// The number that the authority or the firm gave it.
    pub number: Option<String>,
    /// How dangerous.
    pub classification: RecallClass,
    /// The recalling firm.
    pub firm: String,
    /// Why.
    pub reason: String,
    /// What the firm asks to be done.
    pub instructions: Option<String>,
    /// The day the firm began it.
    pub initiated_on: Date,
    /// Until when the firm wants an answer.
    pub response_due_on: Option<Date>,
    /// How far it is.
    pub status: RecallStatus,
    /// When it was opened here.
    pub opened_at: Instant,
    /// By whom.
    pub opened_by: String,
    /// How long the full trace of a mock recall took when it was opened, in milliseconds; says nothing of any other.
    pub trace_millis: i64,
}

impl ActiveModelBehavior for ActiveModel {}
