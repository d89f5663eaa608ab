//! A posting: one business act of the ledger. Written only by `ledger`, never changed.

use crate::{
    id::{AuthorizationId, PostingId, SiteId, SupplierId},
    instant::Instant,
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What was done.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PostingKind {
    /// A delivery came.
    Receipt,
    /// What was there when the books were opened.
    OpeningStock,
    /// A treatment.
    Usage,
    /// Use without a patient.
    Consumption,
    /// Thrown away.
    Waste,
    /// Sold.
    Sale,
    /// Came back from a customer.
    SaleReturn,
    /// The balance was set right.
    Adjustment,
    /// A stock count was posted.
    Count,
    /// Sent to another site.
    TransferOut,
    /// Came from another site.
    TransferIn,
    /// Sent back to the supplier.
    SupplierReturn,
    /// Destroyed.
    Destruction,
    /// Moved between lots, as one was keyed wrong.
    LotCorrection,
    /// Takes back another posting.
    Reversal,
}

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "posting")]
pub struct Model {
    /// The posting.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PostingId,
    /// What was done.
    pub kind: PostingKind,
    /// Where.
    pub site_id: SiteId,
    /// When it happened.
    pub occurred_at: Instant,
    /// When it was written.
    pub recorded_at: Instant,
    /// The person.
    pub recorded_by: String,
    /// The client program.
    pub recorded_through: Option<String>,
    /// The outside document: a delivery note, an order.
    pub document: Option<String>,
    /// Why, where a reason is asked for.
    pub reason: Option<String>,
    /// From or to whom.
    pub supplier_id: Option<SupplierId>,
    /// The supplier's licence that was relied on.
    pub authorization_id: Option<AuthorizationId>,
    /// Who witnessed.
    pub witness_id: Option<String>,
    /// How it was disposed of.
    pub disposal_route: Option<String>,
    /// Certificate of the disposal.
    pub certificate: Option<String>,
    /// The posting that this one takes back.
    pub reverses_id: Option<PostingId>,
    /// The day of the site that it is accounted on, where that is not the day it happened: its period was closed.
    pub accounted_on: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}
