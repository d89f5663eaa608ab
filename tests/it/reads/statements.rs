//! How many statements a read costs: as many for a hundred products as for one.

use crate::{
    clinic::{Clinic, clinic, neurotoxin},
    databases::both,
};
use entity::id::ProductId;
use lotwise::{
    config::MAX_COMPLEXITY,
    database::{Database, DatabaseSettings, StatementObserver},
    graphql,
    operations::{Deployment, create_product::CreateProduct},
    request::Request,
};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

const PRODUCTS_WITH_STOCK_AND_LOTS: &str = "
    query ($site: ID!, $first: Int!) { products(first: $first) { nodes {
        sku
        identifiers { value }
        stock(siteId: $site) { onHand usable nextExpiry lots { onHand sealedContainers unitCost { amount } lot { lotNumber } site { code } } }
        lots(first: 3) { nodes {
            lotNumber status product { name }
            stock { onHand site { name } }
            holds { kind }
            corrections { reason }
            suppliers { name }
            containers(first: 2) { nodes { label remaining usableUntil unusable } }
            ledger(first: 2) { nodes { quantity posting { kind supplier { name } } } }
        } }
    } } }";

const STOCK_OF_A_SITE: &str = "
    query ($site: ID!, $first: Int!) { stock(siteId: $site, first: $first) { nodes {
        product { sku } onHand recalled held expired usable opened nextExpiry lots { onHand held lot { lotNumber product { sku } } }
    } } }";

const TREATMENTS: &str = "
    query ($first: Int!) { usages(first: $first) { nodes {
        patient { id linkedIds } treatment { id lots { lotNumber } usages { id } } site { code } posting { entries { quantity } }
        corrections { what }
        lines { quantity cost { amount } lot { lotNumber } container { label } deviations { code } product { sku } }
    } } }";

const LEDGER: &str = "
    query ($first: Int!) { ledger(first: $first) { nodes {
        id quantity lot { lotNumber product { sku } } site { code } container { label } reverses { id }
        posting { kind site { code } supplier { name } usage { id } reversedBy { id } entries { id } }
    } } }";

/// The answer to `document`, and every statement that was sent for it, with its values.
pub(crate) async fn statements(
    clinic: &Clinic,
    request: &Request,
    document: &str,
    variables: Value,
) -> (Value, Vec<String>) {
    let sent = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&sent);
    let observer: StatementObserver = Arc::new(move |info| told.lock().unwrap().push(info.statement.to_string()));
    let settings = DatabaseSettings::patient(clinic.database.url(), 4);
    let database = Database::connect_observed(&settings, Some(observer)).await.unwrap();
    let schema = graphql::schema(Deployment { database, terms: clinic.deployment.terms.clone() }, MAX_COMPLEXITY);
    sent.lock().unwrap().clear();
    let asked = async_graphql::Request::new(document)
        .variables(async_graphql::Variables::from_json(variables))
        .data(request.clone());
    let answer = serde_json::to_value(schema.execute(asked).await).unwrap();
    assert!(answer.get("errors").is_none(), "{answer:#}");
    let sent = sent.lock().unwrap().clone();
    (answer["data"].clone(), sent)
}

/// A hundred products, each with two lots on the shelf, a vial of one of them opened for a patient.
async fn a_hundred_products(clinic: &Clinic) {
    for number in 0..100 {
        let product = CreateProduct { identifiers: vec![], sku: format!("P-{number:03}"), ..neurotoxin() };
        let product: ProductId = clinic.product(product).await.id;
        let mut delivery = clinic.delivery(product, &format!("A{number}"), 2).await;
        delivery.lines.extend(clinic.delivery(product, &format!("B{number}"), 1).await.lines);
        let lots = clinic.done(&clinic.manager(), delivery).await.lot_ids;
        clinic.treats(lots[0], 10, &format!("4{number:05}")).await;
    }
}

#[tokio::test]
async fn a_hundred_products_with_stock_and_lots_cost_as_many_statements_as_one() {
    both(async |database| {
        let clinic = clinic(database).await;
        a_hundred_products(&clinic).await;
        let site = clinic.denver.id.to_string();
        for (document, person, most) in [
            (PRODUCTS_WITH_STOCK_AND_LOTS, clinic.manager(), 32),
            (STOCK_OF_A_SITE, clinic.nurse(), 9),
            (TREATMENTS, clinic.director(), 15),
            (LEDGER, clinic.auditor(), 11),
        ] {
            let ask = async |first: i32| {
                let variables = json!({ "site": site, "first": first });
                statements(&clinic, &person, document, variables).await
            };
            let (_, for_one) = ask(1).await;
            let (data, for_all) = ask(100).await;
            let rows = data.as_object().unwrap().values().next().unwrap()["nodes"].as_array().unwrap().len();
            assert_eq!(rows, 100, "{document}");
            // Which rows arrive together may cost a statement more; the length of the list never does.
            assert!(for_all.len() <= for_one.len() + 2, "{document}\n{}", for_all.join("\n"));
            assert!(for_all.len() <= most, "{} statements: {document}\n{}", for_all.len(), for_all.join("\n"));
        }
    })
    .await;
}

#[tokio::test]
async fn what_an_answer_has_read_is_not_read_again() {
    both(async |database| {
        let clinic = clinic(database).await;
        let lot = clinic.receive(clinic.product(neurotoxin()).await.id, "C3016", 2).await;
        for units in [10, 15] {
            clinic.treats(lot, units, "4711").await;
        }
        let document = "{ treatment(id: \"T-4711\") { id lots { lotNumber } usages { performedAt site { code } \
                        lines { product { sku } lot { lotNumber expiresOn } quantity wasted } } } }";
        let (_, sent) = statements(&clinic, &clinic.nurse(), document, json!({})).await;
        // Its usages, their sites, their lines, the products, the lots.
        assert_eq!(sent.len(), 5, "{}", sent.join("\n"));
    })
    .await;
}
