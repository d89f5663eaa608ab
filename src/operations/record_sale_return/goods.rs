//! The goods that came back, under the locks: what of each sold line can still come back, and what may become of it.

use super::{RecordSaleReturn, form::CheckedLine, origin::Origin};
use crate::{
    error::{Error, Failure},
    operations::{Act, named},
    queries::shelves,
    rules::{
        notice::Notice,
        quantity,
        refusal::{Reason, Refusal, line_field},
        sale_return as rule,
        site::zone_of,
        usability::{Circumstance, Purpose},
    },
};
use entity::{
    cost::Cost,
    fixed_point::{Money, Quantity},
    hold,
    id::{LotId, ProductId, SaleLineId},
    instant::Instant,
    lot, product, sale_line,
    sale_return_line::ReturnDisposition,
    site, stock,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeMap, BTreeSet};

/// What is read under the locks.
pub(super) struct Goods {
    circumstance: Circumstance<'static>,
    cent: Money,
    products: BTreeMap<ProductId, product::Model>,
    holds: BTreeMap<LotId, Vec<hold::Model>>,
    pub(super) balances: BTreeMap<LotId, stock::Model>,
    /// The lines of sales, as they are after what was settled so far.
    pub(super) sold: BTreeMap<SaleLineId, sale_line::Model>,
}

/// One line that can be written.
pub(super) struct Settled<'a> {
    pub(super) number: usize,
    pub(super) origin: &'a Origin,
    pub(super) quantity: Quantity,
    pub(super) asked: ReturnDisposition,
    pub(super) disposition: ReturnDisposition,
    /// Whether stock moves for it.
    pub(super) booked: bool,
    pub(super) refund: Option<Money>,
    /// What it cost when it left, as far as that is known.
    pub(super) cost: Cost,
    pub(super) reason: String,
    pub(super) notice: Option<Notice>,
}

/// The products of what came back in a known lot: their stock may move.
pub(super) fn products_with_lots(origins: &[Origin]) -> BTreeSet<ProductId> {
    origins.iter().filter(|origin| origin.lot.is_some()).map(|origin| origin.product_id).collect()
}

impl Goods {
    pub(super) async fn read(
        input: &RecordSaleReturn,
        act: &Act<'_>,
        site: &site::Model,
        origins: &[Origin],
    ) -> Result<Self, Error> {
        let lots: BTreeSet<LotId> = origins.iter().filter_map(|origin| origin.lot.as_ref()).map(|lot| lot.id).collect();
        let listed: Vec<LotId> = lots.iter().copied().collect();
        let products = origins.iter().map(|origin| origin.product_id).collect();
        Ok(Self {
            circumstance: circumstance(input.returned_at, site),
            cent: act.terms.cent(),
            products: named::products(act.transaction, &products).await?,
            holds: shelves::holds_on(act.transaction, &listed, Some(site.id)).await?,
            balances: named::balances(act.transaction, site.id, &lots).await?,
            sold: locked(act, origins).await?,
        })
    }

    /// Settles one line: how much, and what becomes of it.
    pub(super) fn settle<'o>(&mut self, line: &CheckedLine<'_>, origin: &'o Origin) -> Result<Settled<'o>, Refusal> {
        let at = |name: &str| line_field(line.number, name);
        let product = self.products.get(&origin.product_id);
        let product = product.ok_or_else(|| Refusal::not_found(at("of"), "product"))?;
        quantity::in_containers(at("quantity"), line.quantity, product)?;
        let asked = line.input.disposition;
        let (mut disposition, mut notice) = (asked, None);
        if let Some(lot) = &origin.lot {
            disposition = self.disposition(asked, lot).map_err(|reason| Refusal::new(at("disposition"), reason))?;
            notice = rule::notice(at("disposition"), asked, disposition, lot);
        }
        let (refund, cost) = self.give_back(line, origin)?;
        let moves = match &origin.sale_line {
            Some(sold) => sold.booked,
            // What never was in the books, and is destroyed, moves nothing in them.
            None => disposition == ReturnDisposition::Quarantine,
        };
        Ok(Settled {
            number: line.number,
            origin,
            quantity: line.quantity,
            asked,
            disposition,
            booked: moves && origin.lot.is_some(),
            refund,
            cost,
            reason: line.reason.clone(),
            notice,
        })
    }

    fn disposition(&self, asked: ReturnDisposition, lot: &lot::Model) -> Result<ReturnDisposition, Reason> {
        let holds = self.holds.get(&lot.id).map_or(&[][..], Vec::as_slice);
        rule::disposition(asked, lot, holds, &self.circumstance)
    }

    /// What was paid for it and what it cost, taken off what can still come back.
    fn give_back(&mut self, line: &CheckedLine<'_>, origin: &Origin) -> Result<(Option<Money>, Cost), Refusal> {
        let Some(sold) = origin.sale_line.as_ref().and_then(|sold| self.sold.get_mut(&sold.id)) else {
            return Ok((line.refund, Cost::unknown(line.quantity)));
        };
        rule::can_come_back(line_field(line.number, "quantity"), sold, line.quantity)?;
        let refund = rule::refund(line_field(line.number, "refund"), sold, line.quantity, line.refund, self.cent)?;
        let cost = rule::cost_given_back(sold, line.quantity);

        sold.returned.0 += line.quantity.0;
        sold.refunded.0 += refund.0;
        let known = cost.value_of(line.quantity);
        sold.cost_returned = sold.cost_returned.zip(known).map(|(before, known)| Money(before.0 + known.0));
        Ok((Some(refund), cost))
    }
}

/// The lines of sales, locked in id order after the stock: nobody else takes them back meanwhile, at any site.
async fn locked(act: &Act<'_>, origins: &[Origin]) -> Result<BTreeMap<SaleLineId, sale_line::Model>, Failure> {
    let ids: BTreeSet<SaleLineId> =
        origins.iter().filter_map(|origin| origin.sale_line.as_ref()).map(|line| line.id).collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let lines = sale_line::Entity::find().filter(sale_line::COLUMN.id.is_in(ids)).order_by_asc(sale_line::COLUMN.id);
    let lines = lines.lock_exclusive().all(act.transaction).await?;
    Ok(lines.into_iter().map(|line| (line.id, line)).collect())
}

fn circumstance(at: Instant, site: &site::Model) -> Circumstance<'static> {
    Circumstance { at, zone: zone_of(site), purpose: Purpose::Sale, patient_id: None }
}
