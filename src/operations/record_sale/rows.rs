//! Writing a planned sale: its row, the posting, its lines, and the deviations of a fact.

use super::{
    RecordSale, RecordSaleDone,
    basket::{Basket, Item},
    known,
};
use crate::{
    error::{Error, Failure},
    ledger::{self, Movement},
    operations::{
        Act,
        act::day_of,
        deviations,
        record_usage::{plan::Planned, rows::balances},
        reservations,
    },
    rules::{allocation::Draw, sale as rule},
};
use entity::{
    deviation,
    entry::{self, LedgerAccount},
    fixed_point::{Money, Quantity},
    id::{PostingId, SaleId, SaleLineId},
    posting::{self, PostingKind},
    sale, sale_line, site,
};
use sea_orm::{EntityTrait, IntoActiveModel, TryInsertResult};

/// What is known of a sale before its lines.
pub(super) struct Header {
    pub(super) late_entry: bool,
    pub(super) lines_hash: Vec<u8>,
}

/// One draw with the item that asked for it and its share of what is paid.
struct Written<'a> {
    id: SaleLineId,
    draw: &'a Draw,
    item: &'a Item<'a>,
    discount: Money,
    paid: Money,
}

/// Writes the sale. Where another till wrote it meanwhile, answers that one.
pub(super) async fn write(
    input: &RecordSale,
    act: &Act<'_>,
    site: &site::Model,
    basket: &Basket<'_>,
    planned: &Planned,
    header: Header,
) -> Result<RecordSaleDone, Error> {
    let written = written(basket, &planned.plan.draws)?;
    let booked = planned.plan.draws.iter().any(|draw| draw.booked);
    let posting = booked.then(|| posting(input, act, site));
    let sale = sale_row(input, act, site, &header, posting.as_ref().map(|posting| posting.id));
    let insert = sale::Entity::insert(sale.clone().into_active_model());
    let insert = insert.on_conflict_do_nothing_on([sale::Column::SiteId, sale::Column::SaleId]);
    if !matches!(insert.exec_without_returning(act.transaction).await?, TryInsertResult::Inserted(1)) {
        let known = known::again(input, act, &header.lines_hash).await?;
        return known.ok_or_else(|| Failure::Broken(format!("sale {} is known and gone", input.sale_id)).into());
    }
    let entries = match posting {
        Some(posting) => post(act, site, posting, &written, planned).await?,
        None => vec![],
    };
    let rows = written.iter().map(|line| line_row(line, sale.id, &entries).into_active_model());
    sale_line::Entity::insert_many(rows).exec_without_returning(act.transaction).await?;
    write_deviations(act, site, &written).await?;
    reservations::use_up(act, &planned.used_up).await?;
    Ok(RecordSaleDone { sale_id: sale.id })
}

/// Each draw with its share of what its item costs.
fn written<'a>(basket: &'a Basket<'a>, draws: &'a [Draw]) -> Result<Vec<Written<'a>>, Failure> {
    let mut written = Vec::with_capacity(draws.len());
    for (place, item) in basket.items.iter().enumerate() {
        let own: Vec<&Draw> = draws.iter().filter(|draw| draw.line == place).collect();
        let weights: Vec<Quantity> = own.iter().map(|draw| draw.quantity).collect();
        let (discounts, paid) = (rule::divide(item.discount, &weights), rule::divide(item.paid, &weights));
        let shares = own.into_iter().zip(discounts).zip(paid);
        let line = |((draw, discount), paid)| Written { id: SaleLineId::new(), draw, item, discount, paid };
        written.extend(shares.map(line));
    }
    if written.len() == draws.len() { Ok(written) } else { Err(Failure::Broken("a draw answers no line".to_owned())) }
}

fn posting(input: &RecordSale, act: &Act<'_>, site: &site::Model) -> posting::Model {
    let document = Some(input.sale_id.clone());
    posting::Model { document, ..act.posting(PostingKind::Sale, site, input.sold_at) }
}

async fn post(
    act: &Act<'_>,
    site: &site::Model,
    posting: posting::Model,
    written: &[Written<'_>],
    planned: &Planned,
) -> Result<Vec<entry::Model>, Error> {
    let movement = |line: &Written<'_>| {
        let lot_id = line.draw.lot_id.filter(|_| line.draw.booked)?;
        let mut movement = Movement::new(lot_id, LedgerAccount::Sale, line.draw.quantity.negated());
        (movement.container_id, movement.sale_line_id) = (line.draw.container_id, Some(line.id));
        Some(movement)
    };
    let posted = ledger::Act {
        occurred_on: day_of(posting.occurred_at, site),
        posting,
        movements: written.iter().filter_map(movement).collect(),
        containers: planned.plan.containers.clone(),
    };
    ledger::post(act.transaction, posted, &mut balances(&planned.shelves, planned.plan.draws.iter())).await
}

fn sale_row(
    input: &RecordSale,
    act: &Act<'_>,
    site: &site::Model,
    header: &Header,
    posting_id: Option<PostingId>,
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
        late_entry: header.late_entry,
        lines_hash: header.lines_hash.clone(),
        posting_id,
    }
}

fn line_row(written: &Written<'_>, sale_id: SaleId, entries: &[entry::Model]) -> sale_line::Model {
    let Written { id, draw, item, discount, paid } = *written;
    let (stated_lot_number, stated_canonical) = item.stated.clone().unzip();
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
        evidence: item.evidence,
        booked: draw.booked,
        quantity: draw.quantity,
        unit_price: item.unit_price,
        discount,
        revenue: paid,
        cost: entries
            .iter()
            .find(|entry| entry.sale_line_id == Some(id))
            .and_then(|entry| entry.value)
            .map(Money::negated),
        reservation_id: item.line.input.reservation_id,
        prescription_id: item.line.input.prescription_id.clone(),
        prescriber_id: item.line.input.prescriber_id.clone(),
        returned: Quantity::ZERO,
        refunded: Money::ZERO,
        cost_returned: Some(Money::ZERO),
    }
}

async fn write_deviations(act: &Act<'_>, site: &site::Model, written: &[Written<'_>]) -> Result<(), Error> {
    let all = written.iter().flat_map(|line| line.draw.breaches.iter().map(|reason| (line.id, reason)));
    let row = |line, reason| deviation::Model { sale_line_id: Some(line), ..deviations::row(act, site.id, reason) };
    let rows: Vec<_> = all.map(|(line, reason)| row(line, reason).into_active_model()).collect();
    if !rows.is_empty() {
        deviation::Entity::insert_many(rows).exec_without_returning(act.transaction).await?;
    }
    Ok(())
}
