//! What belongs to purchase orders, and what is to be ordered.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::{
    fixed_point::Quantity,
    id::{PostingId, ProductId, PurchaseOrderId, PurchaseOrderLineId, SiteId},
    instant::Instant,
    purchase_order_line, purchase_receipt, site,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{Rows, SharedFailure, gathered, shared};
use crate::queries::{purchase_orders, reorder};

/// The lines of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OrderLinesOf(pub PurchaseOrderId);

impl Loader<OrderLinesOf> for Rows {
    type Value = Vec<purchase_order_line::Model>;
    type Error = SharedFailure;

    async fn load(&self, orders: &[OrderLinesOf]) -> Result<HashMap<OrderLinesOf, Self::Value>, SharedFailure> {
        let rows = purchase_orders::lines_of(&self.0, orders.iter().map(|order| order.0)).await.map_err(shared)?;
        Ok(gathered(rows.into_iter().map(|line| (OrderLinesOf(line.purchase_order_id), line))))
    }
}

/// What came of a line, in containers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReceivedOf(pub PurchaseOrderLineId);

impl Loader<ReceivedOf> for Rows {
    type Value = i64;
    type Error = SharedFailure;

    async fn load(&self, lines: &[ReceivedOf]) -> Result<HashMap<ReceivedOf, i64>, SharedFailure> {
        let came = purchase_orders::received_of(&self.0, lines.iter().map(|line| line.0)).await.map_err(shared)?;
        Ok(came.into_iter().map(|(line, containers)| (ReceivedOf(line), containers)).collect())
    }
}

/// The order that a receipt came against; the first of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OrderOf(pub PostingId);

impl Loader<OrderOf> for Rows {
    type Value = PurchaseOrderId;
    type Error = SharedFailure;

    async fn load(&self, postings: &[OrderOf]) -> Result<HashMap<OrderOf, PurchaseOrderId>, SharedFailure> {
        let rows = purchase_receipt::Entity::find()
            .filter(purchase_receipt::COLUMN.posting_id.is_in(postings.iter().map(|posting| posting.0)))
            .find_also_related(purchase_order_line::Entity)
            .all(&self.0)
            .await
            .map_err(shared)?;

        let mut first = HashMap::new();
        for (receipt, line) in rows {
            let Some(line) = line else { continue };
            let order = first.entry(OrderOf(receipt.posting_id)).or_insert(line.purchase_order_id);
            *order = line.purchase_order_id.min(*order);
        }
        Ok(first)
    }
}

/// What is on its way of a product at a site, in containers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OrderedOf {
    /// The site.
    pub site: SiteId,
    /// The product.
    pub product: ProductId,
}

impl Loader<OrderedOf> for Rows {
    type Value = i64;
    type Error = SharedFailure;

    async fn load(&self, asked: &[OrderedOf]) -> Result<HashMap<OrderedOf, i64>, SharedFailure> {
        let mut found = HashMap::new();
        for (site, products) in gathered(asked.iter().map(|asked| (asked.site, asked.product))) {
            let products = products.into_iter().collect();
            let ordered = reorder::containers_on_order(&self.0, site, &products).await.map_err(shared)?;
            found.extend(ordered.into_iter().map(|(product, containers)| (OrderedOf { site, product }, containers)));
        }
        Ok(found)
    }
}

/// When a product is ordered at a site, as it is at an instant, which is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReorderingOf {
    /// The site.
    pub site: SiteId,
    /// The product.
    pub product: ProductId,
    /// Now.
    pub at: Instant,
}

/// When a product is ordered.
#[derive(Clone, Copy, Debug)]
pub struct Reordering {
    /// The inventory position at or below which it is; none where that cannot be known.
    pub reorder_point: Option<Quantity>,
    /// It is, now.
    pub due: bool,
}

impl Loader<ReorderingOf> for Rows {
    type Value = Reordering;
    type Error = SharedFailure;

    async fn load(&self, asked: &[ReorderingOf]) -> Result<HashMap<ReorderingOf, Reordering>, SharedFailure> {
        let mut found = HashMap::new();
        for ((id, at), products) in gathered(asked.iter().map(|asked| ((asked.site, asked.at), asked.product))) {
            let Some(site) = site::Entity::find_by_id(id).one(&self.0).await.map_err(shared)? else { continue };
            let products = products.into_iter().collect();
            let lines = reorder::of_products(&self.0, &site, &products, at).await.map_err(shared)?;
            found.extend(lines.into_iter().map(|(product, line)| {
                let reordering = Reordering { reorder_point: line.suggestion.reorder_point, due: line.suggestion.due };
                (ReorderingOf { site: id, product, at }, reordering)
            }));
        }
        Ok(found)
    }
}
