//! What suppliers sell.

use super::{money::Money, product::Product, supplier::Supplier};
use crate::{
    graphql::loader::{Asked, NotLoaded, Rows, required},
    queries::{catalogue, page::Page},
};
use async_graphql::{Context, Object, Result, dataloader::Loader};
use entity::{id::SupplierId, supplier_item};
use std::collections::HashMap;

/// What a supplier sells a product as.
pub struct SupplierItem(pub supplier_item::Model);

#[Object]
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

/// The items of a supplier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Items;

impl Loader<Asked<SupplierId, Items>> for Rows {
    type Value = Page<supplier_item::Model>;
    type Error = NotLoaded;

    async fn load(
        &self,
        asked: &[Asked<SupplierId, Items>],
    ) -> Result<HashMap<Asked<SupplierId, Items>, Page<supplier_item::Model>>, NotLoaded> {
        let mut found = HashMap::new();
        for ((filter, page), suppliers) in Asked::grouped(asked) {
            let pages = catalogue::items_of(&self.0, &suppliers, &page).await?;
            let key = |of| Asked { of, filter, page: page.clone() };
            found.extend(pages.into_iter().map(|(supplier, items)| (key(supplier), items)));
        }
        Ok(found)
    }
}
