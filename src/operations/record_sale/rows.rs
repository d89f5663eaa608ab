//! Writing a planned sale: its row, the posting, its lines, and the deviations of a fact.

use super::{
    RecordSale,
    basket::{Basket, Item},
};
use crate::{
    error::{Error, Failure},
    ledger::{self, Movement},
    operations::{
        Act, deviations,
        record_usage::{plan::Planned, rows::balances},
    },
    rules::{allocation::Draw, sale as rule, site::day_of},
};
use entity::{
    cost::Cost,
    deviation,
    entry::{self, LedgerAccount},
    fixed_point::{Money, Quantity},
    id::{SaleId, SaleLineId},
    posting, sale, sale_line, site,
};
use sea_orm::sea_query::OnConflict;

/// A planned sale on its way into the books: the draws with the items that asked for them.
pub(in crate::operations) struct Draft<'a> {
    planned: &'a Planned,
    written: Vec<Written<'a>>,
    /// The unbooked line that they settle.
    settles: Option<SaleLineId>,
}

/// One draw with the item that asked for it and its share of what is paid.
struct Written<'a> {
    id: SaleLineId,
    draw: &'a Draw,
    item: &'a Item<'a>,
    discount: Money,
    paid: Money,
}

impl<'a> Draft<'a> {
    /// Each draw of the plan with its share of what its item costs, in whole cents.
    pub(in crate::operations) fn new(
        basket: &'a Basket<'a>,
        planned: &'a Planned,
        settles: Option<SaleLineId>,
        cent: Money,
    ) -> Result<Self, Failure> {
        let draws = &planned.plan.draws;
        let mut written = Vec::with_capacity(draws.len());
        for (place, item) in basket.items.iter().enumerate() {
            let own: Vec<&Draw> = draws.iter().filter(|draw| draw.line == place).collect();
            let weights: Vec<Quantity> = own.iter().map(|draw| draw.quantity).collect();
            let discounts = rule::divide(item.discount, &weights, cent);
            let paid = rule::divide(item.paid, &weights, cent);
            let shares = own.into_iter().zip(discounts).zip(paid);
            let line = |((draw, discount), paid)| Written { id: SaleLineId::new(), draw, item, discount, paid };
            written.extend(shares.map(line));
        }
        if written.len() != draws.len() {
            return Err(Failure::Broken("a draw answers no line".to_owned()));
        }
        Ok(Self { planned, written, settles })
    }

    fn movements(&self) -> Vec<Movement> {
        let movement = |line: &Written<'_>| {
            let lot_id = line.draw.lot_id.filter(|_| line.draw.booked)?;
            let mut movement = Movement::new(lot_id, LedgerAccount::Sale, line.draw.quantity.negated());
            (movement.container_id, movement.sale_line_id) = (line.draw.container_id, Some(line.id));
            Some(movement)
        };
        self.written.iter().filter_map(movement).collect()
    }
}

/// Writes the row of the sale. `false` where another till wrote one of its POS id.
pub(super) async fn claim(act: &Act<'_>, sale: &sale::Model) -> Result<bool, Error> {
    let known = OnConflict::columns([sale::Column::SiteId, sale::Column::SaleId]).do_nothing().to_owned();
    Ok(!act.insert_or(vec![sale.clone()], known).await?.is_empty())
}

/// Posts what is booked of a sale, and writes its lines.
pub(in crate::operations) async fn write(
    act: &Act<'_>,
    site: &site::Model,
    sale: &sale::Model,
    posting: Option<posting::Model>,
    draft: &Draft<'_>,
) -> Result<(), Error> {
    let entries = match posting {
        Some(posting) => post(act, site, posting, draft).await?,
        None => vec![],
    };
    let row = |line| line_row(line, sale.id, &entries, draft.settles);
    act.insert_all(draft.written.iter().map(row).collect()).await?;
    write_deviations(act, site, &draft.written).await
}

async fn post(
    act: &Act<'_>,
    site: &site::Model,
    posting: posting::Model,
    draft: &Draft<'_>,
) -> Result<Vec<entry::Model>, Error> {
    let Planned { shelves, plan, .. } = draft.planned;
    let occurred_on = day_of(posting.occurred_at, site);
    let posted =
        ledger::Act { occurred_on, posting, movements: draft.movements(), containers: plan.containers.clone() };
    act.post(posted, &mut balances(shelves, plan.draws.iter())).await
}

/// The row of a sale.
pub(super) fn sale(
    input: &RecordSale,
    act: &Act<'_>,
    site: &site::Model,
    late_entry: bool,
    lines_hash: &[u8],
    posting: Option<&posting::Model>,
) -> sale::Model {
    let fact = input.already_performed.as_ref();
    sale::Model {
        id: SaleId::new(),
        sale_id: input.sale_id.clone(),
        site_id: site.id,
        customer_id: input.customer_id.clone(),
        sold_at: input.sold_at,
        sold_on: day_of(input.sold_at, site),
        recorded_at: act.now(),
        recorded_by: act.person().to_owned(),
        recorded_through: act.request.caller.client.clone(),
        late: fact.map(|fact| fact.why),
        late_note: fact.and_then(|fact| fact.note.clone()),
        late_entry,
        lines_hash: lines_hash.to_vec(),
        posting_id: posting.map(|posting| posting.id),
    }
}

fn line_row(
    written: &Written<'_>,
    sale_id: SaleId,
    entries: &[entry::Model],
    settles: Option<SaleLineId>,
) -> sale_line::Model {
    let Written { id, draw, item, discount, paid } = *written;
    let (stated_lot_number, stated_canonical) = item.stated.clone().unzip();
    let taken = entries.iter().find(|entry| entry.sale_line_id == Some(id));
    let cost = taken.map_or(Cost::unknown(draw.quantity), |entry| entry.cost().negated());
    sale_line::Model {
        id,
        sale_id,
        line: i32::try_from(item.line.number).unwrap_or(i32::MAX),
        line_key: item.line.line_key.clone(),
        bundle_id: item.bundle_id,
        product_id: draw.product_id,
        lot_id: draw.lot_id,
        stated_lot_number,
        stated_canonical,
        stated_expires_on: item.stated_expires_on,
        evidence: item.evidence,
        booked: draw.booked,
        quantity: draw.quantity,
        unit_price: item.unit_price,
        discount,
        revenue: paid,
        cost: cost.value_of(draw.quantity),
        cost_unknown: cost.unknown_of(draw.quantity),
        reservation_id: item.line.input.reservation_id,
        prescription_id: item.line.input.prescription_id.clone(),
        prescriber_id: item.line.input.prescriber_id.clone(),
        returned: Quantity::ZERO,
        refunded: Money::ZERO,
        cost_returned: Some(Money::ZERO),
        settles_id: settles,
        settled_at: None,
    }
}

async fn write_deviations(act: &Act<'_>, site: &site::Model, written: &[Written<'_>]) -> Result<(), Error> {
    let all = written.iter().flat_map(|line| line.draw.breaches.iter().map(|reason| (line.id, reason)));
    let row = |line, reason| deviation::Model { sale_line_id: Some(line), ..deviations::row(act, site.id, reason) };
    Ok(act.insert_all(all.map(|(line, reason)| row(line, reason)).collect()).await?)
}
