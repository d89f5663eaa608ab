//! What is known of lots that decides whether a recall means them: numbers, dates, receipts, serial numbers.

use crate::{
    error::Failure,
    queries::family,
    rules::{
        lot_number,
        recall::scope::{LotFacts, ScopeLine},
    },
};
use chrono::NaiveDate;
use entity::{
    container, entry,
    entry::LedgerAccount,
    fixed_point::Quantity,
    id::{LotId, ProductId},
    lot, lot_spelling, product, received_serial, usage_line,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use std::collections::{BTreeMap, BTreeSet};

/// The facts of every lot of `product`, in the order of their ids; of merged ones, those of the lot they turned out to be.
///
/// # Errors
/// When the database fails.
pub async fn of_product(
    connection: &impl ConnectionTrait,
    product: ProductId,
    line: &ScopeLine,
) -> Result<Vec<(LotId, LotFacts)>, Failure> {
    let lots = lot::Entity::find()
        .filter(lot::COLUMN.product_id.eq(product))
        .filter(lot::COLUMN.merged_into_id.is_null())
        .order_by_asc(lot::COLUMN.id);
    of(connection, lots.all(connection).await?, line.asks_for_receipts()).await
}

/// The facts of these lots, as they are known now. Receipts and serial numbers are read where they are asked for.
///
/// # Errors
/// When the database fails.
pub async fn of(
    connection: &impl ConnectionTrait,
    lots: Vec<lot::Model>,
    with_receipts: bool,
) -> Result<Vec<(LotId, LotFacts)>, Failure> {
    let ids: Vec<LotId> = lots.iter().map(|lot| lot.id).collect();
    let mut facts: BTreeMap<LotId, LotFacts> = BTreeMap::new();
    for lot in &lots {
        facts.insert(lot.id, LotFacts { expires_on: lot.expires_on, ..LotFacts::default() });
    }
    for row in spellings(connection, &ids).await? {
        if let Some(facts) = facts.get_mut(&row.lot_id) {
            facts.spellings.push(lot_number::canonical(&row.canonical));
        }
    }
    if with_receipts {
        receipts(connection, &lots, &mut facts).await?;
    }
    Ok(facts.into_iter().collect())
}

async fn spellings(connection: &impl ConnectionTrait, lots: &[LotId]) -> Result<Vec<lot_spelling::Model>, Failure> {
    let of_lots = lot_spelling::COLUMN.lot_id.is_in(lots.iter().copied());
    Ok(lot_spelling::Entity::find().filter(of_lots).all(connection).await?)
}

/// When the lots came, and which serial numbers are known of them.
async fn receipts(
    connection: &impl ConnectionTrait,
    lots: &[lot::Model],
    facts: &mut BTreeMap<LotId, LotFacts>,
) -> Result<(), Failure> {
    let ids: Vec<LotId> = lots.iter().map(|lot| lot.id).collect();
    let families = family::of(connection, &ids).await?;
    let now: BTreeMap<LotId, LotId> =
        families.iter().flat_map(|(lot, members)| members.iter().map(|member| (*member, *lot))).collect();
    let mut came: BTreeMap<LotId, Quantity> = BTreeMap::new();
    for (lot, account, day, quantity) in receipts_of(connection, now.keys().copied()).await? {
        let Some(lot) = now.get(&lot) else { continue };
        came.entry(*lot).or_default().0 += quantity.0;
        let Some(facts) = facts.get_mut(lot) else { continue };
        match account {
            LedgerAccount::Supplier => facts.received_on.push(day),
            _ => facts.opened_with_on.push(day),
        }
    }
    let mut received: BTreeMap<LotId, i64> = BTreeMap::new();
    for (lot, serial, is_receipt) in serials_of(connection, now.keys().copied()).await? {
        let Some(lot) = now.get(&lot) else { continue };
        *received.entry(*lot).or_default() += i64::from(is_receipt);
        if let Some(facts) = facts.get_mut(lot) {
            facts.serials.insert(lot_number::canonical(&serial));
        }
    }
    let contents = contents_of(connection, lots).await?;
    for lot in lots {
        let containers = contents
            .get(&lot.product_id)
            .map(|contents| came.get(&lot.id).copied().unwrap_or_default().whole_parts(*contents));
        if let Some(facts) = facts.get_mut(&lot.id) {
            let known = received.get(&lot.id).copied().unwrap_or_default();
            facts.all_serials_known =
                containers.is_some_and(|containers| known >= containers && facts.opened_with_on.is_empty());
        }
    }
    Ok(())
}

async fn receipts_of(
    connection: &impl ConnectionTrait,
    lots: impl Iterator<Item = LotId>,
) -> Result<Vec<(LotId, LedgerAccount, NaiveDate, Quantity)>, Failure> {
    let rows = entry::Entity::find()
        .select_only()
        .columns([entry::Column::LotId, entry::Column::Account, entry::Column::OccurredOn])
        .expr_as(Expr::col(entry::Column::Quantity).sum().cast_as("bigint"), "came")
        .filter(entry::COLUMN.lot_id.is_in(lots))
        .filter(entry::COLUMN.account.is_in([LedgerAccount::Supplier, LedgerAccount::Opening]))
        .group_by(entry::Column::LotId)
        .group_by(entry::Column::Account)
        .group_by(entry::Column::OccurredOn);
    Ok(rows.into_tuple().all(connection).await?)
}

/// Serial numbers of the lots, as they were received, as containers were opened by them, and as usages name them; and
/// whether it was on a receipt.
async fn serials_of(
    connection: &impl ConnectionTrait,
    lots: impl Iterator<Item = LotId>,
) -> Result<Vec<(LotId, String, bool)>, Failure> {
    let lots: BTreeSet<LotId> = lots.collect();
    let received = received_serial::Entity::find().filter(received_serial::COLUMN.lot_id.is_in(lots.iter().copied()));
    let received = received.all(connection).await?.into_iter().map(|row| (row.lot_id, row.serial, true));
    let opened = container::Entity::find()
        .filter(container::COLUMN.lot_id.is_in(lots.iter().copied()))
        .filter(container::COLUMN.serial.is_not_null());
    let opened = opened.all(connection).await?.into_iter().filter_map(|row| Some((row.lot_id, row.serial?, false)));
    let used = usage_line::Entity::find()
        .filter(usage_line::COLUMN.lot_id.is_in(lots.iter().copied()))
        .filter(usage_line::COLUMN.serial.is_not_null());
    let used = used.all(connection).await?.into_iter().filter_map(|row| Some((row.lot_id?, row.serial?, false)));
    Ok(received.chain(opened).chain(used).collect())
}

async fn contents_of(
    connection: &impl ConnectionTrait,
    lots: &[lot::Model],
) -> Result<BTreeMap<ProductId, Quantity>, Failure> {
    let products: BTreeSet<ProductId> = lots.iter().map(|lot| lot.product_id).collect();
    let rows = product::Entity::find().filter(product::COLUMN.id.is_in(products)).all(connection).await?;
    Ok(rows.into_iter().map(|product| (product.id, product.contents)).collect())
}
