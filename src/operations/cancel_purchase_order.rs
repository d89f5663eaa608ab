//! Taking a purchase order back before anything came of it: nothing of it is on order any more.

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

/// An order that is taken back.
#[derive(Clone, Debug, Serialize)]
pub struct CancelPurchaseOrder {
    /// The order.
    pub purchase_order_id: PurchaseOrderId,
    /// Why; needed once it was sent.
    pub reason: Option<String>,
}

impl Operation for CancelPurchaseOrder {
    type Done = PurchaseOrderDone;
    const NAME: &'static str = "cancelPurchaseOrder";

    async fn perform(&self, act: &Act<'_>) -> Result<PurchaseOrderDone, Error> {
        let (order, _) = purchase_orders::named(act, self.purchase_order_id).await?;
        rule::can_cancel(&order.order, &order.lines)?;
        let sent = order.order.status != PurchaseOrderStatus::Draft;
        let given = self.reason.as_deref();
        let reason = if sent {
            Some(person::none_in(field("reason"), given.unwrap_or_default())?)
        } else {
            person::none_in_optional(field("reason"), given)?
        };
        purchase_orders::end(act, &order, PurchaseOrderStatus::Cancelled, reason).await
    }
}
