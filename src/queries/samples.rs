//! Samples: what came as such and is still there must not be sold.
//!
//! The balance of a lot does not tell a sample from a bottle that was bought. The rule: what a site received of a lot
//! as samples counts as still there until it left as consumption (given away, a tester, a demonstration), or the
//! receipt was taken back. Treatments, sales and waste take bought goods first. So the till sells too little rather
//! than a sample. The samples of a lot that turned out to be another are the other's.

use crate::{error::Failure, rules::allocation::Shelves};
use entity::{
    entry,
    entry::{LedgerAccount, ReceiptBasis},
    fixed_point::Quantity,
    id::{LotId, StockId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};

/// Marks on `shelves` how much of each lot is samples: one statement, and two more where there ever were any.
///
/// # Errors
/// When the database fails.
pub async fn set_apart(connection: &impl ConnectionTrait, shelves: &mut Shelves) -> Result<(), Failure> {
    let lots: BTreeMap<StockId, LotId> = shelves
        .values()
        .flat_map(|shelf| &shelf.lots)
        .map(|lot| (lot.stock.id, lot.lot.merged_into_id.unwrap_or(lot.lot.id)))
        .collect();
    let still_there = still_there(connection, lots.keys().copied().collect()).await?;
    let mut of_lots: BTreeMap<LotId, Quantity> = BTreeMap::new();
    for (stock, quantity) in still_there {
        if let Some(lot) = lots.get(&stock) {
            of_lots.entry(*lot).or_default().0 += quantity.0;
        }
    }
    for lot in shelves.values_mut().flat_map(|shelf| &mut shelf.lots) {
        lot.samples = of_lots.get(&lot.lot.id).copied().unwrap_or_default().max(Quantity::ZERO);
    }
    Ok(())
}

/// What came as samples less what left again, by balance.
async fn still_there(
    connection: &impl ConnectionTrait,
    balances: BTreeSet<StockId>,
) -> Result<Vec<(StockId, Quantity)>, Failure> {
    let came = entries(connection, balances, entry::COLUMN.receipt_basis.eq(ReceiptBasis::Sample)).await?;
    if came.is_empty() {
        return Ok(vec![]);
    }
    let keys: BTreeSet<(StockId, i64)> = came.iter().map(|entry| (entry.stock_id, entry.sequence)).collect();
    let stocks = || keys.iter().map(|(stock, _)| *stock).collect();
    let left = entries(connection, stocks(), entry::COLUMN.account.eq(LedgerAccount::Consumption)).await?;
    let reversals = entries(connection, stocks(), entry::COLUMN.reverses_sequence.is_not_null()).await?;
    let takes_back = |entry: &entry::Model| {
        let reversed = entry.reverses_stock_id.zip(entry.reverses_sequence);
        reversed.is_some_and(|key| keys.contains(&key))
    };
    let taken_back = reversals.into_iter().filter(takes_back);
    Ok(came.into_iter().chain(left).chain(taken_back).map(|entry| (entry.stock_id, entry.quantity)).collect())
}

async fn entries(
    connection: &impl ConnectionTrait,
    balances: BTreeSet<StockId>,
    wanted: sea_orm::sea_query::Expr,
) -> Result<Vec<entry::Model>, Failure> {
    let entries = entry::Entity::find().filter(entry::COLUMN.stock_id.is_in(balances)).filter(wanted);
    Ok(entries.all(connection).await?)
}
