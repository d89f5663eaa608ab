//! What is where: the stock of a site product by product, and of a lot site by site.
//!
//! A level is made of rows of several tables. They are read at one instant ([`database::snapshot`]), so that what is
//! recalled, held, expired and usable always add up to what is on hand.

use super::{
    catalogue::{self, ProductFilter},
    page::{self, Page, PageRequest},
    preparations, shelves,
};
use crate::{
    database,
    error::{Error, Failure},
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
    lot, product, product_site, stock,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::SelectStatement,
};
use std::collections::BTreeSet;

/// A page of the products that ever had stock at `site`, by name, each with its shelf.
///
/// # Errors
/// `INVALID` for a filter or a cursor that means nothing; when the database fails.
pub async fn page(
    reader: &DatabaseConnection,
    site: SiteId,
    filter: &ProductFilter,
    asked: &PageRequest,
) -> Result<Page<Shelf>, Error> {
    let snapshot = database::snapshot(reader).await?;
    let products = products(&snapshot, site, filter, asked).await?;
    let ids = products.rows.iter().map(|listed| listed.row.id).collect();
    let mut shelves = shelves::load(&snapshot, site, &ids).await?;
    snapshot.commit().await?;
    Ok(products.map(|product| {
        let lots = shelves.remove(&product.id).map(|shelf| shelf.lots).unwrap_or_default();
        Shelf { product, lots }
    }))
}

/// A page of the products that ever had stock at `site`, by name.
pub(super) async fn products(
    connection: &impl ConnectionTrait,
    site: SiteId,
    filter: &ProductFilter,
    asked: &PageRequest,
) -> Result<Page<product::Model>, Error> {
    let shelved = product::Entity::find()
        .filter(catalogue::condition(filter)?)
        .filter(product::Column::Id.in_subquery(shelved_at(site)));
    page::load(connection, shelved, &catalogue::by_name(), asked).await
}

/// The shelves of some products at `site`.
///
/// # Errors
/// When the database fails.
pub async fn of_products(
    reader: &DatabaseConnection,
    site: SiteId,
    products: &BTreeSet<ProductId>,
) -> Result<Shelves, Failure> {
    let snapshot = database::snapshot(reader).await?;
    let shelves = shelves::load(&snapshot, site, products).await?;
    snapshot.commit().await?;
    Ok(shelves)
}

/// The balances of these lots at every site that they ever came to, with what stops them there.
///
/// # Errors
/// When the database fails.
pub async fn of_lots(reader: &DatabaseConnection, lots: &[LotId]) -> Result<Vec<LotOnShelf>, Failure> {
    let snapshot = database::snapshot(reader).await?;
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
        holds.extend(preparations::holds_through(&snapshot, site, &here).await?);
    }
    snapshot.commit().await?;
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
    LotOnShelf { stock, lot, holds, containers, samples: Quantity::ZERO }
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
