//! Changing a purchase order that the supplier does not know of yet: its expected day, its lines, or both.

use super::{
    Act, Operation,
    create_purchase_order::{OrderGiven, OrderLineGiven, by_hand, line_rows, unauthorized},
    purchase_orders::{self, PurchaseOrderDone},
};
use crate::{
    error::Error,
    rules::{
        day, purchase_order as rule,
        refusal::{Refusal, field},
    },
};
use chrono::NaiveDate;
use entity::{id::PurchaseOrderId, purchase_order, purchase_order_line, site};
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    ColumnTrait, EntityTrait, QueryFilter,
};
use serde::Serialize;

/// Changes what is named of a draft, and leaves the rest.
#[derive(Clone, Debug, Serialize)]
pub struct UpdatePurchaseOrder {
    /// The order.
    pub purchase_order_id: PurchaseOrderId,
    /// When it should come.
    pub expected_on: Option<NaiveDate>,
    /// All of its lines, instead of those that it has.
    pub lines: Option<Vec<OrderLineGiven>>,
}

impl Operation for UpdatePurchaseOrder {
    type Done = PurchaseOrderDone;
    const NAME: &'static str = "updatePurchaseOrder";

    async fn perform(&self, act: &Act<'_>) -> Result<PurchaseOrderDone, Error> {
        let (locked, site) = purchase_orders::named(act, self.purchase_order_id).await?;
        let order = locked.order;
        rule::can_change(&order)?;

        match &self.lines {
            Some(lines) => self.replace_lines(act, &site, &order, lines).await?,
            None => self.check_day(act, &site).map_err(Error::from)?,
        }
        if let Some(expected_on) = self.expected_on {
            let changed = purchase_order::ActiveModel {
                id: Unchanged(order.id),
                expected_on: Set(Some(expected_on)),
                ..Default::default()
            };
            act.update(changed).await?;
        }
        Ok(PurchaseOrderDone { purchase_order_id: order.id })
    }
}

impl UpdatePurchaseOrder {
    /// Writes the lines anew, as if the order were written by hand today.
    async fn replace_lines(
        &self,
        act: &Act<'_>,
        site: &site::Model,
        order: &purchase_order::Model,
        lines: &[OrderLineGiven],
    ) -> Result<(), Error> {
        let expected_on = self.expected_on.or(order.expected_on);
        let given = OrderGiven { supplier_id: order.supplier_id, expected_on, lines: lines.to_vec() };
        let new = by_hand::order(act, site, &given, by_hand::Place::OF_ITS_OWN).await?;
        let new = [new];
        act.notify(unauthorized(act, site, &new).await?);

        let of_order = purchase_order_line::COLUMN.purchase_order_id.eq(order.id);
        act.delete_many(purchase_order_line::Entity::delete_many().filter(of_order)).await?;
        let rows = new.into_iter().flat_map(|new| line_rows(order.id, new.lines));
        act.insert_all(rows.collect()).await?;
        Ok(())
    }

    fn check_day(&self, act: &Act<'_>, site: &site::Model) -> Result<(), Refusal> {
        let Some(expected_on) = self.expected_on else { return Ok(()) };
        day::within_reason(field("expectedOn"), expected_on)?;
        act.notify(rule::expected_in_the_past(Some(expected_on), act.today(site), field("expectedOn")));
        Ok(())
    }
}
