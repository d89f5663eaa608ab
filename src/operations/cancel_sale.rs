//! Cancelling a sale: the return of all of it that did not come back yet. There is no other way to undo a sale, so a
//! refund and a cancellation cannot both put the same bottle on the shelf.

use super::{
    Act, Operation,
    record_sale_return::{RecordSaleReturn, RecordSaleReturnDone, ReturnLine, ReturnOf},
};
use crate::{
    error::Error,
    rules::{
        refusal::{Reason, Refusal, field},
        rights::Right,
    },
};
use entity::{
    fixed_point::Quantity,
    id::{SaleId, SiteId},
    instant::Instant,
    sale, sale_line,
    sale_return_line::ReturnDisposition,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::Serialize;

/// A sale to be cancelled.
#[derive(Clone, Debug, Serialize)]
pub struct CancelSale {
    /// The sale.
    pub sale_id: SaleId,
    /// Where the goods came back.
    pub site_id: SiteId,
    /// When.
    pub returned_at: Instant,
    /// What is to become of the goods.
    pub disposition: ReturnDisposition,
    /// Why.
    pub reason: String,
}

impl Operation for CancelSale {
    type Done = RecordSaleReturnDone;
    const NAME: &'static str = "cancelSale";

    async fn perform(&self, act: &Act<'_>) -> Result<RecordSaleReturnDone, Error> {
        act.site(self.site_id, Right::Sell).await?;
        let sale = sale::Entity::find_by_id(self.sale_id).one(act.transaction).await?;
        let sale = sale.ok_or_else(|| Refusal::not_found(field("saleId"), "sale"))?;
        let sold = sale_line::Entity::find()
            .filter(sale_line::COLUMN.sale_id.eq(sale.id))
            .order_by_asc(sale_line::COLUMN.line)
            .order_by_asc(sale_line::COLUMN.id)
            .all(act.transaction)
            .await?;
        let lines: Vec<ReturnLine> = sold.iter().filter_map(|line| self.rest_of(line)).collect();
        if lines.is_empty() {
            let message = format!("All of sale {} came back before.", sale.sale_id);
            return Err(Refusal::new(field("saleId"), Reason::AlreadyDone { message }).into());
        }
        RecordSaleReturn { site_id: self.site_id, returned_at: self.returned_at, lines }.perform(act).await
    }
}

impl CancelSale {
    fn rest_of(&self, line: &sale_line::Model) -> Option<ReturnLine> {
        let left = Quantity(line.quantity.0 - line.returned.0);
        (left > Quantity::ZERO && line.settled_at.is_none()).then(|| ReturnLine {
            of: ReturnOf::SaleLine(line.id),
            quantity: left.to_decimal(),
            disposition: self.disposition,
            reason: self.reason.clone(),
            refund: None,
        })
    }
}
