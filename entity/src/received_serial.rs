//! A serial number as it came with a receipt: a second one of the same product is grounds for suspicion.
//! Never changed, but for its lot where that turns out to be another one.

use crate::id::{LotId, PostingId, ProductId, ReceivedSerialId};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "received_serial")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReceivedSerialId,
    /// The product.
    pub product_id: ProductId,
    /// The serial number as printed.
    pub serial: String,
    /// The lot it came in.
    pub lot_id: LotId,
    /// The receipt.
    pub posting_id: PostingId,
}

impl ActiveModelBehavior for ActiveModel {}
