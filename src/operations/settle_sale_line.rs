//! Settling an unbooked line of a sale: what left the shop before the books had it is drawn from them now.
//!
//! The line that stated it stays, marked as settled, and booked lines take its place, with what was paid. What came back of
//! it before did so outside the books; the rest is settled. A line that states a lot is settled from that lot.

use super::{
    Act, Operation, lots, named,
    record_sale::{
        SaleLine,
        basket::{Basket, Item},
        form::CheckedLine,
        rows::{self, Draft},
    },
    record_usage::{
        plan::{self, Planned},
        resolved::Resolved,
        sources, stated,
    },
    source::StockSource,
};
use crate::{
    error::Error,
    ledger,
    rules::{
        lot_number,
        refusal::{InputRule, Reason, Refusal, field},
        rights::Right,
        usability::Purpose,
    },
};
use entity::{
    fixed_point::{Money, Quantity},
    id::{SaleId, SaleLineId},
    posting::{self, PostingKind},
    sale, sale_line, site,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::Expr};
use serde::{Deserialize, Serialize};

/// An unbooked line of a sale, and from where it is drawn.
#[derive(Clone, Debug, Serialize)]
pub struct SettleSaleLine {
    /// The line.
    pub sale_line_id: SaleLineId,
    /// From where.
    pub source: StockSource,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SettleSaleLineDone {
    /// The sale.
    pub sale_id: SaleId,
}

impl Operation for SettleSaleLine {
    type Done = SettleSaleLineDone;
    const NAME: &'static str = "settleSaleLine";

    async fn perform(&self, act: &Act<'_>) -> Result<SettleSaleLineDone, Error> {
        let (line, sale) = self.find(act).await?;
        let site = act.site(sale.site_id, Right::Sell).await?;
        if matches!(self.source, StockSource::OpenNew { .. } | StockSource::Unbooked(_)) {
            let message = "A line is settled from a lot of the books: scan it, or name the lot or the product.";
            return Err(Refusal::invalid(field("source"), InputRule::Other, message).into());
        }
        let input = self.as_input(&line);
        let checked = as_checked(&input, &line);
        let asked = [checked.asked()];
        let named = sources::resolve_all(act.transaction, &site, &asked, act.today(&site)).await.map_err(of_source)?;
        ledger::lock(act.transaction, site.id, sources::products(&named)).await?;
        // Lots may have been merged while it waited for the lock.
        let needs = sources::resolve_all(act.transaction, &site, &asked, act.today(&site)).await.map_err(of_source)?;
        is_what_was_sold(act, &line, &needs).await?;
        let line = self.unsettled(act).await?;
        self.book(act, &site, &sale, &line, needs).await?;
        act.may_have_sold(sale.id);
        Ok(SettleSaleLineDone { sale_id: sale.id })
    }
}

impl SettleSaleLine {
    async fn find(&self, act: &Act<'_>) -> Result<(sale_line::Model, sale::Model), Error> {
        let line = sale_line::Entity::find_by_id(self.sale_line_id).find_also_related(sale::Entity);
        match line.one(act.transaction).await? {
            Some((line, Some(sale))) => Ok((line, sale)),
            _ => Err(Refusal::not_found(field("saleLineId"), "line of a sale").into()),
        }
    }

    /// The line as it is now, which nobody brings back or settles meanwhile.
    async fn unsettled(&self, act: &Act<'_>) -> Result<sale_line::Model, Error> {
        let line = sale_line::Entity::find_by_id(self.sale_line_id).lock_exclusive().one(act.transaction).await?;
        let line = line.ok_or_else(|| Refusal::not_found(field("saleLineId"), "line of a sale"))?;
        let done = match &line {
            line if line.booked => "The line is booked.",
            line if line.settled_at.is_some() => "The line was settled before.",
            line if line.returned >= line.quantity => "All of the line came back before it was in the books.",
            _ => return Ok(line),
        };
        Err(Refusal::new(field("saleLineId"), Reason::AlreadyDone { message: done.to_owned() }).into())
    }

    async fn book(
        &self,
        act: &Act<'_>,
        site: &site::Model,
        sale: &sale::Model,
        line: &sale_line::Model,
        needs: Vec<Resolved>,
    ) -> Result<(), Error> {
        let input = self.as_input(line);
        let checked = as_checked(&input, line);
        let basket = basket(&checked, line, needs);
        let planned = plan(act, site, sale, &basket).await?;
        act.notify(stated::differing(&planned));
        let document = Some(sale.sale_id.clone());
        let posting = posting::Model { document, ..act.posting(PostingKind::Sale, site, sale.sold_at) };
        let draft = Draft::new(&basket, &planned, Some(line.id), act.terms.cent())?;
        rows::write(act, site, sale, Some(posting), &draft).await?;
        mark(act, line.id).await
    }

    /// What is left of the line as it was handed in, drawn from the source that is named now.
    fn as_input(&self, line: &sale_line::Model) -> SaleLine {
        SaleLine {
            line_key: line.line_key.clone(),
            source: self.source.clone(),
            quantity: left(line).to_decimal(),
            unit_price: None,
            discount: None,
            reservation_id: None,
            prescription_id: line.prescription_id.clone(),
            prescriber_id: line.prescriber_id.clone(),
        }
    }
}

/// What did not come back before it was settled.
fn left(line: &sale_line::Model) -> Quantity {
    Quantity(line.quantity.0 - line.returned.0)
}

fn as_checked<'a>(input: &'a SaleLine, line: &sale_line::Model) -> CheckedLine<'a> {
    CheckedLine {
        number: usize::try_from(line.line).unwrap_or_default(),
        input,
        quantity: left(line),
        line_key: line.line_key.clone(),
        unit_price: Some(line.unit_price),
        discount: line.discount,
        stated: None,
    }
}

/// The basket of the one line: what was paid and did not go back is paid for what is booked.
fn basket<'a>(checked: &'a CheckedLine<'a>, line: &sale_line::Model, mut needs: Vec<Resolved>) -> Basket<'a> {
    let evidence = needs.first().map_or(line.evidence, |resolved| resolved.evidence);
    for resolved in &mut needs {
        resolved.need.line = 0;
        resolved.need.quantity = left(line);
        resolved.stated_expires_on = line.stated_expires_on;
    }
    let item = Item {
        line: checked,
        bundle_id: line.bundle_id,
        evidence,
        stated: None,
        stated_expires_on: line.stated_expires_on,
        unit_price: line.unit_price,
        discount: line.discount,
        paid: Money(line.revenue.0 - line.refunded.0),
    };
    Basket { needs, items: vec![item] }
}

/// The books have all of it now, or it stays unbooked.
async fn plan(act: &Act<'_>, site: &site::Model, sale: &sale::Model, basket: &Basket<'_>) -> Result<Planned, Error> {
    let terms = plan::Terms {
        patient_id: None,
        purpose: Purpose::Sale,
        at: sale.sold_at,
        now: act.now(),
        fact: true,
        settles: true,
        opened_by: &sale.recorded_by,
    };
    let planned = plan::plan(act.transaction, site, &basket.needs, &terms).await.map_err(of_source)?;
    let Some(draw) = planned.plan.draws.iter().find(|draw| !draw.booked) else { return Ok(planned) };
    let shortage = draw.breaches.iter().find(|reason| matches!(reason, Reason::InsufficientStock { .. }));
    let shortage = shortage.cloned().unwrap_or(Reason::NotFound { what: "stock to settle it from" });
    Err(Refusal::new(field("source"), shortage).into())
}

/// It is settled from the product that was sold, and from the lot, where one was stated.
async fn is_what_was_sold(act: &Act<'_>, line: &sale_line::Model, needs: &[Resolved]) -> Result<(), Error> {
    if needs.iter().any(|resolved| resolved.need.product_id != line.product_id) {
        let message = "The line sold another product: settle it from a lot of that one.";
        return Err(Refusal::conflict(field("source"), Some(line.product_id.to_string()), message).into());
    }
    let stated = match (line.lot_id, &line.stated_canonical) {
        (None, None) => return Ok(()),
        (Some(lot_id), _) => named::lots(act.transaction, &[lot_id].into()).await?.into_values().next(),
        (None, Some(stated)) => lots::find(act.transaction, line.product_id, &lot_number::canonical(stated)).await?,
    };
    let stated_lot = stated.as_ref().map(|lot| lot.id);
    if stated_lot.is_some() && needs.iter().all(|resolved| resolved.lot_id == stated_lot) {
        return Ok(());
    }
    let number = stated.map(|lot| lot.lot_number).or_else(|| line.stated_lot_number.clone());
    Err(Refusal::conflict(field("source"), number, "The line states its lot: settle it from that lot.").into())
}

async fn mark(act: &Act<'_>, line: SaleLineId) -> Result<(), Error> {
    act.update_many(
        sale_line::Entity::update_many()
            .col_expr(sale_line::Column::SettledAt, Expr::value(act.now()))
            .filter(sale_line::COLUMN.id.eq(line)),
    )
    .await?;
    Ok(())
}

/// There is one source, and no line of the input that it stands in.
fn of_source(error: Error) -> Error {
    let Error::Refused(mut refusals) = error else { return error };
    refusals.iter_mut().for_each(|refusal| refusal.field = field("source"));
    Error::Refused(refusals)
}
