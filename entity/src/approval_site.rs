//! A site that a request reaches: whoever signs has the role there. Added with the request, never changed.

use crate::id::{ApprovalId, SiteId};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "approval_site")]
pub struct Model {
    /// The request.
    #[sea_orm(primary_key, auto_increment = false)]
    pub approval_id: ApprovalId,
    /// The site.
    #[sea_orm(primary_key, auto_increment = false)]
    pub site_id: SiteId,
}

impl ActiveModelBehavior for ActiveModel {}
