//! Purchase orders under their lock: how they stand, and how they stand afterwards.

use super::Act;
use crate::{
    error::Error,
    queries::purchase_orders as queries,
    rules::{
        purchase_order as rule,
        refusal::{Refusal, field},
        rights::Right,
    },
};
use entity::{
    id::{PostingId, PurchaseOrderId},
    purchase_order::{self, PurchaseOrderStatus},
    purchase_order_line, purchase_receipt, site,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The order that something was done with.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PurchaseOrderDone {
    /// The order.
    pub purchase_order_id: PurchaseOrderId,
}

/// An order that nobody else changes, with what came of each line.
pub(super) struct LockedOrder {
    pub order: purchase_order::Model,
    pub lines: Vec<(purchase_order_line::Model, i64)>,
}

/// The order that an input names and the site it is for, when the caller manages that site's stock.
pub(super) async fn named(act: &Act<'_>, id: PurchaseOrderId) -> Result<(LockedOrder, site::Model), Error> {
    act.require_somewhere(Right::ManageStock)?;
    let no_order = || Refusal::not_found(field("purchaseOrderId"), "purchase order");
    let order = lock(act, [id]).await?.remove(&id).ok_or_else(no_order)?;
    let site = site::Entity::find_by_id(order.order.site_id).one(act.transaction).await?;
    let site = site.ok_or_else(no_order)?;
    act.require(Right::ManageStock, &site)?;
    Ok((order, site))
}

/// Locks orders, in id order, and reads how they stand.
pub(super) async fn lock(
    act: &Act<'_>,
    ids: impl IntoIterator<Item = PurchaseOrderId>,
) -> Result<BTreeMap<PurchaseOrderId, LockedOrder>, Error> {
    let orders = purchase_order::Entity::find()
        .filter(purchase_order::COLUMN.id.is_in(ids))
        .order_by_asc(purchase_order::COLUMN.id)
        .lock_exclusive()
        .all(act.transaction)
        .await?;
    let lines = queries::lines_of(act.transaction, orders.iter().map(|order| order.id)).await?;
    let received = queries::received_of(act.transaction, lines.iter().map(|line| line.id)).await?;
    let mut locked: BTreeMap<PurchaseOrderId, LockedOrder> =
        orders.into_iter().map(|order| (order.id, LockedOrder { order, lines: vec![] })).collect();
    for line in lines {
        let came = received.get(&line.id).copied().unwrap_or_default();
        if let Some(order) = locked.get_mut(&line.purchase_order_id) {
            order.lines.push((line, came));
        }
    }
    Ok(locked)
}

/// Writes how an order stands, where that changed by what came or was taken back.
pub(super) async fn settle(act: &Act<'_>, order: &LockedOrder) -> Result<(), Error> {
    let status = rule::status_of(&order.order, &order.lines);
    if status != order.order.status {
        set(act, order.order.id, status).await?;
    }
    Ok(())
}

async fn set(act: &Act<'_>, id: PurchaseOrderId, status: PurchaseOrderStatus) -> Result<(), Error> {
    act.update_many(
        purchase_order::Entity::update_many()
            .col_expr(purchase_order::Column::Status, Expr::value(status))
            .filter(purchase_order::COLUMN.id.eq(id)),
    )
    .await?;
    Ok(())
}

/// Ends an order.
pub(super) async fn end(
    act: &Act<'_>,
    order: &LockedOrder,
    status: PurchaseOrderStatus,
    reason: Option<String>,
) -> Result<PurchaseOrderDone, Error> {
    act.update_many(
        purchase_order::Entity::update_many()
            .col_expr(purchase_order::Column::Status, Expr::value(status))
            .col_expr(purchase_order::Column::EndedAt, Expr::value(act.now()))
            .col_expr(purchase_order::Column::EndedBy, Expr::value(act.person()))
            .col_expr(purchase_order::Column::EndReason, Expr::value(reason))
            .filter(purchase_order::COLUMN.id.eq(order.order.id)),
    )
    .await?;
    Ok(PurchaseOrderDone { purchase_order_id: order.order.id })
}

/// What a receipt that is taken back brought against orders did not come: it is on order again.
pub(super) async fn take_back(act: &Act<'_>, posting: PostingId) -> Result<(), Error> {
    let brought = purchase_receipt::Entity::find()
        .filter(purchase_receipt::COLUMN.posting_id.eq(posting))
        .filter(purchase_receipt::COLUMN.taken_back.eq(false))
        .find_also_related(purchase_order_line::Entity)
        .all(act.transaction)
        .await?;
    let orders: Vec<_> = brought.iter().filter_map(|(_, line)| Some(line.as_ref()?.purchase_order_id)).collect();
    if orders.is_empty() {
        return Ok(());
    }
    // Locked before it is changed: who receives against the order meanwhile waits.
    lock(act, orders.iter().copied()).await?;
    act.update_many(
        purchase_receipt::Entity::update_many()
            .col_expr(purchase_receipt::Column::TakenBack, Expr::value(true))
            .filter(purchase_receipt::COLUMN.posting_id.eq(posting)),
    )
    .await?;
    for order in lock(act, orders).await?.into_values() {
        settle(act, &order).await?;
    }
    Ok(())
}
