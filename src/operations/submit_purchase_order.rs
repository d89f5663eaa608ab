//! Sending a purchase order to its supplier: from now on it is on order.

use super::{
    Act, Operation, named,
    purchase_orders::{self, PurchaseOrderDone},
};
use crate::{
    error::Error,
    rules::{purchase_order as rule, refusal::field},
};
use entity::{
    id::PurchaseOrderId,
    purchase_order::{self, PurchaseOrderStatus},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde::Serialize;

/// An order that is sent.
#[derive(Clone, Debug, Serialize)]
pub struct SubmitPurchaseOrder {
    /// The order.
    pub purchase_order_id: PurchaseOrderId,
}

impl Operation for SubmitPurchaseOrder {
    type Done = PurchaseOrderDone;
    const NAME: &'static str = "submitPurchaseOrder";

    async fn perform(&self, act: &Act<'_>) -> Result<PurchaseOrderDone, Error> {
        let (order, site) = purchase_orders::named(act, self.purchase_order_id).await?;
        rule::can_submit(&order.order)?;
        let products = order.lines.iter().map(|(line, _)| line.product_id).collect();
        rule::none_archived(&order.order, named::products(act.transaction, &products).await?.values())?;
        act.notify(rule::expected_in_the_past(order.order.expected_on, act.today(&site), field("purchaseOrderId")));
        act.update_many(
            purchase_order::Entity::update_many()
                .col_expr(purchase_order::Column::Status, Expr::value(PurchaseOrderStatus::Submitted))
                .col_expr(purchase_order::Column::SubmittedAt, Expr::value(act.now()))
                .col_expr(purchase_order::Column::SubmittedOn, Expr::value(act.today(&site)))
                .col_expr(purchase_order::Column::SubmittedBy, Expr::value(act.person()))
                .filter(purchase_order::COLUMN.id.eq(self.purchase_order_id)),
        )
        .await?;
        Ok(PurchaseOrderDone { purchase_order_id: self.purchase_order_id })
    }
}
