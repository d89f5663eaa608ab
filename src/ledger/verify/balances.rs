//! The walk over all balances and their entries, in the order of their keys.

use super::{
    Proof,
    balance::{Balance, Replay},
    finding::Row,
    stretch::{ROWS, Stretch},
};
use crate::{database::Reader, error::Failure};
use entity::{
    container::{self, ContainerStatus},
    entry,
    fixed_point::Quantity,
    id::StockId,
    lot, posting, product, stock,
};
use sea_orm::{
    ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use std::collections::BTreeMap;

/// Proves every balance.
pub(super) async fn prove(books: &Reader, proof: &mut Proof<'_>) -> Result<(), Failure> {
    let mut stretch = Stretch::FIRST;
    loop {
        let balances = page(books, stretch).await?;
        stretch = stretch.cut(&balances.iter().map(|balance| balance.stock.id).collect::<Vec<_>>());
        let replays = balances.into_iter().map(|balance| (balance.stock.id, Replay::new(balance))).collect();
        follow(books, stretch, replays, proof).await?;
        match stretch.next() {
            Some(next) => stretch = next,
            None => return Ok(()),
        }
    }
}

async fn page(books: &Reader, stretch: Stretch<StockId>) -> Result<Vec<Balance>, Failure> {
    let rows = stock::Entity::find()
        .find_also_related(lot::Entity)
        .find_also(lot::Entity, product::Entity)
        .filter(stretch.holds((stock::Entity, stock::Column::Id)))
        .order_by_asc(stock::Column::Id)
        .limit(ROWS)
        .all(books)
        .await?;
    let stretch = stretch.cut(&rows.iter().map(|(stock, ..)| stock.id).collect::<Vec<_>>());
    let open = open_containers(books, stretch).await?;
    let balance = |(stock, lot, product): (stock::Model, _, _)| {
        let open_containers = open.get(&stock.id).copied().unwrap_or_default();
        Balance { stock, lot, product, open_containers }
    };
    Ok(rows.into_iter().map(balance).collect())
}

/// What remains in the open containers of each balance.
async fn open_containers(books: &Reader, stretch: Stretch<StockId>) -> Result<BTreeMap<StockId, Quantity>, Failure> {
    let containers = stock::Entity::belongs_to(container::Entity)
        .from((stock::Column::LotId, stock::Column::SiteId))
        .to((container::Column::LotId, container::Column::SiteId));
    let sums = stock::Entity::find()
        .select_only()
        .column(stock::Column::Id)
        .expr_as(Expr::col((container::Entity, container::Column::Remaining)).sum().cast_as("bigint"), "open")
        .join(JoinType::InnerJoin, containers.into())
        .filter(stretch.holds((stock::Entity, stock::Column::Id)))
        .filter(container::COLUMN.status.eq(ContainerStatus::Open))
        .group_by(stock::Column::Id);
    Ok(sums.into_tuple().all(books).await?.into_iter().collect())
}

/// Follows the entries of a stretch of balances, and closes the balances.
async fn follow(
    books: &Reader,
    stretch: Stretch<StockId>,
    mut replays: BTreeMap<StockId, Replay>,
    proof: &mut Proof<'_>,
) -> Result<(), Failure> {
    let mut after = None;
    loop {
        let entries = entries(books, stretch, after).await?;
        proof.entries += entries.len();
        for (entry, posting) in &entries {
            match replays.get_mut(&entry.stock_id) {
                Some(replay) => replay.follow(entry, posting.as_ref(), &mut proof.findings),
                None => {
                    let row = Row::Entry(entry.stock_id, entry.sequence);
                    proof.findings.add(row, "its balance", "missing", entry.stock_id);
                }
            }
        }
        proof.read("Balances", entries.len());
        match entries.last() {
            Some((entry, _)) => after = Some((entry.stock_id, entry.sequence)),
            None => break,
        }
    }
    for (id, replay) in replays {
        proof.seal(id, replay.head());
        replay.close(&mut proof.findings);
    }
    Ok(())
}

/// The next entries of the stretch, each with its posting.
async fn entries(
    books: &Reader,
    stretch: Stretch<StockId>,
    after: Option<(StockId, i64)>,
) -> Result<Vec<(entry::Model, Option<posting::Model>)>, Failure> {
    let key = [entry::Column::StockId, entry::Column::Sequence].map(|column| Expr::col((entry::Entity, column)));
    let entries = entry::Entity::find()
        .find_also_related(posting::Entity)
        .filter(stretch.holds((entry::Entity, entry::Column::StockId)))
        .order_by_asc(entry::Column::StockId)
        .order_by_asc(entry::Column::Sequence)
        .limit(ROWS);
    let after = after.map(|(stock, sequence)| Expr::tuple([Expr::val(stock), Expr::val(sequence)]));
    let entries = match after {
        Some(after) => entries.filter(Expr::tuple(key).gt(after)),
        None => entries,
    };
    Ok(entries.all(books).await?)
}
