//! What the report costs: as many statements for sixty products as for three, however much the ledger holds.

use crate::{
    clinic::{Clinic, clinic, filler},
    databases::both,
    reads::statements::statements,
};
use lotwise::operations::create_product::CreateProduct;
use serde_json::json;

const REPORT: &str = "query ($site: ID!) { reorderReport(siteId: $site) {
    lines(first: 100) { nodes { product { sku } supplier { name } policy { forecast { reviewDays } } position reorderPoint
        suggestedPackages cost { amount } arithmetic { label result } openOrders { number } whyNot } }
    bySupplier { supplier { name } lines total { amount } } } }";
const LEVELS: &str = "query ($site: ID!) { stock(siteId: $site, first: 100) { nodes {
    product { sku } onHand onOrder reorderPoint belowReorderPoint } } }";

async fn products(clinic: &Clinic, from: usize, to: usize) {
    let supplier = clinic.supplier_within(&format!("Supplier {from}"), 2).await;
    for number in from..to {
        let sku = format!("FILLER-{number:03}");
        let product = clinic.product(CreateProduct { sku, identifiers: vec![], ..filler() }).await.id;
        clinic.sells(supplier, product, 2, 100).await;
        let lot = clinic.receives_on(product, "L1", 30, "2026-02-10").await;
        clinic.uses_daily(lot, 1, "2026-02-10", 2).await;
        clinic.orders_at(product, 100, 120).await;
    }
}

#[tokio::test]
async fn sixty_products_cost_as_many_statements_as_three() {
    both(async |database| {
        let clinic = clinic(database).await;
        let variables = || json!({ "site": clinic.denver.id.to_string() });
        products(&clinic, 0, 3).await;
        let (_, of_three) = statements(&clinic, &clinic.manager(), REPORT, variables()).await;
        let (_, levels_of_three) = statements(&clinic, &clinic.manager(), LEVELS, variables()).await;
        products(&clinic, 3, 60).await;
        let (data, of_sixty) = statements(&clinic, &clinic.manager(), REPORT, variables()).await;
        assert_eq!(data["reorderReport"]["lines"]["nodes"].as_array().unwrap().len(), 60);
        assert_eq!(of_sixty.len(), of_three.len(), "{}", of_sixty.join("\n"));
        assert!(of_sixty.len() <= 17, "{} statements:\n{}", of_sixty.len(), of_sixty.join("\n"));
        let (_, levels_of_sixty) = statements(&clinic, &clinic.manager(), LEVELS, variables()).await;
        assert!(levels_of_sixty.len() <= levels_of_three.len() + 2, "{}", levels_of_sixty.join("\n"));
    })
    .await;
}
