//! A link that an export is opened by, once. Written by `exports::link`, and marked by `exports::open`.

use crate::{id::ExportLinkId, instant::Instant};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "export_link")]
pub struct Model {
    /// The link.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ExportLinkId,
    /// What the address has that nobody can guess.
    pub secret: String,
    /// What is exported: JSON.
    pub export: String,
    /// For whom, with the rights of that moment: JSON.
    pub caller: String,
    /// When it was made.
    pub created_at: Instant,
    /// Until when it can be opened.
    pub expires_at: Instant,
    /// When it was opened.
    pub opened_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}
