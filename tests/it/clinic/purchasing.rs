//! Ordering in Denver: days of demand, suppliers' items, orders, and what the reorder report says.

use super::{Clinic, at};
use chrono::NaiveDate;
use entity::{
    fixed_point::Quantity,
    id::{LotId, ProductId, PurchaseOrderId, SupplierId, UsageId},
    purchase_order, purchase_order_line,
};
use lotwise::{
    operations::{
        Operation,
        create_purchase_order::{CreatePurchaseOrder, OrderGiven, OrderLineGiven, OrderSource},
        create_supplier::CreateSupplier,
        receive_stock::ReceiveStock,
        set_reorder_policy::SetReorderPolicy,
        set_supplier_item::SetSupplierItem,
        source::StockSource,
        submit_purchase_order::SubmitPurchaseOrder,
    },
    queries::reorder::{ReorderLine, ReorderReport},
    request::Request,
    rules::{money::MoneyAmount, reorder::PolicyGiven},
};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::sync::Arc;

/// So much money.
pub(crate) fn dollars(amount: i64) -> MoneyAmount {
    MoneyAmount { amount: Decimal::from(amount), currency: "USD".to_owned() }
}

/// Noon in Denver on a day, more or less.
fn noon(day: &str) -> String {
    format!("{day}T18:00:00Z")
}

impl Clinic {
    /// Max on another day.
    pub(crate) fn manager_on(&self, day: &str) -> Request {
        at(self.manager(), &noon(day))
    }

    /// Receives containers of a lot on a day, and answers the lot.
    pub(crate) async fn receives_on(&self, product: ProductId, lot_number: &str, containers: i32, day: &str) -> LotId {
        let delivery = self.delivery(product, lot_number, containers).await;
        let delivery = ReceiveStock { received_at: self.manager_on(day).at.into(), ..delivery };
        self.done(&self.manager_on(day), delivery).await.lot_ids[0]
    }

    /// Uses so much of a lot on a day, recorded there and then.
    pub(crate) async fn uses_on(&self, lot: LotId, quantity: i64, day: &str) -> UsageId {
        let mut usage = self.usage([(StockSource::Lot(lot), quantity)]);
        usage.performed_at = self.manager_on(day).at.into();
        self.done(&at(self.nurse(), &noon(day)), usage).await.usage_id
    }

    /// Uses so much of a lot on each of some days.
    pub(crate) async fn uses_daily(&self, lot: LotId, quantity: i64, first: &str, days: usize) {
        let first: NaiveDate = first.parse().expect("a day");
        for day in first.iter_days().take(days) {
            self.uses_on(lot, quantity, &day.to_string()).await;
        }
    }

    /// A supplier with a lead time of so many days.
    pub(crate) async fn supplier_within(&self, name: &str, days: i64) -> SupplierId {
        let lead_time_days = Some(Decimal::from(days));
        let supplier = CreateSupplier { name: name.to_owned(), lead_time_days, authorizations: vec![] };
        self.done(&self.manager(), supplier).await.supplier_id
    }

    /// What a supplier sells a product as: packages of so many containers at so many dollars.
    pub(crate) async fn sells(&self, supplier_id: SupplierId, product_id: ProductId, containers: i32, price: i64) {
        let item = SetSupplierItem {
            supplier_id,
            product_id,
            supplier_sku: Some("S-1".to_owned()),
            containers_per_package: containers,
            package_price: dollars(price),
            minimum_packages: None,
            preferred: None,
        };
        self.done(&self.manager(), item).await;
    }

    /// Fixed levels for a product in Denver.
    pub(crate) async fn orders_at(&self, product: ProductId, reorder_point: i64, order_up_to: i64) {
        let (reorder_point, order_up_to) = (reorder_point.into(), order_up_to.into());
        let policy = PolicyGiven::Fixed { reorder_point, order_up_to };
        let policy = SetReorderPolicy { site_id: self.denver.id, product_id: Some(product), category: None, policy };
        self.done(&self.manager(), policy).await;
    }

    /// The reorder report of Denver.
    pub(crate) async fn reorder_report(&self) -> ReorderReport {
        let reader = self.deployment.database.reader();
        ReorderReport::read(reader, &self.denver, self.now.into()).await.expect("the report can be read")
    }

    /// The line of a product in it.
    pub(crate) async fn reorder_line(&self, product: ProductId) -> Arc<ReorderLine> {
        let report = self.reorder_report().await;
        let line = report.lines.into_iter().find(|line| line.product.id == product);
        line.expect("the product is in the report")
    }

    /// What is on order of a product.
    pub(crate) async fn on_order(&self, product: ProductId) -> Quantity {
        self.reorder_line(product).await.suggestion.position.on_order
    }

    /// The orders that the report suggests.
    pub(crate) fn suggested_orders(&self) -> CreatePurchaseOrder {
        CreatePurchaseOrder { site_id: self.denver.id, from: OrderSource::ReorderReport { supplier_ids: None } }
    }

    /// An order by hand of packages of one product.
    pub(crate) fn order_of(
        &self,
        supplier_id: SupplierId,
        product_id: ProductId,
        packages: i32,
    ) -> CreatePurchaseOrder {
        let lines = vec![OrderLineGiven { product_id, packages, package_price: None }];
        let given = OrderGiven { supplier_id, expected_on: None, lines };
        CreatePurchaseOrder { site_id: self.denver.id, from: OrderSource::Lines(given) }
    }

    /// An order by hand that is sent, and its one line.
    pub(crate) async fn ordered(
        &self,
        supplier: SupplierId,
        product: ProductId,
        packages: i32,
    ) -> (PurchaseOrderId, purchase_order_line::Model) {
        let order = self.order_of(supplier, product, packages);
        let order = self.done(&self.manager(), order).await.purchase_order_ids[0];
        self.done(&self.manager(), SubmitPurchaseOrder { purchase_order_id: order }).await;
        (order, self.order_lines(order).await.remove(0))
    }

    /// The lines of an order.
    pub(crate) async fn order_lines(&self, order: PurchaseOrderId) -> Vec<purchase_order_line::Model> {
        let lines = purchase_order_line::Entity::find()
            .filter(purchase_order_line::COLUMN.purchase_order_id.eq(order))
            .order_by_asc(purchase_order_line::COLUMN.line);
        lines.all(self.deployment.database.reader()).await.expect("the database reads")
    }

    /// How far an order is.
    pub(crate) async fn order_status(&self, order: PurchaseOrderId) -> purchase_order::PurchaseOrderStatus {
        self.row::<purchase_order::Entity>(order).await.status
    }

    /// A delivery of containers against a line of an order, at no price of its own.
    pub(crate) async fn delivery_of(
        &self,
        supplier: SupplierId,
        line: &purchase_order_line::Model,
        lot_number: &str,
        containers: i32,
    ) -> ReceiveStock {
        let mut delivery = self.delivery(line.product_id, lot_number, containers).await;
        delivery.supplier_id = supplier;
        delivery.received_at = self.now.into();
        delivery.lines[0].product_id = None;
        delivery.lines[0].purchase_order_line_id = Some(line.id);
        delivery.lines[0].unit_cost = None;
        delivery
    }

    /// How many rows all of these tables have together.
    pub(crate) async fn rows_of<E: EntityTrait>(&self) -> usize {
        E::find().all(self.deployment.database.reader()).await.expect("the database reads").len()
    }

    /// Performs an operation of the manager in a task of its own, under a key.
    pub(crate) fn in_a_task<O: Operation>(
        &self,
        key: &str,
        operation: O,
    ) -> tokio::task::JoinHandle<Result<lotwise::operations::Answer<O::Done>, lotwise::error::Error>> {
        let (deployment, request, key) = (self.deployment.clone(), self.manager(), key.to_owned());
        tokio::spawn(async move { lotwise::operations::perform(&deployment, &request, &key, operation).await })
    }
}
