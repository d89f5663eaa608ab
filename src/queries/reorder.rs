//! The reorder report: what to order at a site, from whom, how much, and why.
//!
//! It is worked out anew whenever it is asked for, and never stored. What it costs grows with products and days, not
//! with what is in the ledger: a fixed number of statements, whatever the site has.

mod days;
mod known;
mod orders;
mod policies;
mod report;
mod shelf_lives;
mod supply;

pub(super) use known::circumstance;
pub use policies::{page, row_of};
pub use report::{ExpiringLot, ReorderLine, ReorderReport, SupplierTotal};

use super::{reservations, shelves};
use crate::{
    database::Reader,
    error::Failure,
    rules::{reorder::LeadTime, site::day_of},
};
use chrono::NaiveDate;
use entity::{
    id::{ProductId, SiteId},
    instant::Instant,
    product, site, supplier,
};
use known::{Known, back};
use policies::Policies;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use shelf_lives::ShelfLives;
use std::collections::{BTreeMap, BTreeSet};
use supply::Supply;

impl ReorderReport {
    /// The report of `site`, read at one instant.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read(reader: &Reader, site: &site::Model, at: Instant) -> Result<Self, Failure> {
        let lines = lines(&reader.at_one_instant(), site, at, None).await?;
        Ok(Self::new(site.clone(), at, lines))
    }
}

/// The lines of `site` in no order: of all products that can be ordered, or of those that are named.
///
/// # Errors
/// When the database fails.
pub async fn lines(
    connection: &impl ConnectionTrait,
    site: &site::Model,
    at: Instant,
    products: Option<&BTreeSet<ProductId>>,
) -> Result<Vec<ReorderLine>, Failure> {
    let rows = product::Entity::find()
        .filter(only(product::Column::Id, products))
        .filter(Condition::all().add_option(products.is_none().then(|| product::COLUMN.archived.eq(false))))
        .order_by_asc(product::COLUMN.id);
    let rows = rows.all(connection).await?;
    let policies = Policies::load(connection, site.id).await?;
    let today = day_of(at, site);
    let since = back(today, policies.longest_window());
    let mut known = Known {
        site,
        at,
        today,
        shelves: shelves::on_hand(connection, site.id, products).await?,
        days: days::load(connection, site.id, since, products).await?,
        orders: orders::load(connection, site.id, products).await?,
        reserved: reservations::reserved_at(connection, site.id, products, at).await?,
        supply: Supply::load(connection, today, products).await?,
        shelf_lives: ShelfLives::load(connection, site, today, products).await?,
        policies,
    };
    Ok(rows.into_iter().map(|product| known.line(product)).collect())
}

/// Rows of these products; of all when none are named.
fn only(column: impl ColumnTrait, products: Option<&BTreeSet<ProductId>>) -> Condition {
    Condition::all().add_option(products.map(|products| column.is_in(products.iter().copied())))
}

/// The lines of some products of one site, by product: for levels that show their reorder point.
///
/// # Errors
/// When the database fails.
pub async fn of_products(
    reader: &Reader,
    site: &site::Model,
    products: &BTreeSet<ProductId>,
    at: Instant,
) -> Result<BTreeMap<ProductId, ReorderLine>, Failure> {
    let lines = lines(&reader.at_one_instant(), site, at, Some(products)).await?;
    Ok(lines.into_iter().map(|line| (line.product.id, line)).collect())
}

/// How long a supplier takes: learnt from the orders that came, else as said; `None` where neither is known.
///
/// # Errors
/// When the database fails.
pub async fn lead_time(
    connection: &impl ConnectionTrait,
    supplier: &supplier::Model,
    today: NaiveDate,
) -> Result<Option<LeadTime>, Failure> {
    let observed = supply::observed(connection, today).await?;
    Ok(supply::lead_time(supplier, &observed))
}

/// How many containers are on their way of some products of one site, by product.
///
/// # Errors
/// When the database fails.
pub async fn containers_on_order(
    connection: &impl ConnectionTrait,
    site: SiteId,
    products: &BTreeSet<ProductId>,
) -> Result<BTreeMap<ProductId, i64>, Failure> {
    let ordered = orders::load(connection, site, Some(products)).await?;
    Ok(ordered.into_iter().map(|(product, ordered)| (product, ordered.containers)).collect())
}
