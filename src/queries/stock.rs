//! What is where: the stock of a site product by product, and of a lot site by site.
//!
//! A level is made of rows of several tables. They are read at one instant ([`Reader::at_one_instant`]), so that what is
//! recalled, held, expired and usable always add up to what is on hand.

use super::{
    catalogue::{self, ProductFilter},
    holds::Held,
    page::{self, Page, PageRequest},
    preparations, reservations, shelves,
};
use crate::{
    database::Reader,
    error::{Error, Failure},
    rules::shelf::{LotOnShelf, Shelf},
};
use entity::{
    container::{self, ContainerStatus},
    fixed_point::Quantity,
    hold,
    id::{LotId, ProductId, SiteId},
    instant::Instant,
    lot, product, product_site, stock,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::SelectStatement,
};
use std::collections::{BTreeMap, BTreeSet};

/// What a site has of a product, and what of it is promised.
#[derive(Clone, Debug)]
pub struct Level {
    /// What is there.
    pub shelf: Shelf,
    /// What standing reservations still ask for.
    pub reserved: Quantity,
}

impl Level {
    /// That of a product which the site never had.
    pub fn empty(product: product::Model) -> Self {
        Self { shelf: Shelf { product, lots: vec![] }, reserved: Quantity::ZERO }
    }
}

/// A page of the products that ever had stock at `site`, by name, each with its level at `at`, which is now.
///
/// # Errors
/// `INVALID` for a filter or a cursor that means nothing; when the database fails.
pub async fn page(
    reader: &Reader,
    site: SiteId,
    filter: &ProductFilter,
    at: Instant,
    asked: &PageRequest,
) -> Result<Page<Level>, Error> {
    let snapshot = reader.at_one_instant();
    let products = products(&snapshot, site, filter, asked).await?;
    let ids = products.rows.iter().map(|listed| listed.row.id).collect();
    let mut levels = levels(&snapshot, site, &ids, at).await?;
    Ok(products.map(|product| levels.remove(&product.id).unwrap_or_else(|| Level::empty(product))))
}

/// A page of the products that ever had stock at `site`, by name.
pub(super) async fn products(
    connection: &impl ConnectionTrait,
    site: SiteId,
    filter: &ProductFilter,
    asked: &PageRequest,
) -> Result<Page<product::Model>, Error> {
    let shelved = product::Entity::find()
        .filter(catalogue::condition(connection, filter).await?)
        .filter(product::Column::Id.in_subquery(shelved_at(site)));
    page::load(connection, shelved, &catalogue::by_name(), asked).await
}

/// The levels of some products at `site`, at `at`, which is now.
///
/// # Errors
/// When the database fails.
pub async fn of_products(
    reader: &Reader,
    site: SiteId,
    products: &BTreeSet<ProductId>,
    at: Instant,
) -> Result<BTreeMap<ProductId, Level>, Failure> {
    levels(&reader.at_one_instant(), site, products, at).await
}

async fn levels(
    connection: &impl ConnectionTrait,
    site: SiteId,
    products: &BTreeSet<ProductId>,
    at: Instant,
) -> Result<BTreeMap<ProductId, Level>, Failure> {
    let shelves = shelves::load(connection, site, products).await?;
    let reserved = reservations::reserved(connection, site, products.iter().copied(), at).await?;
    let level = |(id, shelf)| (id, Level { shelf, reserved: reserved.get(&id).copied().unwrap_or_default() });
    Ok(shelves.into_iter().map(level).collect())
}

/// The balances of these lots at every site that they ever came to, with what stops them there.
///
/// # Errors
/// When the database fails.
pub async fn of_lots(reader: &Reader, lots: &[LotId]) -> Result<Vec<LotOnShelf>, Failure> {
    let snapshot = reader.at_one_instant();
    let rows = stock::Entity::find()
        .filter(stock::COLUMN.lot_id.is_in(lots.iter().copied()))
        .find_also_related(lot::Entity)
        .order_by_asc(stock::COLUMN.site_id)
        .all(&snapshot)
        .await?;
    let any_open = rows.iter().any(|(stock, _)| stock.opened > Quantity::ZERO);
    let containers = if any_open { open_containers(&snapshot, lots).await? } else { vec![] };
    let mut holds = standing_holds(&snapshot, lots).await?;
    let sites: BTreeSet<SiteId> = containers.iter().map(|container| container.site_id).collect();
    for site in sites {
        let here: Vec<_> = containers.iter().filter(|container| container.site_id == site).cloned().collect();
        holds.extend(preparations::holds_through(&snapshot, site, &here, Held::Now).await?);
    }
    let with_lot = rows.into_iter().filter_map(|(stock, lot)| Some((stock, lot?)));
    Ok(with_lot.map(|(stock, lot)| on_shelf(stock, lot, &holds, &containers)).collect())
}

fn on_shelf(
    stock: stock::Model,
    lot: lot::Model,
    holds: &[hold::Model],
    containers: &[container::Model],
) -> LotOnShelf {
    let here = |site: SiteId| site == stock.site_id;
    let holds = holds.iter().filter(|hold| hold.lot_id == lot.id && hold.site_id.is_none_or(here));
    let containers = containers.iter().filter(|container| container.lot_id == lot.id && here(container.site_id));
    let (holds, containers) = (holds.cloned().collect(), containers.cloned().collect());
    LotOnShelf { stock, lot, holds, containers, samples: Quantity::ZERO, sealed_then: None }
}

async fn standing_holds(connection: &impl ConnectionTrait, lots: &[LotId]) -> Result<Vec<hold::Model>, Failure> {
    let of_lots = hold::COLUMN.lot_id.is_in(lots.iter().copied());
    Ok(hold::Entity::find().filter(of_lots).filter(hold::COLUMN.released_at.is_null()).all(connection).await?)
}

async fn open_containers(connection: &impl ConnectionTrait, lots: &[LotId]) -> Result<Vec<container::Model>, Failure> {
    let open = container::Entity::find()
        .filter(container::COLUMN.lot_id.is_in(lots.iter().copied()))
        .filter(container::COLUMN.status.eq(ContainerStatus::Open));
    Ok(open.all(connection).await?)
}

fn shelved_at(site: SiteId) -> SelectStatement {
    let here = product_site::Entity::find().filter(product_site::COLUMN.site_id.eq(site));
    here.select_only().column(product_site::Column::ProductId).into_query()
}
