//! Purchase orders and their lines.

use super::{money::Money, product::Product, site::Site, supplier::Supplier};
use crate::{
    graphql::{
        loader::{Rows, caused, find, grouped, required},
        scalar::{Date, Decimal},
    },
    queries::purchase_orders,
    rules::purchase_order as rule,
};
use async_graphql::{Context, Enum, ID, Object, Result, dataloader::Loader};
use chrono::{DateTime, Utc};
use entity::{
    fixed_point::Quantity,
    id::{PostingId, PurchaseOrderId, PurchaseOrderLineId},
    product, purchase_order, purchase_order_line, purchase_receipt,
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};
use std::{collections::HashMap, sync::Arc};

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
pub struct PurchaseOrder(pub purchase_order::Model);

#[Object]
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
pub struct PurchaseOrderLine(pub purchase_order_line::Model);

#[Object]
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
    Ok(find(context, LinesOf(order)).await?.unwrap_or_default())
}

/// The lines of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct LinesOf(PurchaseOrderId);

impl Loader<LinesOf> for Rows {
    type Value = Vec<purchase_order_line::Model>;
    type Error = Arc<DbErr>;

    async fn load(&self, orders: &[LinesOf]) -> Result<HashMap<LinesOf, Self::Value>, Arc<DbErr>> {
        let rows = purchase_orders::lines_of(&self.0, orders.iter().map(|order| order.0)).await.map_err(caused)?;
        Ok(grouped(rows, |line| LinesOf(line.purchase_order_id)))
    }
}

/// What came of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct ReceivedOf(PurchaseOrderLineId);

impl Loader<ReceivedOf> for Rows {
    type Value = i64;
    type Error = Arc<DbErr>;

    async fn load(&self, lines: &[ReceivedOf]) -> Result<HashMap<ReceivedOf, i64>, Arc<DbErr>> {
        let came = purchase_orders::received_of(&self.0, lines.iter().map(|line| line.0)).await.map_err(caused)?;
        Ok(came.into_iter().map(|(line, containers)| (ReceivedOf(line), containers)).collect())
    }
}

/// The order that a receipt came against; the first of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct OrderOf(pub(super) PostingId);

impl Loader<OrderOf> for Rows {
    type Value = PurchaseOrderId;
    type Error = Arc<DbErr>;

    async fn load(&self, postings: &[OrderOf]) -> Result<HashMap<OrderOf, PurchaseOrderId>, Arc<DbErr>> {
        let rows = purchase_receipt::Entity::find()
            .filter(purchase_receipt::COLUMN.posting_id.is_in(postings.iter().map(|posting| posting.0)))
            .find_also_related(purchase_order_line::Entity)
            .all(&self.0)
            .await
            .map_err(Arc::new)?;
        let orders =
            rows.into_iter().filter_map(|(row, line)| Some((OrderOf(row.posting_id), line?.purchase_order_id)));
        Ok(orders.fold(HashMap::new(), |mut first, (posting, order)| {
            let known = first.entry(posting).or_insert(order);
            *known = order.min(*known);
            first
        }))
    }
}
