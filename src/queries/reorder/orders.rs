//! What is on its way: the open orders of a site, and what of them came already.

use crate::{error::Failure, queries::purchase_orders};
use entity::{
    id::{ProductId, SiteId},
    purchase_order::{self, PurchaseOrderStatus},
    purchase_order_line,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};

/// What of a product is ordered.
#[derive(Clone, Debug, Default)]
pub(super) struct Ordered {
    /// Submitted and not received: containers.
    pub containers: i64,
    /// The open orders that it stands on, drafts included.
    pub orders: Vec<purchase_order::Model>,
}

/// The open orders of `site` by product. A line that all of came is not open, though its order may be.
pub(super) async fn load(
    connection: &impl ConnectionTrait,
    site: SiteId,
    products: Option<&BTreeSet<ProductId>>,
) -> Result<BTreeMap<ProductId, Ordered>, Failure> {
    let open = purchase_order::COLUMN.status.is_in(PurchaseOrderStatus::OPEN);
    let rows = purchase_order_line::Entity::find()
        .find_also_related(purchase_order::Entity)
        .filter(purchase_order::COLUMN.site_id.eq(site))
        .filter(open)
        .filter(super::only(purchase_order_line::Column::ProductId, products))
        .all(connection)
        .await?;
    let received = purchase_orders::received_at(connection, site).await?;
    let mut ordered: BTreeMap<ProductId, Ordered> = BTreeMap::new();
    for (line, order) in rows {
        let Some(order) = order else { continue };
        let open = purchase_orders::open_containers(&line, received.get(&line.id).copied().unwrap_or_default());
        let of_product = ordered.entry(line.product_id).or_default();
        if PurchaseOrderStatus::ON_ORDER.contains(&order.status) {
            of_product.containers = of_product.containers.saturating_add(open);
        }
        if open > 0 {
            of_product.orders.push(order);
        }
    }
    Ok(ordered)
}
