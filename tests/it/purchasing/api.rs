//! Purchase orders as the API shows them: every mutation twice under its key, and wrongly.

use crate::{
    clinic::{Clinic, clinic, filler},
    databases::both,
};
use lotwise::request::Request;
use serde_json::{Value, json};

const ORDER: &str = "id number status expectedOn endReason total { amount currency } supplier { name } site { code }
    lines { id product { sku } supplierSku packages containersPerPackage packagePrice { amount } receivedContainers openQuantity }";

/// The answer to a mutation with this input, which must be the same when it is asked again.
async fn twice(clinic: &Clinic, person: &Request, name: &str, type_name: &str, input: Value, shown: &str) -> Value {
    let document = format!(
        "mutation ($input: {type_name}!) {{ {name}(input: $input) {{ {shown} replayed notices {{ code }} \
         userErrors {{ code field message }} }} }}"
    );
    let mut answers = vec![];
    for replayed in [false, true] {
        let mut answer = clinic.asks(person, &document, json!({ "input": input })).await[name].take();
        if answer["userErrors"] == json!([]) {
            assert_eq!(answer["replayed"], replayed, "{answer:#}");
        }
        answer["replayed"] = Value::Null;
        answers.push(answer);
    }
    assert_eq!(answers[0], answers[1]);
    answers.remove(0)
}

#[tokio::test]
async fn an_order_lives_from_draft_to_closed() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (max, site) = (clinic.manager(), clinic.denver.id.to_string());
        let product = clinic.product(filler()).await.id;
        let supplier = clinic.supplier_within("Cascade", 3).await;
        clinic.orders_at(product, 3, 10).await;
        let item = json!({ "idempotencyKey": "i", "supplierId": supplier.to_string(), "productId": product.to_string(),
            "supplierSku": "JV-5", "containersPerPackage": 5, "packagePrice": { "amount": "1000", "currency": "USD" },
            "minimumPackages": 1, "preferred": true });
        let shown = "supplierItem { supplierSku containersPerPackage packagePrice { amount } minimumPackages preferred product { sku } }";
        let set = twice(&clinic, &max, "setSupplierItem", "SetSupplierItemInput", item, shown).await;
        assert_eq!(set["supplierItem"]["packagePrice"]["amount"], "1000");
        let shown = format!("purchaseOrders {{ {ORDER} }}");
        let from = json!({ "idempotencyKey": "c", "siteId": site, "from": { "reorderReport": {} } });
        let made = twice(&clinic, &max, "createPurchaseOrder", "CreatePurchaseOrderInput", from, &shown).await;
        let order = &made["purchaseOrders"][0];
        assert_eq!((&order["number"], &order["status"]), (&json!("PO-000001"), &json!("DRAFT")));
        assert_eq!(order["total"], json!({ "amount": "2000", "currency": "USD" }));
        let line = &order["lines"][0];
        assert_eq!((&line["packages"], &line["openQuantity"], &line["supplierSku"]), (&json!(2), &json!("10"), &json!("JV-5")));
        let one = format!("purchaseOrder {{ {ORDER} }}");
        let act = |key: &str, reason: Value| json!({ "idempotencyKey": key, "purchaseOrderId": order["id"], "reason": reason });
        let sent = twice(&clinic, &max, "submitPurchaseOrder", "PurchaseOrderActInput", act("s", Value::Null), &one).await;
        assert_eq!(sent["purchaseOrder"]["status"], "SUBMITTED");
        let delivery = json!({ "idempotencyKey": "r", "siteId": site, "supplierId": supplier.to_string(),
            "receivedAt": clinic.now, "lines": [{ "purchaseOrderLineId": line["id"], "lotNumber": "VA1",
                "expiresOn": "2027-06-30", "packages": 1,
                "overrides": [{ "kind": "UNAUTHORIZED_SUPPLIER", "reason": "its licence is on its way" }] }] });
        let shown = "posting { purchaseOrder { number } } lots { lotNumber }";
        let received = twice(&clinic, &max, "receiveStock", "ReceiveStockInput", delivery, shown).await;
        assert_eq!(received["posting"]["purchaseOrder"]["number"], "PO-000001");
        let closed = twice(&clinic, &max, "closePurchaseOrder", "PurchaseOrderActInput", act("x", Value::Null), &one).await;
        assert_eq!((&closed["purchaseOrder"], &closed["userErrors"][0]["field"]), (&Value::Null, &json!(["reason"])));
        let closed = twice(&clinic, &max, "closePurchaseOrder", "PurchaseOrderActInput", act("y", json!("sold out")), &one).await;
        let order = &closed["purchaseOrder"];
        assert_eq!((&order["status"], &order["endReason"]), (&json!("CLOSED"), &json!("sold out")));
        assert_eq!((&order["lines"][0]["receivedContainers"], &order["lines"][0]["openQuantity"]), (&json!(5), &json!("5")));
        let found = clinic.asks(&max, "query ($id: ID!) { node(id: $id) { ... on PurchaseOrder { number } } }", json!({ "id": order["id"] }));
        assert_eq!(found.await["node"]["number"], "PO-000001");
    })
    .await;
}

#[tokio::test]
async fn wrong_inputs_are_refused_and_nothing_is_written() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (max, site) = (clinic.manager(), clinic.denver.id.to_string());
        let lot = entity::id::LotId::new().to_string();
        let one = "purchaseOrder { id }";
        let act = json!({ "idempotencyKey": "s", "purchaseOrderId": lot });
        let answer = twice(&clinic, &max, "submitPurchaseOrder", "PurchaseOrderActInput", act, one).await;
        assert_eq!(answer["userErrors"][0]["code"], "INVALID");
        let unknown =
            json!({ "idempotencyKey": "s", "purchaseOrderId": entity::id::PurchaseOrderId::new().to_string() });
        let answer = twice(&clinic, &max, "cancelPurchaseOrder", "PurchaseOrderActInput", unknown, one).await;
        assert_eq!(answer["userErrors"][0]["code"], "NOT_FOUND");
        let lines =
            json!({ "idempotencyKey": "c", "siteId": site, "from": { "lines": { "supplierId": lot, "lines": [] } } });
        let answer =
            twice(&clinic, &max, "createPurchaseOrder", "CreatePurchaseOrderInput", lines, "purchaseOrders { id }")
                .await;
        assert_eq!(answer["userErrors"][0]["field"], json!(["from", "lines", "supplierId"]));
        assert_eq!(clinic.rows_of::<entity::purchase_order::Entity>().await, 0);
    })
    .await;
}

#[tokio::test]
async fn orders_are_listed_the_last_first_where_stock_may_be_read() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(filler()).await.id;
        let supplier = clinic.supplier_within("Cascade", 3).await;
        clinic.sells(supplier, product, 5, 10).await;
        for _ in 0..3 {
            clinic.done(&clinic.manager(), clinic.order_of(supplier, product, 1)).await;
        }
        clinic.ordered(supplier, product, 1).await;
        let list = "query ($site: ID, $status: PurchaseOrderStatus, $after: String) {
            purchaseOrders(siteId: $site, status: $status, first: 2, after: $after) { nodes { number } pageInfo { endCursor } } }";
        let numbers = |answer: &Value| {
            let nodes = answer["purchaseOrders"]["nodes"].as_array().unwrap().iter();
            nodes.map(|order| order["number"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let first = clinic.asks(&clinic.nurse(), list, json!({})).await;
        assert_eq!(numbers(&first), ["PO-000004", "PO-000003"]);
        let after = &first["purchaseOrders"]["pageInfo"]["endCursor"];
        assert_eq!(numbers(&clinic.asks(&clinic.nurse(), list, json!({ "after": after })).await), ["PO-000002", "PO-000001"]);
        let sent = clinic.asks(&clinic.nurse(), list, json!({ "status": "SUBMITTED" })).await;
        assert_eq!(numbers(&sent), ["PO-000004"]);
        let elsewhere = json!({ "site": clinic.auckland.id.to_string() });
        assert!(numbers(&clinic.asks(&clinic.nurse(), list, elsewhere).await).is_empty());
        let items = "{ suppliers { nodes { items { nodes { product { sku } packagePrice { amount } } } } } }";
        let sold = clinic.asks(&clinic.nurse(), items, json!({})).await;
        let expected = json!([{ "product": { "sku": "JUV-VOLUMA" }, "packagePrice": { "amount": "10" } }]);
        assert_eq!(sold["suppliers"]["nodes"][0]["items"]["nodes"], expected);
    })
    .await;
}
