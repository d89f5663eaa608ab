//! The currency that all amounts of the database are in: one row, written with the first of them. Written by
//! `operations::currency`, never changed.

use crate::instant::Instant;
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "book_currency")]
pub struct Model {
    /// 1: there is one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// Its ISO 4217 code.
    pub code: String,
    /// When the first amount was written.
    pub bound_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
