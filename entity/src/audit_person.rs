//! Whom an entry of the audit log shows: an index of its column `people`, which is sealed. Written with it, never changed.

use crate::id::AuditEventId;
use sea_orm::entity::prelude::*;

/// What somebody is to the clinic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PersonKind {
    /// Somebody who is treated.
    Patient,
    /// Somebody who buys.
    Customer,
}

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_person")]
pub struct Model {
    /// What they are.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: PersonKind,
    /// Their id, as another system issued it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: String,
    /// The entry.
    #[sea_orm(primary_key, auto_increment = false)]
    pub event_id: AuditEventId,
}

impl ActiveModelBehavior for ActiveModel {}
