//! A fact: what a row of another table said when an act wrote it. Written by `facts` at the end of each act, never changed.

use crate::id::AuditEventId;
use sea_orm::entity::prelude::*;

/// One row of the table: one version of one row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "fact")]
pub struct Model {
    /// The table that the row stands in.
    #[sea_orm(primary_key, auto_increment = false)]
    pub table_name: String,
    /// The row's primary key, in bytes that sort as it does.
    #[sea_orm(primary_key, auto_increment = false)]
    pub row_key: Vec<u8>,
    /// 1, 2, 3 …: the newest is what the row says now.
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i64,
    /// The act that wrote it: its row of the audit log.
    pub act_id: AuditEventId,
    /// Which fact of its act it is, from 0.
    pub ordinal: i64,
    /// SHA-256 over the row's columns; `None` where the act removed the row.
    pub digest: Option<Vec<u8>>,
    /// A few bytes for each column that is not NULL, so that the one that differs can be named.
    pub tags: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
