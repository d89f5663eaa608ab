//! A supplier: who sells to the clinic. Written by `operations::create_supplier` and `update_supplier`.

use crate::{fixed_point::Quantity, id::SupplierId, instant::Instant};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "supplier")]
pub struct Model {
    /// The supplier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SupplierId,
    /// Its name; unique without regard to case.
    pub name: String,
    /// Days from order to delivery, with up to four decimals; `None` where nobody said.
    pub lead_time_days: Option<Quantity>,
    /// When it was created.
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
