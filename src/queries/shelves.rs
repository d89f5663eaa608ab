//! What a site has of some products, with everything that decides whether it may be used: two statements, however
//! many products; one more for products that never came here, and two or four where containers are open, for them and
//! what was mixed into them.

use super::{
    holds::{self, Held},
    preparations,
};
use crate::{
    error::Failure,
    rules::{
        allocation::Shelves,
        shelf::{LotOnShelf, Shelf},
    },
};
use entity::{
    container::{self, ContainerStatus},
    fixed_point::Quantity,
    hold,
    id::{LotId, ProductId, SiteId},
    lot, product, stock,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use std::collections::{BTreeMap, BTreeSet};

/// The shelves of `products` at `site`. Lots that nothing is left of are on them too, as they can be returned to.
///
/// # Errors
/// When the database fails.
pub async fn load(
    connection: &impl ConnectionTrait,
    site: SiteId,
    products: &BTreeSet<ProductId>,
) -> Result<Shelves, Failure> {
    let rows = stock::Entity::find()
        .filter(stock::COLUMN.site_id.eq(site))
        .filter(stock::COLUMN.product_id.is_in(products.iter().copied()))
        .find_also_related(lot::Entity)
        .and_also_related(product::Entity)
        .all(connection)
        .await?;
    let lots: Vec<LotId> = rows.iter().map(|(stock, ..)| stock.lot_id).collect();
    let mut holds = holds_on(connection, &lots, Some(site)).await?;
    let any_open = rows.iter().any(|(stock, ..)| stock.opened > Quantity::ZERO);
    let open = if any_open { open_containers(connection, site, &lots).await? } else { vec![] };
    let through =
        if any_open { preparations::holds_through(connection, site, &open, Held::Now).await? } else { vec![] };
    through.into_iter().for_each(|hold| holds.entry(hold.lot_id).or_default().push(hold));
    let mut containers = by_lot(open, |container| container.lot_id);
    let mut shelves = Shelves::new();
    for (stock, lot, product) in rows {
        let (Some(lot), Some(product)) = (lot, product) else { continue };
        let holds = holds.remove(&lot.id).unwrap_or_default();
        let containers = containers.remove(&lot.id).unwrap_or_default();
        let shelf = shelves.entry(product.id).or_insert_with(|| Shelf { product, lots: vec![] });
        shelf.lots.push(LotOnShelf { stock, lot, holds, containers, samples: Quantity::ZERO, sealed_then: None });
    }
    let elsewhere: Vec<_> = products.iter().copied().filter(|product| !shelves.contains_key(product)).collect();
    shelves.extend(empty(connection, elsewhere).await?);
    Ok(shelves)
}

/// What stands on the shelves of `site`, by product: every lot of which something is on hand, of all products unless some
/// are named. Three statements, however many products; two or more for what is open.
///
/// # Errors
/// When the database fails.
pub async fn on_hand(
    connection: &impl ConnectionTrait,
    site: SiteId,
    products: Option<&BTreeSet<ProductId>>,
) -> Result<BTreeMap<ProductId, Vec<LotOnShelf>>, Failure> {
    let of_products = products.map(|products| stock::COLUMN.product_id.is_in(products.iter().copied()));
    let there = stock::Entity::find()
        .filter(stock::COLUMN.site_id.eq(site))
        .filter(stock::COLUMN.on_hand.gt(Quantity::ZERO))
        .filter(Condition::all().add_option(of_products));
    let rows = there.clone().find_also_related(lot::Entity).all(connection).await?;
    let lots = || there.clone().select_only().column(stock::Column::LotId).into_query();
    let holds = hold::Entity::find()
        .filter(hold::Column::LotId.in_subquery(lots()))
        .filter(hold::COLUMN.released_at.is_null())
        .filter(Condition::any().add(hold::COLUMN.site_id.is_null()).add(hold::COLUMN.site_id.eq(site)));
    let mut holds = by_lot(holds.all(connection).await?, |hold| hold.lot_id);
    let open = container::Entity::find()
        .filter(container::COLUMN.site_id.eq(site))
        .filter(container::COLUMN.status.eq(ContainerStatus::Open))
        .filter(container::Column::LotId.in_subquery(lots()));
    let any_open = rows.iter().any(|(stock, _)| stock.opened > Quantity::ZERO);
    let open = if any_open { open.all(connection).await? } else { vec![] };
    let through =
        if any_open { preparations::holds_through(connection, site, &open, Held::Now).await? } else { vec![] };
    through.into_iter().for_each(|hold| holds.entry(hold.lot_id).or_default().push(hold));
    let mut containers = by_lot(open, |container| container.lot_id);
    let mut shelves: BTreeMap<ProductId, Vec<LotOnShelf>> = BTreeMap::new();
    for (stock, lot) in rows {
        let Some(lot) = lot else { continue };
        let holds = holds.remove(&lot.id).unwrap_or_default();
        let containers = containers.remove(&lot.id).unwrap_or_default();
        shelves.entry(stock.product_id).or_default().push(LotOnShelf {
            stock,
            lot,
            holds,
            containers,
            samples: Quantity::ZERO,
            sealed_then: None,
        });
    }
    Ok(shelves)
}

/// The unreleased holds that reach these lots at `site`, or anywhere.
///
/// # Errors
/// When the database fails.
pub async fn holds_on(
    connection: &impl ConnectionTrait,
    lots: &[LotId],
    site: Option<SiteId>,
) -> Result<BTreeMap<LotId, Vec<hold::Model>>, Failure> {
    let rows = holds::standing(connection, lots.iter().copied(), site).await?;
    Ok(by_lot(rows, |hold| hold.lot_id))
}

/// The open containers of these lots at `site`.
///
/// # Errors
/// When the database fails.
pub async fn open_containers(
    connection: &impl ConnectionTrait,
    site: SiteId,
    lots: &[LotId],
) -> Result<Vec<container::Model>, Failure> {
    let open = container::Entity::find()
        .filter(container::COLUMN.lot_id.is_in(lots.iter().copied()))
        .filter(container::COLUMN.site_id.eq(site))
        .filter(container::COLUMN.status.eq(ContainerStatus::Open));
    Ok(open.all(connection).await?)
}

/// The shelves of products that the site never had.
async fn empty(connection: &impl ConnectionTrait, products: Vec<ProductId>) -> Result<Shelves, Failure> {
    if products.is_empty() {
        return Ok(Shelves::new());
    }
    let rows = product::Entity::find().filter(product::COLUMN.id.is_in(products)).all(connection).await?;
    Ok(rows.into_iter().map(|product| (product.id, Shelf { product, lots: vec![] })).collect())
}

pub(super) fn by_lot<Row>(rows: Vec<Row>, lot: impl Fn(&Row) -> LotId) -> BTreeMap<LotId, Vec<Row>> {
    rows.into_iter().fold(BTreeMap::new(), |mut lots, row| {
        lots.entry(lot(&row)).or_default().push(row);
        lots
    })
}
