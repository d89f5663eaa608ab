//! Writing what came back: the posting, the holds of quarantine, the return with its lines, and what is left to come
//! back of the sold lines.

use super::{
    RecordSaleReturn, RecordSaleReturnDone,
    goods::{Goods, Settled},
};
use crate::{
    error::Error,
    ledger::{self, Movement, Worth},
    operations::Act,
    rules::site::day_of,
};
use entity::{
    entry::LedgerAccount,
    fixed_point::Quantity,
    hold::{self, HoldKind},
    id::{HoldId, LotId, PostingId, SaleReturnId, SaleReturnLineId},
    posting::PostingKind,
    sale_line, sale_return,
    sale_return_line::{self, ReturnDisposition},
    site,
};
use sea_orm::sea_query::OnConflict;

/// Writes all of it.
pub(super) async fn write(
    input: &RecordSaleReturn,
    act: &Act<'_>,
    site: &site::Model,
    settled: &[Settled<'_>],
    mut goods: Goods,
) -> Result<RecordSaleReturnDone, Error> {
    let mut posting_id = None;
    if settled.iter().any(|line| line.booked) {
        let posting = act.posting(PostingKind::SaleReturn, site, input.returned_at);
        posting_id = Some(posting.id);
        first_stock(act, site, settled, &mut goods);
        let movements = settled.iter().filter_map(|line| Some((line, line.lot()?))).flat_map(movements).collect();
        let occurred_on = day_of(posting.occurred_at, site);
        let posted = ledger::Act { posting, occurred_on, movements, containers: vec![] };
        act.post(posted, &mut goods.balances).await?;
        quarantine(act, site, settled, posting_id).await?;
    }
    let row = return_row(input, act, site, posting_id);
    let id = row.id;
    act.insert(row).await?;
    let lines = settled.iter().map(|line| line_row(line, id));
    act.insert_all(lines.collect()).await?;
    count_returned(act, goods).await?;
    Ok(RecordSaleReturnDone { sale_return_id: id })
}

impl Settled<'_> {
    /// The lot whose balance moves.
    fn lot(&self) -> Option<LotId> {
        self.origin.lot.as_ref().filter(|_| self.booked).map(|lot| lot.id)
    }
}

/// Balances of lots that this site never had.
fn first_stock(act: &Act<'_>, site: &site::Model, settled: &[Settled<'_>], goods: &mut Goods) {
    for line in settled {
        if let Some(lot) = line.lot() {
            let new = || ledger::new_balance(lot, line.origin.product_id, site.id, act.now());
            goods.balances.entry(lot).or_insert_with(new);
        }
    }
}

/// It comes back at the cost that it left with; without a receipt, at what the lot costs here. What is destroyed leaves
/// again at the same.
fn movements((line, lot): (&Settled<'_>, LotId)) -> Vec<Movement> {
    let worth = if line.origin.sale_line.is_some() { Worth::Given(line.cost) } else { Worth::Average };
    let movement = |account, quantity, worth| {
        let mut movement = Movement::new(lot, account, quantity);
        movement.sale_line_id = line.origin.sale_line.as_ref().map(|sold| sold.id);
        movement.worth = worth;
        movement
    };
    let back = movement(LedgerAccount::Sale, line.quantity, worth);
    let gone = (line.disposition == ReturnDisposition::Destroy).then(|| {
        let worth = Worth::Given(line.cost.negated());
        movement(LedgerAccount::Destruction, line.quantity.negated(), worth)
    });
    [back].into_iter().chain(gone).collect()
}

/// Holds just what came back, at this site.
async fn quarantine(
    act: &Act<'_>,
    site: &site::Model,
    settled: &[Settled<'_>],
    posting_id: Option<PostingId>,
) -> Result<(), Error> {
    let held = settled.iter().filter(|line| line.disposition == ReturnDisposition::Quarantine);
    let held = held.filter_map(|line| Some((line, line.lot()?)));
    let row = |(line, lot_id): (&Settled<'_>, LotId)| hold::Model {
        id: HoldId::new(),
        kind: HoldKind::Quarantine,
        lot_id,
        site_id: Some(site.id),
        container_id: None,
        quantity: Some(line.quantity),
        reason: format!("Came back from a customer: {}", line.reason),
        posting_id,
        recall_id: None,
        group_id: None,
        placed_at: act.now(),
        placed_by: act.person().to_owned(),
        released_at: None,
        released_by: None,
        release_reason: None,
    };
    Ok(act.insert_all(held.map(row).collect()).await?)
}

fn return_row(
    input: &RecordSaleReturn,
    act: &Act<'_>,
    site: &site::Model,
    posting_id: Option<PostingId>,
) -> sale_return::Model {
    sale_return::Model {
        id: SaleReturnId::new(),
        site_id: site.id,
        returned_at: input.returned_at,
        returned_on: day_of(input.returned_at, site),
        recorded_at: act.now(),
        recorded_by: act.person().to_owned(),
        recorded_through: act.request.caller.client.clone(),
        posting_id,
    }
}

fn line_row(line: &Settled<'_>, sale_return_id: SaleReturnId) -> sale_return_line::Model {
    sale_return_line::Model {
        id: SaleReturnLineId::new(),
        sale_return_id,
        line: i32::try_from(line.number).unwrap_or(i32::MAX),
        sale_line_id: line.origin.sale_line.as_ref().map(|sold| sold.id),
        product_id: line.origin.product_id,
        lot_id: line.origin.lot.as_ref().map(|lot| lot.id),
        stated_lot_number: line.origin.stated.clone(),
        quantity: line.quantity,
        asked: line.asked,
        disposition: line.disposition,
        booked: line.booked,
        refund: line.refund,
        cost: line.cost.value_of(line.quantity),
        cost_unknown: line.cost.unknown_of(line.quantity),
        reason: line.reason.clone(),
    }
}

/// Counts on the sold lines what came back, in one statement. They are locked.
async fn count_returned(act: &Act<'_>, goods: Goods) -> Result<(), Error> {
    use sale_line::Column::{CostReturned, Id, Refunded, Returned};
    let rows: Vec<_> = goods.sold.into_values().filter(|line| line.returned > Quantity::ZERO).collect();
    let counted = OnConflict::column(Id).update_columns([Returned, Refunded, CostReturned]).to_owned();
    act.insert_or(rows, counted).await?;
    Ok(())
}
