//! The catalogue as callers of the API see it.

use crate::{
    clinic::{clinic, filler, neurotoxin, serum},
    databases::both,
};
use serde_json::json;

const CREATE: &str = "
    mutation ($input: CreateProductInput!) {
        createProduct(input: $input) {
            replayed
            product {
                sku unit quantityStep category regulatoryClass storage archived lotTracked expiryRequired serialRequired
                container { name contents use inUseHours labelledSinglePatient mayKeepRemainder }
                identifiers { scheme value containersPerPackage }
                retailPrice { amount currency }
                replaces { sku }
            }
            userErrors { code field message ... on InvalidInput { rule limit } ... on Conflict { current } }
        }
    }";

fn vial() -> serde_json::Value {
    json!({
        "idempotencyKey": "one", "sku": "XEOMIN-100", "name": "Xeomin 100 U", "manufacturer": "Merz",
        "category": "NEUROTOXIN", "regulatoryClass": "BIOLOGIC", "unit": "u", "quantityStep": "0.50",
        "container": { "name": "vial", "contents": "100", "use": "MULTI_PATIENT", "inUseHours": 24 },
        "identifiers": [{ "scheme": "NDC", "value": "46783-160-01", "containersPerPackage": 1 }],
        "storage": "ROOM", "lotTracked": true, "expiryRequired": true,
        "retailPrice": { "amount": "0", "currency": "USD" }
    })
}

#[tokio::test]
async fn a_product_is_created_once_and_shown_as_it_was_given() {
    both(async |database| {
        let clinic = clinic(database).await;
        let data = clinic.asks(&clinic.manager(), CREATE, json!({ "input": vial() })).await;
        let product = json!({
            "sku": "XEOMIN-100", "unit": "U", "quantityStep": "0.5", "category": "NEUROTOXIN",
            "regulatoryClass": "BIOLOGIC", "storage": "ROOM", "archived": false, "lotTracked": true,
            "expiryRequired": true, "serialRequired": false,
            "container": { "name": "vial", "contents": "100", "use": "MULTI_PATIENT", "inUseHours": 24,
                           "labelledSinglePatient": false, "mayKeepRemainder": false },
            "identifiers": [{ "scheme": "NDC", "value": "46783-160-01", "containersPerPackage": 1 }],
            "retailPrice": { "amount": "0", "currency": "USD" }, "replaces": null
        });
        assert_eq!(data["createProduct"], json!({ "replayed": false, "product": product, "userErrors": [] }));
        let mut same = vial();
        same["quantityStep"] = json!("0.5");
        let data = clinic.asks(&clinic.manager(), CREATE, json!({ "input": same })).await;
        assert_eq!(data["createProduct"], json!({ "replayed": true, "product": product, "userErrors": [] }));
    })
    .await;
}

#[tokio::test]
async fn refusals_name_the_field_and_the_rule_and_the_thing_is_null() {
    both(async |database| {
        let clinic = clinic(database).await;
        let mut wrong = vial();
        wrong["quantityStep"] = json!("0.3");
        let data = clinic.asks(&clinic.manager(), CREATE, json!({ "input": wrong })).await;
        let told = &data["createProduct"]["userErrors"][0];
        assert_eq!(told["field"], json!(["container", "contents"]));
        assert_eq!(
            (&told["code"], &told["rule"], &told["limit"]),
            (&json!("INVALID"), &json!("QUANTITY_STEP"), &json!("0.3"))
        );
        assert_eq!(data["createProduct"]["product"], json!(null));
        clinic.asks(&clinic.manager(), CREATE, json!({ "input": vial() })).await;
        let mut again = vial();
        again["idempotencyKey"] = json!("two");
        let data = clinic.asks(&clinic.manager(), CREATE, json!({ "input": again })).await;
        let told = &data["createProduct"]["userErrors"][0];
        assert_eq!((&told["code"], &told["current"]), (&json!("CONFLICT"), &json!("XEOMIN-100")));
    })
    .await;
}

#[tokio::test]
async fn a_right_that_is_missing_is_an_error_of_the_call() {
    both(async |database| {
        let clinic = clinic(database).await;
        let open = "mutation { createSite(input: { idempotencyKey: \"a\", code: \"c\", name: \"n\", timeZone: \"UTC\" }) \
                    { site { id } } }";
        assert_eq!(clinic.error_code(&clinic.manager(), open).await, json!("FORBIDDEN"));
        let link = "mutation { linkPatient(input: { idempotencyKey: \"a\", fromId: \"1\", intoId: \"2\" }) { linked } }";
        assert_eq!(clinic.error_code(&clinic.nurse(), link).await, json!("FORBIDDEN"));
        let nobody = lotwise::request::Request {
            caller: lotwise::rules::rights::Caller { grants: vec![], ..clinic.nurse().caller },
            ..clinic.nurse()
        };
        for query in ["{ sites { id } }", "{ products { nodes { id } } }", "{ product(sku: \"a\") { id } }", "{ suppliers { nodes { id } } }"] {
            assert_eq!(clinic.error_code(&nobody, query).await, json!("FORBIDDEN"), "{query}");
            assert_eq!(clinic.error_code(&clinic.front_desk(), query).await, json!(null), "{query}");
        }
    })
    .await;
}

#[tokio::test]
async fn products_come_in_pages_with_everything_that_was_asked_of_them() {
    both(async |database| {
        let clinic = clinic(database).await;
        for product in [neurotoxin(), filler(), serum()] {
            clinic.product(product).await;
        }
        let page = "query ($after: String) { products(first: 2, after: $after, filter: { archived: false }) \
                    { edges { cursor node { sku identifiers { value } } } pageInfo { hasNextPage hasPreviousPage endCursor } } }";
        let first = clinic.asks(&clinic.nurse(), page, json!({})).await;
        assert_eq!(first["products"]["edges"][1]["node"]["sku"], json!("JUV-VOLUMA"));
        assert_eq!(first["products"]["edges"][1]["node"]["identifiers"][1]["value"], json!("17540161860001"));
        assert_eq!(first["products"]["pageInfo"]["hasNextPage"], json!(true));
        let after = &first["products"]["pageInfo"]["endCursor"];
        let second = clinic.asks(&clinic.nurse(), page, json!({ "after": after })).await;
        assert_eq!(second["products"]["edges"][0]["node"], json!({ "sku": "SERUM-C", "identifiers": [] }));
        assert_eq!(second["products"]["pageInfo"]["hasNextPage"], json!(false));
        for wrong in ["products(first: 0)", "products(first: 101)", "products(after: \"x\")", "suppliers(first: -1)"] {
            let code = clinic.error_code(&clinic.nurse(), &format!("{{ {wrong} {{ nodes {{ id }} }} }}")).await;
            assert_eq!(code, json!("INVALID"), "{wrong}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_supplier_is_shown_with_its_licences_and_a_site_with_its_policy() {
    both(async |database| {
        let clinic = clinic(database).await;
        let create = "mutation ($input: CreateSupplierInput!) { createSupplier(input: $input) \
                      { supplier { name leadTimeDays authorizations { number validUntil checkedOn } } userErrors { message } } }";
        let licence = json!({ "number": "W-1", "authority": "State board", "validFrom": "2026-01-01", "validUntil": "2026-12-31" });
        let input = json!({ "idempotencyKey": "s", "name": "Acme", "leadTimeDays": "2.5", "authorizations": [licence] });
        let data = clinic.asks(&clinic.manager(), create, json!({ "input": input })).await;
        let licences = json!([{ "number": "W-1", "validUntil": "2026-12-31", "checkedOn": null }]);
        let supplier = json!({ "name": "Acme", "leadTimeDays": "2.5", "authorizations": licences });
        assert_eq!(data["createSupplier"], json!({ "supplier": supplier, "userErrors": [] }));
        let set = "mutation ($site: ID!) { setSitePolicy(input: { idempotencyKey: \"p\", siteId: $site, assumedLots: ACCEPT }) \
                   { site { code policy { assumedLots scopeOfPractice lateEntryHours } } userErrors { message } } }";
        let data = clinic.asks(&clinic.admin(), set, json!({ "site": clinic.denver.id.to_string() })).await;
        let policy = json!({ "assumedLots": "ACCEPT", "scopeOfPractice": "OFF", "lateEntryHours": 24 });
        assert_eq!(data["setSitePolicy"]["site"], json!({ "code": "denver", "policy": policy }));
    })
    .await;
}

#[tokio::test]
async fn the_viewer_learns_every_grant_with_its_sites() {
    both(async |database| {
        let clinic = clinic(database).await;
        let viewer = "{ viewer { subject client grants { role allSites sites { code } } } }";
        let ana = clinic.somebody("ana", lotwise::rules::rights::Role::Nurse, "denver");
        let grants = json!([{ "role": "NURSE", "allSites": false, "sites": [{ "code": "denver" }] }]);
        let data = clinic.asks(&ana, viewer, json!({})).await;
        assert_eq!(data["viewer"], json!({ "subject": "ana", "client": "tests", "grants": grants }));
        let data = clinic.asks(&clinic.manager(), viewer, json!({})).await;
        assert_eq!(data["viewer"]["grants"], json!([{ "role": "MANAGER", "allSites": true, "sites": null }]));
    })
    .await;
}
