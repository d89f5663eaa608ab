//! Closing a purchase order: nothing more is expected of it, whether all of it came or not.

use super::{
    Act, Operation,
    purchase_orders::{self, PurchaseOrderDone},
};
use crate::{
    error::Error,
    rules::{person, purchase_order as rule, refusal::field},
};
use entity::{id::PurchaseOrderId, purchase_order::PurchaseOrderStatus};
use serde::Serialize;

/// An order that is closed.
#[derive(Clone, Debug, Serialize)]
pub struct ClosePurchaseOrder {
    /// The order.
    pub purchase_order_id: PurchaseOrderId,
    /// Why; needed where something of it did not come.
    pub reason: Option<String>,
}

impl Operation for ClosePurchaseOrder {
    type Done = PurchaseOrderDone;
    const NAME: &'static str = "closePurchaseOrder";

    async fn perform(&self, act: &Act<'_>) -> Result<PurchaseOrderDone, Error> {
        let (order, _) = purchase_orders::named(act, self.purchase_order_id).await?;
        let short = rule::can_close(&order.order, &order.lines)?;
        let given = self.reason.as_deref();
        let reason = if short {
            Some(person::none_in(field("reason"), given.unwrap_or_default())?)
        } else {
            person::none_in_optional(field("reason"), given)?
        };
        purchase_orders::end(act, &order, PurchaseOrderStatus::Closed, reason).await
    }
}
