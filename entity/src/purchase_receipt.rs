//! What of a delivery came against a line of a purchase order. Written by `operations::receive_stock`; marked when the posting is taken back.

use crate::id::{PostingId, PurchaseOrderLineId};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "purchase_receipt")]
pub struct Model {
    /// The receipt.
    #[sea_orm(primary_key, auto_increment = false)]
    pub posting_id: PostingId,
    /// The line.
    #[sea_orm(primary_key, auto_increment = false)]
    pub purchase_order_line_id: PurchaseOrderLineId,
    /// How many containers; free goods are not counted.
    pub containers: i32,
    /// The day of the site.
    pub received_on: Date,
    /// Days since the order was sent.
    pub lead_days: i32,
    /// The receipt was reversed: nothing came.
    pub taken_back: bool,
    /// The row that `purchase_order_line_id` names.
    #[sea_orm(belongs_to, from = "purchase_order_line_id", to = "id")]
    pub purchase_order_line: BelongsTo<super::purchase_order_line::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
