//! What the demo's suppliers sell, when its sites order, and the orders that are open when the
//! history ends.

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
use entity::{
    id::{ProductId, SiteId},
    product::ProductCategory,
};
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

    let Some(site_id) = known.sites.first().copied() else { return Ok(()) };
    let forecast =
        PolicyGiven::Forecast { service_level: Decimal::new(98, 2), review_days: 7, demand_window_days: 180 };
    let category = Some(ProductCategory::Neurotoxin);
    let policy = SetReorderPolicy { site_id, product_id: None, category, policy: forecast };
    operations::perform(deployment, &MANAGER.asks(at), "policy of neurotoxins", policy).await?;
    Ok(())
}

/// Of what the busier site wants to have more than demand asks for, until the holidays are over:
/// from when on it orders, and up to how many containers. They come from two suppliers, and there
/// are fewer whatever day it is.
const BEFORE_THE_HOLIDAYS: [(&str, i32, i32); 2] = [("ELTA-UVCLEAR", 40, 80), ("SKINMEDICA-TNS", 20, 40)];

/// Writes the orders that the report of the busier site suggests, and sends the first of them.
pub(super) async fn order(
    deployment: &Deployment,
    at: DateTime<Utc>,
    articles: &[Article],
    known: &Known,
) -> Result<(), Error> {
    let [site, _] = &SITES;
    let Some(site_id) = known.sites.first().copied() else { return Ok(()) };
    stock_up_for_the_holidays(deployment, at, site_id, articles.iter().zip(&known.products)).await?;

    let from = OrderSource::ReorderReport { supplier_ids: None };
    let key = format!("orders of {}", site.code);
    let suggested = CreatePurchaseOrder { site_id, from };
    let made = operations::perform(deployment, &MANAGER.asks(at), &key, suggested).await?;

    if let Some(purchase_order_id) = made.done.purchase_order_ids.first().copied() {
        let submit = SubmitPurchaseOrder { purchase_order_id };
        operations::perform(deployment, &MANAGER.asks(at), "the first order is sent", submit).await?;
    }
    Ok(())
}

async fn stock_up_for_the_holidays(
    deployment: &Deployment,
    at: DateTime<Utc>,
    site_id: SiteId,
    products: impl Iterator<Item = (&Article, &ProductId)>,
) -> Result<(), Error> {
    for (article, product) in products {
        let sku = article.product.sku.as_str();
        let wanted = BEFORE_THE_HOLIDAYS.iter().find(|(wanted, ..)| *wanted == sku);
        let Some((_, from, up_to)) = wanted else { continue };

        let policy = fixed_levels(*from, *up_to);
        let policy = SetReorderPolicy { site_id, product_id: Some(*product), category: None, policy };
        let key = format!("policy of {sku}");
        operations::perform(deployment, &MANAGER.asks(at), &key, policy).await?;
    }
    Ok(())
}

/// Does what the manager does last, under this key: sets when the other site orders what needs no
/// forecast.
pub(super) async fn end(deployment: &Deployment, at: DateTime<Utc>, known: &Known, key: &str) -> Result<(), Error> {
    let Some(site_id) = known.sites.last().copied() else { return Ok(()) };
    let category = Some(ProductCategory::Consumable);
    let levels = fixed_levels(200, 600);
    let policy = SetReorderPolicy { site_id, product_id: None, category, policy: levels };
    operations::perform(deployment, &MANAGER.asks(at), key, policy).await?;
    Ok(())
}

fn fixed_levels(reorder_point: i32, order_up_to: i32) -> PolicyGiven {
    PolicyGiven::Fixed { reorder_point: reorder_point.into(), order_up_to: order_up_to.into() }
}

/// The package that the catalogue knows, else single containers.
fn containers_per_package(article: &Article) -> i32 {
    let sizes = article.product.identifiers.iter().map(|identifier| identifier.containers_per_package);
    sizes.max().unwrap_or(1).max(1)
}
