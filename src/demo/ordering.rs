//! What the demo's suppliers sell, when its sites order, and the orders that are open when the history ends.

use super::{
    assortment::Article,
    clinic::{MANAGER, SITES},
    known::Known,
};
use crate::{
    error::Error,
    operations::{
        self, Deployment,
        create_purchase_order::{CreatePurchaseOrder, OrderSource},
        set_reorder_policy::SetReorderPolicy,
        set_supplier_item::SetSupplierItem,
        submit_purchase_order::SubmitPurchaseOrder,
    },
    rules::{money::MoneyAmount, reorder::PolicyGiven},
};
use chrono::{DateTime, Utc};
use entity::{id::SiteId, product::ProductCategory};
use rust_decimal::Decimal;

/// Sets what the suppliers sell, and at which service level the busier site keeps its neurotoxins.
pub(super) async fn found(
    deployment: &Deployment,
    at: DateTime<Utc>,
    articles: &[Article],
    known: &Known,
) -> Result<(), Error> {
    for (article, product) in articles.iter().zip(&known.products) {
        let Some(supplier) = known.suppliers.get(article.habits.supplier.as_str()) else { continue };
        let containers = containers_per_package(article);
        let price = article.habits.unit_cost * article.product.container.contents * Decimal::from(containers);
        let item = SetSupplierItem {
            supplier_id: *supplier,
            product_id: *product,
            supplier_sku: Some(format!("{}-{}", article.habits.supplier.to_uppercase(), article.product.sku)),
            containers_per_package: containers,
            package_price: MoneyAmount { amount: price.round_dp(2), currency: known.currency.clone() },
            minimum_packages: None,
            preferred: Some(true),
        };
        let key = format!("item {}", article.product.sku);
        operations::perform(deployment, &MANAGER.asks(at), &key, item).await?;
    }
    let forecast =
        PolicyGiven::Forecast { service_level: Decimal::new(98, 2), review_days: 7, demand_window_days: 180 };
    if let Some(site_id) = known.sites.first().copied() {
        let category = Some(ProductCategory::Neurotoxin);
        let policy = SetReorderPolicy { site_id, product_id: None, category, policy: forecast };
        operations::perform(deployment, &MANAGER.asks(at), "policy of neurotoxins", policy).await?;
    }
    Ok(())
}

/// Writes the orders that the report of the busier site suggests, and sends the first of them.
pub(super) async fn order(deployment: &Deployment, at: DateTime<Utc>, sites: &[SiteId]) -> Result<(), Error> {
    let Some((site_id, site)) = sites.iter().copied().zip(&SITES).next() else { return Ok(()) };
    let suggested = CreatePurchaseOrder { site_id, from: OrderSource::ReorderReport { supplier_ids: None } };
    let key = format!("orders of {}", site.code);
    let made = operations::perform(deployment, &MANAGER.asks(at), &key, suggested).await?;
    if let Some(purchase_order_id) = made.done.purchase_order_ids.first().copied() {
        let submit = SubmitPurchaseOrder { purchase_order_id };
        operations::perform(deployment, &MANAGER.asks(at), "the first order is sent", submit).await?;
    }
    Ok(())
}

/// The package that the catalogue knows, else single containers.
fn containers_per_package(article: &Article) -> i32 {
    let sizes = article.product.identifiers.iter().map(|identifier| identifier.containers_per_package);
    sizes.max().unwrap_or(1).max(1)
}
