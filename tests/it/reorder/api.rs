//! Reordering as the API shows it, and who may ask.

use crate::{
    clinic::{Clinic, clinic, filler},
    databases::both,
};
use serde_json::{Value, json};

const REPORT: &str = "query ($site: ID!, $supplier: ID, $due: Boolean, $after: String) {
    reorderReport(siteId: $site, supplierId: $supplier, dueOnly: $due) { site { code } asOf
        lines(first: 1, after: $after) { nodes { product { sku } supplier { name } policy { fixed { reorderPoint orderUpTo } }
            onHand usable expiringBeforeUse reserved onOrder position demandPerDay demandDeviation pattern leadTimeDays
            leadTimeDeviation reorderPoint orderUpTo daysOfCover stockoutOn due suggestedQuantity suggestedPackages
            cost { amount currency } expectedExpiryWaste openOrders { number } arithmetic { label formula inputs result }
            whyNot limitedBecause demandDays { day demand counts } expiringLots { lot { lotNumber } quantity } }
            pageInfo { hasNextPage endCursor } }
        bySupplier { supplier { name } lines total { amount } } } }";
const EXPIRY: &str = "query ($site: ID!, $days: Int!) { expiryReport(siteId: $site, withinDays: $days) { site { code }
    buckets { label from to knownCost { amount } costAtRisk { amount } quantityByProduct { product { sku } lot { lotNumber } quantity
        expectedUsedInTime expectedWaste cost { amount } } } } }";
const SET_POLICY: &str = "mutation ($input: SetReorderPolicyInput!) { setReorderPolicy(input: $input) {
    reorderPolicy { product { sku } category site { code } fixed { reorderPoint orderUpTo }
        forecast { serviceLevel reviewDays demandWindowDays } } replayed userErrors { code field message } } }";

async fn of_the_site(clinic: &Clinic) -> Value {
    json!({ "site": clinic.denver.id.to_string(), "days": 90, "due": true })
}

#[tokio::test]
async fn the_report_tells_everything_of_a_line() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(filler()).await.id;
        let supplier = clinic.supplier_within("Cascade", 3).await;
        clinic.sells(supplier, product, 2, 700).await;
        clinic.orders_at(product, 5, 9).await;
        clinic.receive(product, "VA1", 3).await;
        let answer = clinic.asks(&clinic.manager(), REPORT, of_the_site(&clinic).await).await;
        let report = &answer["reorderReport"];
        let line = &report["lines"]["nodes"][0];
        let mut shown = line.clone();
        shown.as_object_mut().unwrap().remove("arithmetic");
        let expected = json!({
            "product": { "sku": "JUV-VOLUMA" }, "supplier": { "name": "Cascade" },
            "policy": { "fixed": { "reorderPoint": "5", "orderUpTo": "9" } },
            "onHand": "3", "usable": "3", "expiringBeforeUse": "0", "reserved": "0", "onOrder": "0", "position": "3",
            "demandPerDay": null, "demandDeviation": null, "pattern": "NONE", "leadTimeDays": "3", "leadTimeDeviation": "0",
            "reorderPoint": "5", "orderUpTo": "9", "daysOfCover": null, "stockoutOn": null, "due": true,
            "suggestedQuantity": "6", "suggestedPackages": 3, "cost": { "amount": "2100", "currency": "USD" },
            "expectedExpiryWaste": "0", "openOrders": [],
            "whyNot": null, "limitedBecause": null, "demandDays": [], "expiringLots": [],
        });
        assert_eq!(shown, expected);
        let step = |label: &str| {
            let steps = line["arithmetic"].as_array().unwrap().iter();
            steps.filter(|step| step["label"] == label).cloned().collect::<Vec<_>>().pop().unwrap()
        };
        assert_eq!(step("Packages")["inputs"][0], "needed = 9 − 3 = 6 mL");
        assert_eq!(step("Due")["result"], "due");
        let total = json!([{ "supplier": { "name": "Cascade" }, "lines": 1, "total": { "amount": "2100" } }]);
        assert_eq!(report["bySupplier"], total);
    })
    .await;
}

#[tokio::test]
async fn lines_come_in_pages_what_is_due_first_and_can_be_narrowed() {
    both(async |database| {
        let clinic = clinic(database).await;
        for (sku, reorder_point) in [("A", 1), ("B", 20), ("C", 2)] {
            let product = lotwise::operations::create_product::CreateProduct {
                sku: sku.to_owned(),
                identifiers: vec![],
                ..filler()
            };
            let product = clinic.product(product).await.id;
            clinic.orders_at(product, reorder_point, 30).await;
            clinic.receive(product, "L1", 5).await;
        }
        let (mut after, mut skus) = (Value::Null, vec![]);
        loop {
            let variables = json!({ "site": clinic.denver.id.to_string(), "after": after });
            let lines = clinic.asks(&clinic.auditor(), REPORT, variables).await["reorderReport"]["lines"].take();
            skus.push(lines["nodes"][0]["product"]["sku"].as_str().unwrap().to_owned());
            after = lines["pageInfo"]["endCursor"].clone();
            if lines["pageInfo"]["hasNextPage"] == false {
                break;
            }
        }
        assert_eq!(skus, ["B", "A", "C"]);
        let due = clinic.asks(&clinic.auditor(), REPORT, of_the_site(&clinic).await).await;
        assert_eq!(due["reorderReport"]["lines"]["pageInfo"]["hasNextPage"], false);
        let supplier = clinic.supplier_within("Nobody's", 3).await.to_string();
        let variables = json!({ "site": clinic.denver.id.to_string(), "supplier": supplier });
        let none = clinic.asks(&clinic.auditor(), REPORT, variables).await;
        assert_eq!(none["reorderReport"]["lines"]["nodes"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn policies_are_set_read_back_and_refused_by_field() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (manager, site) = (clinic.manager(), clinic.denver.id.to_string());
        let forecast = json!({ "serviceLevel": "0.98", "reviewDays": 14, "demandWindowDays": 365 });
        let input = |key: &str, forecast: &Value| {
            json!({ "input": { "idempotencyKey": key, "siteId": site, "category": "NEUROTOXIN", "policy": { "forecast": forecast } } })
        };
        for replayed in [false, true] {
            let answer = clinic.asks(&manager, SET_POLICY, input("p1", &forecast)).await["setReorderPolicy"].take();
            assert_eq!((&answer["replayed"], &answer["reorderPolicy"]["forecast"]), (&json!(replayed), &forecast));
            assert_eq!(answer["reorderPolicy"]["product"], Value::Null);
        }
        let wrong = json!({ "serviceLevel": "1.5", "reviewDays": 400, "demandWindowDays": 3 });
        let answer = clinic.asks(&manager, SET_POLICY, input("p2", &wrong)).await["setReorderPolicy"].take();
        let fields: Vec<_> = answer["userErrors"].as_array().unwrap().iter().map(|error| error["field"][2].clone()).collect();
        assert_eq!(fields, ["serviceLevel", "reviewDays", "demandWindowDays"]);
        let list = "query ($site: ID!) { reorderPolicies(siteId: $site) { nodes { category forecast { reviewDays } } } }";
        let listed = clinic.asks(&manager, list, json!({ "site": site })).await;
        let expected = json!([{ "category": "NEUROTOXIN", "forecast": { "reviewDays": 14 } }]);
        assert_eq!(listed["reorderPolicies"]["nodes"], expected);
    })
    .await;
}

#[tokio::test]
async fn what_expires_is_told_to_whoever_may_read_reports() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(filler()).await.id;
        clinic.receive_expiring(product, "VA1", 2, "2026-03-20").await;
        let variables = of_the_site(&clinic).await;
        let answer = clinic.asks(&clinic.director(), EXPIRY, variables.clone()).await["expiryReport"].take();
        let expected = json!({ "label": "30 days", "from": "2026-03-10", "to": "2026-04-01", "knownCost": { "amount": "5" },
            "costAtRisk": { "amount": "5" },
            "quantityByProduct": [{ "product": { "sku": "JUV-VOLUMA" }, "lot": { "lotNumber": "VA1" }, "quantity": "2",
                "expectedUsedInTime": "0", "expectedWaste": "2", "cost": { "amount": "5" } }] });
        assert_eq!(answer["buckets"][2], expected);
        for (document, person) in [(REPORT, clinic.nurse()), (EXPIRY, clinic.front_desk())] {
            let refused = clinic.answer(&person, document, variables.clone()).await;
            assert_eq!(refused["errors"][0]["extensions"]["code"], "FORBIDDEN");
        }
        let never = json!({ "site": clinic.denver.id.to_string(), "days": 0 });
        let refused = clinic.answer(&clinic.manager(), EXPIRY, never).await;
        assert_eq!(refused["errors"][0]["extensions"]["code"], "INVALID");
    })
    .await;
}
