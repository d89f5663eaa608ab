//! A line of a purchase order: packages of one product, at the price of the day. Written with the order; written anew
//! while that is a draft, never changed afterwards.

use crate::{
    fixed_point::Money,
    id::{ProductId, PurchaseOrderId, PurchaseOrderLineId},
};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "purchase_order_line")]
pub struct Model {
    /// The line.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PurchaseOrderLineId,
    /// Its order.
    pub purchase_order_id: PurchaseOrderId,
    /// Its place in the order, from 0.
    pub line: i32,
    /// What is ordered.
    pub product_id: ProductId,
    /// The supplier's own code for it.
    pub supplier_sku: Option<String>,
    /// How many packages.
    pub packages: i32,
    /// How many containers one package holds.
    pub containers_per_package: i32,
    /// What one package costs.
    pub package_price: Money,
    /// The row that `purchase_order_id` names.
    #[sea_orm(belongs_to, from = "purchase_order_id", to = "id")]
    pub purchase_order: BelongsTo<super::purchase_order::Entity>,
}

impl Model {
    /// How many containers are ordered.
    pub fn containers(&self) -> i64 {
        i64::from(self.packages) * i64::from(self.containers_per_package)
    }
}

impl ActiveModelBehavior for ActiveModel {}
