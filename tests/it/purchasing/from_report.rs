//! Orders that follow from the report: one for each supplier, of what is due, never twice.

use crate::{
    clinic::{Clinic, clinic, filler},
    databases::both,
};
use entity::{
    id::{ProductId, SupplierId},
    purchase_order::{self, PurchaseOrderStatus},
    purchase_order_line,
};
use futures_util::future::join_all;
use lotwise::{
    operations::{
        cancel_purchase_order::CancelPurchaseOrder,
        create_product::CreateProduct,
        create_purchase_order::{CreatePurchaseOrder, OrderSource},
        submit_purchase_order::SubmitPurchaseOrder,
    },
    rules::refusal::Code,
};

/// Two products of one supplier and one of another, all of them due, and one that is not.
async fn due(clinic: &Clinic) -> (Vec<ProductId>, [SupplierId; 2]) {
    let (first, second) = (clinic.supplier_within("Alpha", 3).await, clinic.supplier_within("Beta", 5).await);
    let mut products = vec![];
    for (number, supplier) in [first, first, second, second].into_iter().enumerate() {
        let product = CreateProduct { sku: format!("P-{number}"), identifiers: vec![], ..filler() };
        let product = clinic.product(product).await.id;
        clinic.sells(supplier, product, 4, 100).await;
        clinic.orders_at(product, if number < 3 { 3 } else { 0 }, 10).await;
        clinic.receive(product, "L1", 1).await;
        products.push(product);
    }
    (products, [first, second])
}

#[tokio::test]
async fn an_order_for_each_supplier_holds_what_is_due_and_nothing_twice() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (products, suppliers) = due(&clinic).await;
        let made = clinic.done(&clinic.manager(), clinic.suggested_orders()).await.purchase_order_ids;
        let orders: Vec<purchase_order::Model> = {
            let mut orders = vec![];
            for id in &made {
                orders.push(clinic.row::<purchase_order::Entity>(*id).await);
            }
            orders
        };
        let told: Vec<_> =
            orders.iter().map(|order| (order.printed_number(), order.supplier_id, order.status)).collect();
        let draft = PurchaseOrderStatus::Draft;
        let expected = [("PO-000001".to_owned(), suppliers[0], draft), ("PO-000002".to_owned(), suppliers[1], draft)];
        assert_eq!(told, expected);
        assert_eq!(orders[0].expected_on.unwrap().to_string(), "2026-03-05");
        let lines = clinic.order_lines(made[0]).await;
        let ordered: Vec<_> = lines.iter().map(|line| (line.product_id, line.packages)).collect();
        assert_eq!(ordered, [(products[0], 3), (products[1], 3)], "nine are needed, in boxes of four");
        // A draft is not on order yet, and keeps its lines from being ordered again.
        let line = clinic.reorder_line(products[0]).await;
        assert!(line.suggestion.due && !line.is_to_be_ordered());
        assert!(line.why_not().unwrap().contains("It stands on PO-000001"));
        assert!(clinic.reorder_report().await.by_supplier().is_empty());
        let again = clinic.done(&clinic.manager(), clinic.suggested_orders()).await;
        assert!(again.purchase_order_ids.is_empty());
        clinic.done(&clinic.manager(), SubmitPurchaseOrder { purchase_order_id: made[0] }).await;
        assert!(clinic.done(&clinic.manager(), clinic.suggested_orders()).await.purchase_order_ids.is_empty());
        clinic.done(&clinic.manager(), CancelPurchaseOrder { purchase_order_id: made[1], reason: None }).await;
        let anew = clinic.done(&clinic.manager(), clinic.suggested_orders()).await.purchase_order_ids;
        assert_eq!(clinic.order_lines(anew[0]).await[0].product_id, products[2]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn made_twice_at_once_they_are_made_once() {
    both(async |database| {
        let clinic = clinic(database).await;
        due(&clinic).await;
        let calls = (0..8).map(|number| clinic.in_a_task(&format!("orders {number}"), clinic.suggested_orders()));
        let answers = join_all(calls).await.into_iter().map(|answer| answer.unwrap().unwrap().done);
        let made: usize = answers.map(|done| done.purchase_order_ids.len()).sum();
        assert_eq!((made, clinic.rows_of::<purchase_order::Entity>().await), (2, 2));
        assert_eq!(clinic.rows_of::<purchase_order_line::Entity>().await, 3);
    })
    .await;
}

#[tokio::test]
async fn only_the_suppliers_that_are_named_are_asked() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (_, suppliers) = due(&clinic).await;
        let of = |supplier_ids| CreatePurchaseOrder {
            site_id: clinic.denver.id,
            from: OrderSource::ReorderReport { supplier_ids: Some(supplier_ids) },
        };
        let made = clinic.done(&clinic.manager(), of(vec![suppliers[1]])).await.purchase_order_ids;
        assert_eq!(clinic.row::<purchase_order::Entity>(made[0]).await.supplier_id, suppliers[1]);
        let unknown = clinic.refusals(&clinic.manager(), of(vec![suppliers[0], SupplierId::new()])).await;
        assert_eq!(unknown, [(Code::NotFound, "from.reorderReport.supplierIds.1".to_owned())]);
        assert!(clinic.forbidden(&clinic.nurse(), clinic.suggested_orders()).await);
    })
    .await;
}
