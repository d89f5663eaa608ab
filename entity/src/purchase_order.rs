//! A purchase order: what a site asked a supplier for. Written by `operations::create_purchase_order` and what follows it; its receipts are in `purchase_receipt`.

use crate::{
    id::{PurchaseOrderId, SiteId, SupplierId},
    instant::Instant,
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// How far an order is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PurchaseOrderStatus {
    /// Written down; the supplier does not know of it.
    Draft,
    /// Sent to the supplier.
    Submitted,
    /// A part came.
    PartiallyReceived,
    /// All of it came.
    Received,
    /// Nothing more is expected of it.
    Closed,
    /// Taken back before anything came.
    Cancelled,
}

impl PurchaseOrderStatus {
    /// Orders of which something may still come, or that may still be sent.
    pub const OPEN: [Self; 3] = [Self::Draft, Self::Submitted, Self::PartiallyReceived];
    /// Orders of which something is on its way.
    pub const ON_ORDER: [Self; 2] = [Self::Submitted, Self::PartiallyReceived];
    /// Orders of which nothing more will come, and of which something may have.
    pub const ENDED: [Self; 2] = [Self::Received, Self::Closed];
}

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "purchase_order")]
pub struct Model {
    /// The order.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PurchaseOrderId,
    /// 1, 2, 3 …, over all sites; printed as `PO-000001`.
    pub number: i64,
    /// From whom.
    pub supplier_id: SupplierId,
    /// For where.
    pub site_id: SiteId,
    /// How far it is.
    pub status: PurchaseOrderStatus,
    /// When it should come.
    pub expected_on: Option<Date>,
    /// When it was written down.
    pub created_at: Instant,
    /// By whom.
    pub created_by: String,
    /// When it was sent.
    pub submitted_at: Option<Instant>,
    /// The same, as a day of the site.
    pub submitted_on: Option<Date>,
    /// By whom it was sent.
    pub submitted_by: Option<String>,
    /// When it was closed or cancelled.
    pub ended_at: Option<Instant>,
    /// By whom.
    pub ended_by: Option<String>,
    /// Why.
    pub end_reason: Option<String>,
}

impl Model {
    /// The number as it is printed and spoken.
    pub fn printed_number(&self) -> String {
        format!("PO-{:06}", self.number)
    }
}

impl ActiveModelBehavior for ActiveModel {}
