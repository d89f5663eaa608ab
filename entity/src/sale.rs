//! A sale: what the point of sale sold at once. Its id there is unique at the site. Written by `operations::record_sale`.

use crate::{
    id::{PostingId, SaleId, SiteId},
    instant::Instant,
    usage::LateReason,
};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sale")]
pub struct Model {
    /// The sale.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SaleId,
    /// The id that the point of sale gave it.
    pub sale_id: String,
    /// Where.
    pub site_id: SiteId,
    /// Who bought, where it is known.
    pub customer_id: Option<String>,
    /// When it was sold.
    pub sold_at: Instant,
    /// The same, as a day of the site.
    pub sold_on: Date,
    /// When it was written.
    pub recorded_at: Instant,
    /// The person.
    pub recorded_by: String,
    /// The client program.
    pub recorded_through: Option<String>,
    /// Why it was entered after the fact, where it was.
    pub late: Option<LateReason>,
    /// What else was said about that.
    pub late_note: Option<String>,
    /// Entered later than the site allows.
    pub late_entry: bool,
    /// SHA-256 of the lines as they were handed in: a repetition is known by it.
    pub lines_hash: Vec<u8>,
    /// The posting; `None` where nothing could be booked.
    pub posting_id: Option<PostingId>,
}

impl ActiveModelBehavior for ActiveModel {}
