//! What a customer brought back at once, to whichever site. Written by `operations::record_sale_return`, never changed.

use crate::{
    id::{PostingId, SaleReturnId, SiteId},
    instant::Instant,
};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sale_return")]
pub struct Model {
    /// The return.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SaleReturnId,
    /// Where it came back; not always where it was sold.
    pub site_id: SiteId,
    /// When.
    pub returned_at: Instant,
    /// The same, as a day of the site.
    pub returned_on: Date,
    /// When it was written.
    pub recorded_at: Instant,
    /// The person.
    pub recorded_by: String,
    /// The client program.
    pub recorded_through: Option<String>,
    /// The posting; `None` where no stock moved.
    pub posting_id: Option<PostingId>,
}

impl ActiveModelBehavior for ActiveModel {}
