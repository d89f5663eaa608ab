//! That somebody signed or declined a request. Appended, never changed.

use crate::{
    id::{ApprovalDecisionId, ApprovalId},
    instant::Instant,
};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "approval_decision")]
pub struct Model {
    /// The decision.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApprovalDecisionId,
    /// The request.
    pub approval_id: ApprovalId,
    /// Who decided, by a token of their own.
    pub by: String,
    /// When.
    pub at: Instant,
    /// Whether they signed; otherwise they declined.
    pub signed: bool,
    /// Why it was declined.
    pub reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
