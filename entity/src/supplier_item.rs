//! What a supplier sells a product as: its code, package and price. Written by `operations::set_supplier_item`.

use crate::{
    fixed_point::Money,
    id::{ProductId, SupplierId},
};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "supplier_item")]
pub struct Model {
    /// The supplier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub supplier_id: SupplierId,
    /// The product.
    #[sea_orm(primary_key, auto_increment = false)]
    pub product_id: ProductId,
    /// The supplier's own code for it.
    pub supplier_sku: Option<String>,
    /// How many containers one package holds.
    pub containers_per_package: i32,
    /// What one package costs.
    pub package_price: Money,
    /// Fewest packages in an order.
    pub minimum_packages: i32,
    /// The product is ordered here; one supplier at most is preferred for a product.
    pub preferred: bool,
}

impl ActiveModelBehavior for ActiveModel {}
