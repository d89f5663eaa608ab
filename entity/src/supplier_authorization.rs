//! A supplier's licence to sell, as somebody checked it. Never changed: a renewal is a new row.

use crate::id::{AuthorizationId, SupplierId};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "supplier_authorization")]
pub struct Model {
    /// The record.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AuthorizationId,
    /// Whose licence.
    pub supplier_id: SupplierId,
    /// Number of the licence.
    pub number: String,
    /// Who issued it.
    pub authority: String,
    /// First day of validity.
    pub valid_from: Date,
    /// Last day of validity.
    pub valid_until: Date,
    /// The day somebody checked it.
    pub checked_on: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}
