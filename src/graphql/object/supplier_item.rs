//! What suppliers sell.

use super::{money::Money, product::Product, supplier::Supplier};
use crate::graphql::loader::required;
use async_graphql::{Context, Description, Object, Result};
use entity::supplier_item;

/// What a supplier sells a product as.
#[derive(Description)]
pub struct SupplierItem(pub supplier_item::Model);

#[Object(use_type_description)]
impl SupplierItem {
    /// The supplier.
    async fn supplier(&self, context: &Context<'_>) -> Result<Supplier> {
        required(context, self.0.supplier_id).await.map(Supplier)
    }

    /// The product.
    async fn product(&self, context: &Context<'_>) -> Result<Product> {
        required(context, self.0.product_id).await.map(Product)
    }

    /// The supplier's own code for it.
    async fn supplier_sku(&self) -> Option<&str> {
        self.0.supplier_sku.as_deref()
    }

    /// How many containers one package holds.
    async fn containers_per_package(&self) -> i32 {
        self.0.containers_per_package
    }

    /// What one package costs.
    async fn package_price(&self, context: &Context<'_>) -> Result<Money> {
        Money::new(context, self.0.package_price)
    }

    /// Fewest packages in an order.
    async fn minimum_packages(&self) -> i32 {
        self.0.minimum_packages
    }

    /// The product is ordered here.
    async fn preferred(&self) -> bool {
        self.0.preferred
    }
}
