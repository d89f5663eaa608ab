//! Where somebody who is to be told of a recall was treated or bought. Added, never changed.

use crate::id::{ContactId, SiteId};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recall_contact_site")]
pub struct Model {
    /// Who is to be told.
    #[sea_orm(primary_key, auto_increment = false)]
    pub contact_id: ContactId,
    /// Where.
    #[sea_orm(primary_key, auto_increment = false)]
    pub site_id: SiteId,
}

impl ActiveModelBehavior for ActiveModel {}
