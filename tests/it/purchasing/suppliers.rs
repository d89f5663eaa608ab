//! What suppliers sell, whom a product is ordered from, and how long they take.

use crate::{
    clinic::{Clinic, clinic, dollars, filler},
    databases::both,
};
use entity::{
    id::{ProductId, SupplierId},
    purchase_order,
};
use lotwise::{
    operations::{
        create_purchase_order::{CreatePurchaseOrder, OrderGiven, OrderLineGiven, OrderSource},
        set_supplier_item::SetSupplierItem,
        submit_purchase_order::SubmitPurchaseOrder,
        update_purchase_order::UpdatePurchaseOrder,
    },
    rules::{money::MoneyAmount, notice::NoticeCode, refusal::Code, reorder::LeadTime},
};

fn item(supplier_id: SupplierId, product_id: ProductId) -> SetSupplierItem {
    SetSupplierItem {
        supplier_id,
        product_id,
        supplier_sku: None,
        containers_per_package: 2,
        package_price: dollars(90),
        minimum_packages: Some(3),
        preferred: None,
    }
}

async fn asked_for(clinic: &Clinic, product: ProductId) -> SupplierId {
    clinic.reorder_line(product).await.supplier.clone().unwrap().id
}

#[tokio::test]
async fn a_product_is_ordered_where_it_is_preferred_else_where_it_is_cheapest() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(filler()).await.id;
        let (cheap, dear) = (clinic.supplier_within("Cheap", 1).await, clinic.supplier_within("Dear", 2).await);
        clinic.done(&clinic.manager(), SetSupplierItem { package_price: dollars(100), ..item(dear, product) }).await;
        clinic.done(&clinic.manager(), item(cheap, product)).await;
        assert_eq!(asked_for(&clinic, product).await, cheap);
        let prefer = |supplier| SetSupplierItem { preferred: Some(true), ..item(supplier, product) };
        clinic.done(&clinic.manager(), prefer(dear)).await;
        assert_eq!(asked_for(&clinic, product).await, dear);
        clinic.done(&clinic.manager(), prefer(cheap)).await;
        assert_eq!(asked_for(&clinic, product).await, cheap, "one is preferred at most");
        clinic.done(&clinic.manager(), item(cheap, product)).await;
        clinic.done(&clinic.manager(), SetSupplierItem { package_price: dollars(1), ..item(dear, product) }).await;
        assert_eq!(asked_for(&clinic, product).await, cheap, "a new price leaves the preference as it is");
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_sold_so_is_refused_by_field() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (product, supplier) = (clinic.product(filler()).await.id, clinic.supplier_within("Cascade", 1).await);
        let wrong = SetSupplierItem {
            containers_per_package: 0,
            minimum_packages: Some(-1),
            package_price: MoneyAmount { currency: "EUR".to_owned(), ..dollars(1) },
            ..item(supplier, product)
        };
        let fields: Vec<_> =
            clinic.refusals(&clinic.manager(), wrong).await.into_iter().map(|(_, field)| field).collect();
        assert_eq!(fields, ["containersPerPackage", "packagePrice.currency", "minimumPackages"]);
        let unknown = clinic.refusals(&clinic.manager(), item(SupplierId::new(), product)).await;
        assert_eq!(unknown, [(Code::NotFound, "supplierId".to_owned())]);
        assert!(clinic.forbidden(&clinic.nurse(), item(supplier, product)).await);
    })
    .await;
}

#[tokio::test]
async fn an_order_by_hand_names_what_the_supplier_sells_each_once() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (product, supplier) = (clinic.product(filler()).await.id, clinic.supplier_within("Cascade", 1).await);
        let line = |packages| OrderLineGiven { product_id: product, packages, package_price: None };
        let order = |lines| CreatePurchaseOrder {
            site_id: clinic.denver.id,
            from: OrderSource::Lines(OrderGiven { supplier_id: supplier, expected_on: None, lines }),
        };
        let refused = clinic.refusals(&clinic.manager(), order(vec![line(2)])).await;
        assert_eq!(refused, [(Code::NotFound, "from.lines.lines.0.productId".to_owned())], "it does not sell that");
        clinic.sells(supplier, product, 5, 10).await;
        let refused = clinic.refusals(&clinic.manager(), order(vec![line(0), line(1)])).await;
        let fields: Vec<_> = refused.into_iter().map(|(_, field)| field).collect();
        assert_eq!(fields, ["from.lines.lines.0.packages", "from.lines.lines.1.productId"]);
        let dearer = OrderLineGiven { package_price: Some(dollars(12)), ..line(2) };
        let made = clinic.done(&clinic.manager(), order(vec![dearer])).await.purchase_order_ids[0];
        let line = clinic.order_lines(made).await.remove(0);
        assert_eq!((line.package_price.to_string(), line.containers()), ("12".to_owned(), 10));
        clinic.sells(supplier, product, 6, 99).await;
        assert_eq!(clinic.order_lines(made).await[0], line, "an order keeps the package and price of its day");
    })
    .await;
}

#[tokio::test]
async fn what_an_order_by_hand_leaves_open_is_worked_out_or_told() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (product, supplier) = (clinic.product(filler()).await.id, clinic.supplier_within("Cascade", 3).await);
        clinic.done(&clinic.manager(), item(supplier, product)).await;
        let order = |packages, expected_on: Option<&str>| CreatePurchaseOrder {
            site_id: clinic.denver.id,
            from: OrderSource::Lines(OrderGiven {
                supplier_id: supplier,
                expected_on: expected_on.map(|day| day.parse().unwrap()),
                lines: vec![OrderLineGiven { product_id: product, packages, package_price: None }],
            }),
        };

        // Three packages are the fewest; three days is what the supplier takes.
        let made = clinic.perform(&clinic.manager(), order(3, None)).await.unwrap();
        assert!(made.notices.iter().all(|notice| notice.code == NoticeCode::SupplierNotAuthorized));
        let purchase_order_id = made.done.purchase_order_ids[0];
        let expected_on = clinic.row::<purchase_order::Entity>(purchase_order_id).await.expected_on;
        assert_eq!(expected_on.unwrap().to_string(), "2026-03-05");

        let few = clinic.perform(&clinic.manager(), order(2, Some("2026-03-01"))).await.unwrap();
        let told = |code| few.notices.iter().find(|notice| notice.code == code).unwrap();
        assert_eq!(told(NoticeCode::BelowMinimumOrder).field, ["from", "lines", "lines", "0", "packages"]);
        assert_eq!(told(NoticeCode::ExpectedInThePast).field, ["from", "lines", "expectedOn"]);

        let sent = clinic.perform(&clinic.manager_on("2026-03-06"), SubmitPurchaseOrder { purchase_order_id }).await;
        let codes: Vec<_> = sent.unwrap().notices.iter().map(|notice| notice.code).collect();
        assert_eq!(codes, [NoticeCode::ExpectedInThePast], "the draft lay for too long");
    })
    .await;
}

#[tokio::test]
async fn a_draft_is_changed_until_the_supplier_knows_of_it() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (product, supplier) = (clinic.product(filler()).await.id, clinic.supplier_within("Cascade", 3).await);
        clinic.sells(supplier, product, 5, 10).await;
        let draft = clinic.order_of(supplier, product, 2);
        let purchase_order_id = clinic.done(&clinic.manager(), draft).await.purchase_order_ids[0];
        let line = |packages| OrderLineGiven { product_id: product, packages, package_price: None };
        let change = |expected_on: Option<&str>, lines| UpdatePurchaseOrder {
            purchase_order_id,
            expected_on: expected_on.map(|day| day.parse().unwrap()),
            lines,
        };

        clinic.done(&clinic.manager(), change(Some("2026-03-20"), None)).await;
        clinic.done(&clinic.manager(), change(None, Some(vec![line(7)]))).await;
        let order = clinic.row::<purchase_order::Entity>(purchase_order_id).await;
        assert_eq!(order.expected_on.unwrap().to_string(), "2026-03-20");
        let packages: Vec<_> = clinic.order_lines(purchase_order_id).await.iter().map(|line| line.packages).collect();
        assert_eq!(packages, [7]);

        let refused = clinic.refusals(&clinic.manager(), change(None, Some(vec![line(1), line(0)]))).await;
        let fields: Vec<_> = refused.into_iter().map(|(_, field)| field).collect();
        assert_eq!(fields, ["lines.1.productId", "lines.1.packages"]);
        assert!(clinic.forbidden(&clinic.nurse(), change(None, None)).await);

        clinic.done(&clinic.manager(), SubmitPurchaseOrder { purchase_order_id }).await;
        let late = clinic.refusals(&clinic.manager(), change(None, Some(vec![line(9)]))).await;
        assert_eq!(late, [(Code::Conflict, "purchaseOrderId".to_owned())]);
        clinic.books_are_proved().await;
    })
    .await;
}

#[tokio::test]
async fn five_orders_that_came_teach_a_lead_time() {
    both(async |database| {
        let clinic = clinic(database).await;
        let (product, supplier) = (clinic.product(filler()).await.id, clinic.supplier_within("Cascade", 9).await);
        clinic.sells(supplier, product, 5, 10).await;
        for (number, (sent, came)) in
            [("02-01", "02-03"), ("02-05", "02-09"), ("02-10", "02-14"), ("02-15", "02-19"), ("02-20", "02-26")]
                .into_iter()
                .enumerate()
        {
            let said = LeadTime::said(9.0);
            assert_eq!(clinic.reorder_line(product).await.lead_time, Some(said), "after {number} orders");
            let (sent, came) = (format!("2026-{sent}"), format!("2026-{came}"));
            let order = clinic.order_of(supplier, product, 1);
            let order = clinic.done(&clinic.manager_on(&sent), order).await.purchase_order_ids[0];
            clinic.done(&clinic.manager_on(&sent), SubmitPurchaseOrder { purchase_order_id: order }).await;
            let line = clinic.order_lines(order).await.remove(0);
            let mut delivery = clinic.delivery_of(supplier, &line, &format!("VA{number}"), 5).await;
            delivery.received_at = clinic.manager_on(&came).at.into();
            clinic.done(&clinic.manager_on(&came), delivery).await;
        }
        let learnt = clinic.reorder_line(product).await.lead_time.unwrap();
        assert_eq!((learnt.days, learnt.orders), (4.0, 5));
        assert!((learnt.deviation - 2.0_f64.sqrt()).abs() < 1e-12);
    })
    .await;
}

#[tokio::test]
async fn an_order_that_comes_in_five_postings_is_one_order() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(filler()).await.id;
        let supplier = clinic.supplier_within("Cascade", 9).await;
        clinic.sells(supplier, product, 5, 10).await;

        let order = clinic.order_of(supplier, product, 5);
        let order = clinic.done(&clinic.manager_on("2026-02-02"), order).await.purchase_order_ids[0];
        let submit = SubmitPurchaseOrder { purchase_order_id: order };
        clinic.done(&clinic.manager_on("2026-02-02"), submit).await;

        // A day's delivery, keyed box by box.
        for number in 0..5 {
            let line = clinic.order_lines(order).await.remove(0);
            let mut delivery = clinic.delivery_of(supplier, &line, &format!("VA{number}"), 5).await;
            delivery.received_at = clinic.manager_on("2026-02-02").at.into();
            clinic.done(&clinic.manager_on("2026-02-02"), delivery).await;
        }

        let lead_time = clinic.reorder_line(product).await.lead_time;
        assert_eq!(lead_time, Some(LeadTime::said(9.0)), "one order teaches nothing yet");
        clinic.books_are_proved().await;
    })
    .await;
}
