//! What is handed out: an order as a page, the report as CSV, and the command that prints them.

use crate::{
    clinic::{clinic, filler},
    databases::both,
    process::{lotwise, run},
};
use lotwise::{
    exports::{Export, PurchaseOrderAsked, ReorderAsked, link::CreateExportLink, purchase_order, reorder},
    operations::{close_purchase_order::ClosePurchaseOrder, create_product::CreateProduct},
    queries::purchase_orders,
};

#[tokio::test]
async fn an_order_is_a_page_on_which_names_are_text() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = CreateProduct { name: "<i>R&D</i> filler".to_owned(), ..filler() };
        let product = clinic.product(product).await.id;
        let supplier = clinic.supplier_within("Smith & Sons", 3).await;
        clinic.sells(supplier, product, 5, 1000).await;
        let draft = clinic.order_of(supplier, product, 1);
        clinic.done(&clinic.manager(), draft).await;
        let (purchase_order_id, _) = clinic.ordered(supplier, product, 3).await;
        let page = async |number| {
            let order = purchase_orders::whole(clinic.deployment.database.reader(), number).await.unwrap();
            purchase_order::render(&order.unwrap(), "USD")
        };
        assert!(page(1).await.contains("DRAFT: not an order."));
        let sent = page(2).await;
        for part in [
            "<h1>Purchase order PO-000002</h1>",
            "To: Smith &amp; Sons",
            "&lt;i&gt;R&amp;D&lt;/i&gt; filler",
            "5 × 1 mL",
            "1000.00",
            "Total: 3000.00 USD",
            "Ordered on: 2026-03-02",
            "Ordered by max",
        ] {
            assert!(sent.contains(part), "{part} is not in\n{sent}");
        }
        assert!(!sent.contains("not an order") && !sent.contains("<script"), "{sent}");
        let reason = Some("sold out".to_owned());
        clinic.done(&clinic.manager(), ClosePurchaseOrder { purchase_order_id, reason }).await;
        assert!(page(2).await.contains("CLOSED: nothing more is to be delivered."));
        assert!(purchase_orders::whole(clinic.deployment.database.reader(), 3).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn the_report_is_a_line_a_product_that_a_spreadsheet_does_not_execute() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = CreateProduct { name: "=HYPERLINK(\"x\"), 1 mL".to_owned(), ..filler() };
        let product = clinic.product(product).await.id;
        clinic.orders_at(product, 3, 8).await;
        clinic.receive(product, "VA1", 2).await;
        let csv = reorder::render(&clinic.reorder_report().await);
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let header = reader.headers().unwrap().clone();
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        let cell = |name: &str| rows[0].get(header.iter().position(|column| column == name).unwrap()).unwrap();
        assert_eq!((rows.len(), cell("product")), (1, "'=HYPERLINK(\"x\"), 1 mL"));
        assert_eq!((cell("position"), cell("reorder_point"), cell("due")), ("2", "3", "yes"));
        assert_eq!((cell("suggested_quantity"), cell("suggested_packages")), ("6", "0"), "nobody sells it");
        assert!(
            cell("arithmetic").contains("Due: position ≤ reorder point [position = 2 mL; reorder point = 3 mL] → due")
        );
    })
    .await;
}

#[tokio::test]
async fn both_are_opened_by_a_link_by_whoever_may_read_them() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(filler()).await.id;
        let supplier = clinic.supplier_within("Cascade", 3).await;
        clinic.sells(supplier, product, 5, 1000).await;
        let (purchase_order_id, _) = clinic.ordered(supplier, product, 3).await;
        let order = Export::PurchaseOrder(PurchaseOrderAsked { purchase_order_id });
        assert!(clinic.text(&clinic.nurse(), order).await.contains("PO-000001"));
        let report = Export::ReorderReport(ReorderAsked { site_id: clinic.denver.id, due_only: false });
        let text = clinic.text(&clinic.manager(), report.clone()).await;
        assert!(text.starts_with("sku,") && text.contains("JUV-VOLUMA"), "{text}");
        assert!(clinic.forbidden(&clinic.nurse(), CreateExportLink { export: report }).await);
    })
    .await;
}

#[tokio::test]
async fn the_command_prints_both_and_fails_where_there_is_nothing() {
    both(async |database| {
        let clinic = clinic(database).await;
        let product = clinic.product(filler()).await.id;
        let supplier = clinic.supplier_within("Cascade", 3).await;
        clinic.sells(supplier, product, 5, 1000).await;
        clinic.ordered(supplier, product, 3).await;
        let report = |arguments: &[&str]| {
            let output = run(lotwise(&[&["report"], arguments].concat(), &[("DATABASE_URL", clinic.database.url())]));
            (output.status.success(), String::from_utf8(output.stdout).unwrap())
        };
        let (done, csv) = report(&["reorder", "--site", "denver"]);
        assert!(done && csv.starts_with("sku,product,") && csv.contains("JUV-VOLUMA"), "{csv}");
        let (done, none) = report(&["reorder", "--site", "denver", "--due-only"]);
        assert!(done && none.lines().count() == 1, "{none}");
        let (done, page) = report(&["purchase-order", "--number", "1"]);
        assert!(done && page.contains("PO-000001"), "{page}");
        assert_eq!(report(&["purchase-order", "--number", "PO-000001"]), (true, page), "as it is printed");
        assert!(!report(&["reorder", "--site", "nowhere"]).0);
        assert!(!report(&["purchase-order", "--number", "2"]).0);
    })
    .await;
}
