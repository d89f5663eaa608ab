//! Purchase orders and their lines.

use super::{money::Money, product::Product, site::Site, supplier::Supplier};
use crate::{
    graphql::{
        loader::{find, required},
        scalar::{Date, Decimal},
    },
    queries::{
        loaders::purchasing::{OrderLinesOf, ReceivedOf},
        purchase_orders,
    },
    rules::purchase_order as rule,
};
use async_graphql::{Context, Description, Enum, ID, Object, Result};
use chrono::{DateTime, Utc};
use entity::{fixed_point::Quantity, id::PurchaseOrderId, product, purchase_order, purchase_order_line};

/// How far an order is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "purchase_order::PurchaseOrderStatus")]
pub enum PurchaseOrderStatus {
    /// Written down; the supplier does not know of it.
    Draft,
    /// Sent to the supplier: on order.
    Submitted,
    /// A part came.
    PartiallyReceived,
    /// All of it came.
    Received,
    /// Nothing more is expected of it.
    Closed,
    /// Taken back before anything came.
    Cancelled,
}

/// What a site asked a supplier for.
#[derive(Description)]
pub struct PurchaseOrder(pub purchase_order::Model);

#[Object(use_type_description)]
impl PurchaseOrder {
    /// The order's id.
    pub(super) async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// The number as it is printed and spoken: `PO-000017`.
    async fn number(&self) -> String {
        self.0.printed_number()
    }

    /// From whom.
    async fn supplier(&self, context: &Context<'_>) -> Result<Supplier> {
        required(context, self.0.supplier_id).await.map(Supplier)
    }

    /// For where.
    async fn site(&self, context: &Context<'_>) -> Result<Site> {
        required(context, self.0.site_id).await.map(Site)
    }

    /// How far it is.
    async fn status(&self) -> PurchaseOrderStatus {
        self.0.status.into()
    }

    /// What is ordered.
    async fn lines(&self, context: &Context<'_>) -> Result<Vec<PurchaseOrderLine>> {
        Ok(lines(context, self.0.id).await?.into_iter().map(PurchaseOrderLine).collect())
    }

    /// What all of it costs.
    async fn total(&self, context: &Context<'_>) -> Result<Money> {
        Money::new(context, rule::total(&lines(context, self.0.id).await?))
    }

    /// When it should come.
    async fn expected_on(&self) -> Option<Date> {
        self.0.expected_on.map(Date)
    }

    /// When it was written down.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at.to_utc()
    }

    /// By whom.
    async fn created_by(&self) -> &str {
        &self.0.created_by
    }

    /// When it was sent.
    async fn submitted_at(&self) -> Option<DateTime<Utc>> {
        self.0.submitted_at.map(|at| at.to_utc())
    }

    /// When it was closed or cancelled.
    async fn ended_at(&self) -> Option<DateTime<Utc>> {
        self.0.ended_at.map(|at| at.to_utc())
    }

    /// Why.
    async fn end_reason(&self) -> Option<&str> {
        self.0.end_reason.as_deref()
    }
}

/// Packages of one product, at the price of the day.
#[derive(Description)]
pub struct PurchaseOrderLine(pub purchase_order_line::Model);

#[Object(use_type_description)]
impl PurchaseOrderLine {
    /// The line's id: receiveStock names it.
    pub(super) async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// What is ordered.
    async fn product(&self, context: &Context<'_>) -> Result<Product> {
        required(context, self.0.product_id).await.map(Product)
    }

    /// The supplier's own code for it.
    async fn supplier_sku(&self) -> Option<&str> {
        self.0.supplier_sku.as_deref()
    }

    /// How many packages.
    async fn packages(&self) -> i32 {
        self.0.packages
    }

    /// How many containers one package holds.
    async fn containers_per_package(&self) -> i32 {
        self.0.containers_per_package
    }

    /// What one package costs.
    async fn package_price(&self, context: &Context<'_>) -> Result<Money> {
        Money::new(context, self.0.package_price)
    }

    /// How many containers came; free goods are not counted.
    async fn received_containers(&self, context: &Context<'_>) -> Result<i64> {
        Ok(find(context, ReceivedOf(self.0.id)).await?.unwrap_or_default())
    }

    /// What did not come: base units. It is on order while the order is submitted and not closed.
    async fn open_quantity(&self, context: &Context<'_>) -> Result<Decimal> {
        let received = find(context, ReceivedOf(self.0.id)).await?.unwrap_or_default();
        let product: product::Model = required(context, self.0.product_id).await?;
        let open = product.contents.times(purchase_orders::open_containers(&self.0, received));
        Ok(open.unwrap_or(Quantity::ZERO).into())
    }
}

async fn lines(context: &Context<'_>, order: PurchaseOrderId) -> Result<Vec<purchase_order_line::Model>> {
    Ok(find(context, OrderLinesOf(order)).await?.unwrap_or_default())
}
