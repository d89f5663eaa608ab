//! What belongs to products, suppliers and sites.

use std::{collections::HashMap, sync::Arc};

use async_graphql::dataloader::Loader;
use entity::{
    bundle_component, former_price,
    id::{ProductId, SiteId, SupplierId},
    posting, product_fact_change, product_identifier, site, site_price, supplier_authorization, supplier_item,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{Asked, NotLoaded, Rows, SharedFailure, gathered, shared};
use crate::queries::{catalogue, page::Page, receipts};

/// Every site, by code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AllSites;

impl Loader<AllSites> for Rows {
    type Value = Arc<Vec<site::Model>>;
    type Error = SharedFailure;

    async fn load(&self, _: &[AllSites]) -> Result<HashMap<AllSites, Self::Value>, SharedFailure> {
        let sites = catalogue::sites(&self.0).await.map_err(shared)?;
        Ok(HashMap::from([(AllSites, Arc::new(sites))]))
    }
}

/// The components of a retail set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BundleOf(pub ProductId);

impl Loader<BundleOf> for Rows {
    type Value = Vec<bundle_component::Model>;
    type Error = SharedFailure;

    async fn load(&self, sets: &[BundleOf]) -> Result<HashMap<BundleOf, Self::Value>, SharedFailure> {
        let rows = bundle_component::Entity::find()
            .filter(bundle_component::COLUMN.bundle_id.is_in(sets.iter().map(|set| set.0)))
            .order_by_asc(bundle_component::COLUMN.product_id)
            .all(&self.0)
            .await
            .map_err(shared)?;

        Ok(gathered(rows.into_iter().map(|row| (BundleOf(row.bundle_id), row))))
    }
}

/// The prices that a product had until some instant, the last first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FormerPricesOf(pub ProductId);

impl Loader<FormerPricesOf> for Rows {
    type Value = Vec<former_price::Model>;
    type Error = SharedFailure;

    async fn load(&self, products: &[FormerPricesOf]) -> Result<HashMap<FormerPricesOf, Self::Value>, SharedFailure> {
        let rows = former_price::Entity::find()
            .filter(former_price::COLUMN.product_id.is_in(products.iter().map(|product| product.0)))
            .order_by_desc(former_price::COLUMN.until)
            .all(&self.0)
            .await
            .map_err(shared)?;

        Ok(gathered(rows.into_iter().map(|row| (FormerPricesOf(row.product_id), row))))
    }
}

/// The prices that sites have of their own for a product, the last to begin first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SitePricesOf(pub ProductId);

impl Loader<SitePricesOf> for Rows {
    type Value = Vec<site_price::Model>;
    type Error = SharedFailure;

    async fn load(&self, products: &[SitePricesOf]) -> Result<HashMap<SitePricesOf, Self::Value>, SharedFailure> {
        let rows = site_price::Entity::find()
            .filter(site_price::COLUMN.product_id.is_in(products.iter().map(|product| product.0)))
            .order_by_desc(site_price::COLUMN.starts_at)
            .order_by_desc(site_price::COLUMN.id)
            .all(&self.0)
            .await
            .map_err(shared)?;

        Ok(gathered(rows.into_iter().map(|row| (SitePricesOf(row.product_id), row))))
    }
}

/// The identifiers of a product, those of a single container first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct IdentifiersOf(pub ProductId);

impl Loader<IdentifiersOf> for Rows {
    type Value = Vec<product_identifier::Model>;
    type Error = SharedFailure;

    async fn load(&self, products: &[IdentifiersOf]) -> Result<HashMap<IdentifiersOf, Self::Value>, SharedFailure> {
        let rows = product_identifier::Entity::find()
            .filter(product_identifier::COLUMN.product_id.is_in(products.iter().map(|product| product.0)))
            .order_by_asc(product_identifier::COLUMN.containers_per_package)
            .order_by_asc(product_identifier::COLUMN.scheme)
            .order_by_asc(product_identifier::COLUMN.canonical)
            .all(&self.0)
            .await
            .map_err(shared)?;

        Ok(gathered(rows.into_iter().map(|row| (IdentifiersOf(row.product_id), row))))
    }
}

/// What a product was said to be before its facts were set right, the first time first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FactChangesOf(pub ProductId);

impl Loader<FactChangesOf> for Rows {
    type Value = Vec<product_fact_change::Model>;
    type Error = SharedFailure;

    async fn load(&self, products: &[FactChangesOf]) -> Result<HashMap<FactChangesOf, Self::Value>, SharedFailure> {
        let rows = product_fact_change::Entity::find()
            .filter(product_fact_change::COLUMN.product_id.is_in(products.iter().map(|product| product.0)))
            .order_by_asc(product_fact_change::COLUMN.product_id)
            .order_by_asc(product_fact_change::COLUMN.sequence)
            .all(&self.0)
            .await
            .map_err(shared)?;

        Ok(gathered(rows.into_iter().map(|row| (FactChangesOf(row.product_id), row))))
    }
}

/// The licences of a supplier, the one that lasts longest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AuthorizationsOf(pub SupplierId);

impl Loader<AuthorizationsOf> for Rows {
    type Value = Vec<supplier_authorization::Model>;
    type Error = SharedFailure;

    async fn load(
        &self,
        suppliers: &[AuthorizationsOf],
    ) -> Result<HashMap<AuthorizationsOf, Self::Value>, SharedFailure> {
        let rows = supplier_authorization::Entity::find()
            .filter(supplier_authorization::COLUMN.supplier_id.is_in(suppliers.iter().map(|supplier| supplier.0)))
            .order_by_desc(supplier_authorization::COLUMN.valid_until)
            .order_by_asc(supplier_authorization::COLUMN.id)
            .all(&self.0)
            .await
            .map_err(shared)?;

        Ok(gathered(rows.into_iter().map(|row| (AuthorizationsOf(row.supplier_id), row))))
    }
}

/// What a supplier sells a product as.
impl Loader<(SupplierId, ProductId)> for Rows {
    type Value = supplier_item::Model;
    type Error = SharedFailure;

    async fn load(
        &self,
        items: &[(SupplierId, ProductId)],
    ) -> Result<HashMap<(SupplierId, ProductId), supplier_item::Model>, SharedFailure> {
        let rows = catalogue::items(&self.0, items).await.map_err(shared)?;
        Ok(rows.into_iter().map(|row| ((row.supplier_id, row.product_id), row)).collect())
    }
}

/// The items of a supplier: all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Items;

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

/// Which deliveries of a supplier.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Receipts {
    /// Those at these sites; `None` stands for all.
    pub sites: Option<Vec<SiteId>>,
}

impl Loader<Asked<SupplierId, Receipts>> for Rows {
    type Value = Page<posting::Model>;
    type Error = NotLoaded;

    async fn load(
        &self,
        asked: &[Asked<SupplierId, Receipts>],
    ) -> Result<HashMap<Asked<SupplierId, Receipts>, Page<posting::Model>>, NotLoaded> {
        let mut found = HashMap::new();
        for ((filter, page), suppliers) in Asked::grouped(asked) {
            let pages = receipts::of_suppliers(&self.0, &suppliers, filter.sites.as_deref(), &page).await?;
            let key = |of| Asked { of, filter: filter.clone(), page: page.clone() };
            found.extend(pages.into_iter().map(|(supplier, receipts)| (key(supplier), receipts)));
        }
        Ok(found)
    }
}
