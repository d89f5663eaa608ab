//! What the ids of a page stand for: lots as they are known now, and products.

use crate::{database::Reader, error::Failure, queries::family};
use entity::{
    id::{LotId, ProductId},
    lot, product,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};

/// Lots and products by their ids.
pub(super) struct Names {
    lots: BTreeMap<LotId, lot::Model>,
    products: BTreeMap<ProductId, product::Model>,
}

impl Names {
    /// Those of these lots, of their products, and of `products`.
    pub(super) async fn load(
        reader: &Reader,
        lots: impl Iterator<Item = LotId>,
        products: impl Iterator<Item = ProductId>,
    ) -> Result<Self, Failure> {
        let lots: Vec<LotId> = lots.collect::<BTreeSet<_>>().into_iter().collect();
        let lots = family::as_known_now(reader, &lots).await?;
        let ids: BTreeSet<ProductId> = lots.values().map(|lot| lot.product_id).chain(products).collect();
        let products = product::Entity::find().filter(product::COLUMN.id.is_in(ids)).all(reader).await?;
        Ok(Self { lots, products: products.into_iter().map(|product| (product.id, product)).collect() })
    }

    /// SKU, name and unit of the product.
    pub(super) fn product(&self, id: ProductId) -> [String; 3] {
        match self.products.get(&id) {
            Some(product) => [product.sku.clone(), product.name.clone(), product.unit.clone()],
            None => Default::default(),
        }
    }

    /// SKU, name and unit of the lot's product.
    pub(super) fn product_of(&self, lot: LotId) -> [String; 3] {
        self.lots.get(&lot).map(|lot| self.product(lot.product_id)).unwrap_or_default()
    }

    /// Number and last day of the lot, or the number that was stated where the books have no lot.
    pub(super) fn lot(&self, id: Option<LotId>, stated: Option<&str>) -> [String; 2] {
        match id.and_then(|id| self.lots.get(&id)) {
            Some(lot) => [lot.lot_number.clone(), lot.expires_on.map(|day| day.to_string()).unwrap_or_default()],
            None => [stated.unwrap_or_default().to_owned(), String::new()],
        }
    }
}
