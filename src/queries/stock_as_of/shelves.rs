//! The shelves of a site as they were: amounts, holds and opened containers at an instant, put together as they are now
//! so that the same rules divide them.
//!
//! Lots that turned out to be one are one here too, as holds and spellings know them.

use super::{Moment, load};
use crate::{
    database::Reader,
    error::{Error, Failure},
    queries::{
        catalogue::ProductFilter,
        family,
        page::{Page, PageRequest},
        reservations,
        stock::{self as stock_now, Level},
    },
    rules::shelf::{LotOnShelf, Shelf},
};
use entity::{
    container::{self, ContainerStatus},
    cost::Cost,
    entry,
    fixed_point::{Money, Quantity},
    hold,
    id::{ContainerId, LotId, ProductId, SiteId},
    lot, stock,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect};
use std::collections::{BTreeMap, BTreeSet};

/// A page of the products that ever had stock at `site`, by name, each with its level as it was.
///
/// # Errors
/// `INVALID` for a filter or a cursor that means nothing; when the database fails.
pub async fn page(
    reader: &Reader,
    site: SiteId,
    moment: Moment,
    filter: &ProductFilter,
    asked: &PageRequest,
) -> Result<Page<Level>, Error> {
    let snapshot = reader.at_one_instant();
    let products = stock_now::products(&snapshot, site, filter, asked).await?;
    let ids = products.rows.iter().map(|listed| listed.row.id).collect();
    let mut lots = lots(&snapshot, site, &ids, moment).await?;
    let reserved = reservations::reserved_as_of(&snapshot, site, ids, moment.at).await?;
    Ok(products.map(|product| {
        let reserved = reserved.get(&product.id).copied().unwrap_or_default();
        let lots = lots.remove(&product.id).unwrap_or_default();
        Level { shelf: Shelf { product, lots }, reserved }
    }))
}

/// The lots of each product, as they were.
async fn lots(
    connection: &impl ConnectionTrait,
    site: SiteId,
    products: &BTreeSet<ProductId>,
    moment: Moment,
) -> Result<BTreeMap<ProductId, Vec<LotOnShelf>>, Failure> {
    let amounts = load(connection, site, products, moment.at, moment.clock).await?;
    let ids: Vec<LotId> = amounts.iter().map(|lot| lot.lot_id).collect();
    let known = family::as_known_now(connection, &ids).await?;
    let survivor = |id: LotId| known.get(&id).map_or(id, |lot| lot.id);
    let mut held = BTreeMap::<LotId, Held>::new();
    for lot in &amounts {
        let sum = held.entry(survivor(lot.lot_id)).or_default();
        sum.on_hand.0 = sum.on_hand.0.saturating_add(lot.on_hand.0);
        sum.cost = sum.cost.plus(lot.cost()).unwrap_or(sum.cost);
    }
    let all: Vec<LotId> = ids.into_iter().chain(held.keys().copied()).collect();
    let balances = balances(connection, site, &all).await?;
    let holds = holds(connection, site, &all, moment).await?;
    let containers = containers(connection, site, &all, moment).await?;
    let mut shelves = BTreeMap::<ProductId, Vec<LotOnShelf>>::new();
    for lot in known.into_values() {
        let Some(held) = held.get(&lot.id).copied() else { continue };
        let Some(balance) = balances.get(&lot.id) else { continue };
        let lots = shelves.entry(lot.product_id).or_default();
        if lots.iter().all(|other| other.lot.id != lot.id) {
            lots.push(as_it_was(lot, balance, held, &holds, &containers));
        }
    }
    Ok(shelves)
}

/// What a lot had, and what that cost: sums of its entries.
#[derive(Clone, Copy, Debug, Default)]
struct Held {
    on_hand: Quantity,
    cost: Cost,
}

impl Held {
    /// What it cost then. By when things happened, a sum may be short of what was entered out of order, and an older
    /// release left entries whose sum is no value: then nothing is said to be known.
    fn cost_then(self) -> Cost {
        let most_unknown = Ord::max(self.on_hand, Quantity::ZERO);
        let can_be = self.cost.known >= Money::ZERO && (Quantity::ZERO..=most_unknown).contains(&self.cost.unknown);
        if can_be { self.cost } else { Cost::unknown(most_unknown) }
    }
}

fn as_it_was(
    lot: lot::Model,
    balance: &stock::Model,
    held: Held,
    holds: &[hold::Model],
    containers: &[container::Model],
) -> LotOnShelf {
    let holds = holds.iter().filter(|hold| hold.lot_id == lot.id).cloned().collect();
    let containers: Vec<_> = containers.iter().filter(|container| container.lot_id == lot.id).cloned().collect();
    let opened = containers.iter().map(|container| container.remaining).sum();
    let Cost { known, unknown } = held.cost_then();
    let on_hand = held.on_hand;
    let stock = stock::Model { on_hand, opened, value: known, cost_unknown: unknown, ..balance.clone() };
    LotOnShelf { stock, lot, holds, containers, samples: Quantity::ZERO, sealed_then: None }
}

/// The balances as they are now, by lot.
async fn balances(
    connection: &impl ConnectionTrait,
    site: SiteId,
    lots: &[LotId],
) -> Result<BTreeMap<LotId, stock::Model>, Failure> {
    let here = stock::Entity::find()
        .filter(stock::COLUMN.site_id.eq(site))
        .filter(stock::COLUMN.lot_id.is_in(lots.iter().copied()));
    Ok(here.all(connection).await?.into_iter().map(|balance| (balance.lot_id, balance)).collect())
}

/// The holds that stood at the moment.
async fn holds(
    connection: &impl ConnectionTrait,
    site: SiteId,
    lots: &[LotId],
    moment: Moment,
) -> Result<Vec<hold::Model>, Failure> {
    let stood = Condition::all()
        .add(hold::COLUMN.placed_at.lte(moment.at))
        .add(Condition::any().add(hold::COLUMN.released_at.is_null()).add(hold::COLUMN.released_at.gt(moment.at)));
    let here = Condition::any().add(hold::COLUMN.site_id.is_null()).add(hold::COLUMN.site_id.eq(site));
    let of_lots = hold::COLUMN.lot_id.is_in(lots.iter().copied());
    Ok(hold::Entity::find().filter(of_lots).filter(stood).filter(here).all(connection).await?)
}

/// The containers that were open at the moment, each with what was left in it then: what is left now, less what was put
/// into it since, which is below zero for what was drawn. One that nothing was drawn from yet counts as sealed.
async fn containers(
    connection: &impl ConnectionTrait,
    site: SiteId,
    lots: &[LotId],
    moment: Moment,
) -> Result<Vec<container::Model>, Failure> {
    let since = since(connection, site, lots, moment).await?;
    let open_or_moved = Condition::any()
        .add(container::COLUMN.status.eq(ContainerStatus::Open))
        .add(container::COLUMN.id.is_in(since.keys().copied()));
    let opened = container::Entity::find()
        .filter(container::COLUMN.site_id.eq(site))
        .filter(container::COLUMN.lot_id.is_in(lots.iter().copied()))
        .filter(container::COLUMN.opened_at.lte(moment.at))
        .filter(open_or_moved)
        .all(connection)
        .await?;
    let then = |mut container: container::Model| {
        let since = since.get(&container.id).copied().unwrap_or_default();
        container.remaining = container.remaining.minus(since)?;
        container.status = ContainerStatus::Open;
        (container.remaining > Quantity::ZERO && container.remaining < container.contents).then_some(container)
    };
    Ok(opened.into_iter().filter_map(then).collect())
}

/// What containers gained after the moment.
async fn since(
    connection: &impl ConnectionTrait,
    site: SiteId,
    lots: &[LotId],
    moment: Moment,
) -> Result<BTreeMap<ContainerId, Quantity>, Failure> {
    let sums: Vec<(ContainerId, Quantity)> = entry::Entity::find()
        .select_only()
        .column(entry::Column::ContainerId)
        // A sum of whole numbers is a NUMERIC on PostgreSQL.
        .expr_as(entry::Column::Quantity.into_expr().sum().cast_as("bigint"), "gained")
        .filter(entry::COLUMN.lot_id.is_in(lots.iter().copied()))
        .filter(entry::COLUMN.site_id.eq(site))
        .filter(entry::COLUMN.container_id.is_not_null())
        .filter(moment.clock.column().gt(moment.at))
        .group_by(entry::Column::ContainerId)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(sums.into_iter().collect())
}
