//! Reservations: those that stand, those that a list asks for, and those whose stock is gone.

use super::{
    page::{self, Order, Page, PageRequest},
    shelves,
};
use crate::{
    error::{Error, Failure},
    rules::{
        reservation::{self as rule, Promises},
        usability::Circumstance,
    },
};
use entity::{
    fixed_point::Quantity,
    id::{ProductId, ReservationId, SiteId},
    instant::Instant,
    reservation,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, Order as Direction, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use std::collections::{BTreeMap, BTreeSet};

/// The reservations of these products at `site` that stand at `at`, and those `named` there, standing or not: the
/// first made first.
///
/// # Errors
/// When the database fails.
pub async fn of_site(
    connection: &impl ConnectionTrait,
    site: SiteId,
    products: impl IntoIterator<Item = ProductId>,
    named: &BTreeSet<ReservationId>,
    at: Instant,
) -> Result<Vec<reservation::Model>, Failure> {
    let standing = stand_at(at).add(reservation::COLUMN.product_id.is_in(products));
    let by_name = (!named.is_empty()).then(|| reservation::COLUMN.id.is_in(named.iter().copied()));
    let rows = reservation::Entity::find()
        .filter(reservation::COLUMN.site_id.eq(site))
        .filter(Condition::any().add(standing).add_option(by_name))
        .order_by_asc(reservation::COLUMN.created_at)
        .order_by_asc(reservation::COLUMN.id);
    Ok(rows.all(connection).await?)
}

/// Those of these products whose stock is gone, in whole or in part.
///
/// # Errors
/// When the database fails.
pub async fn short(
    connection: &impl ConnectionTrait,
    site: SiteId,
    products: impl IntoIterator<Item = ProductId>,
    circumstance: &Circumstance<'_>,
) -> Result<BTreeSet<ReservationId>, Failure> {
    let standing = of_site(connection, site, products, &BTreeSet::new(), circumstance.at).await?;
    let reserved: BTreeSet<ProductId> = standing.iter().map(|reservation| reservation.product_id).collect();
    let shelves = shelves::load(connection, site, &reserved).await?;
    let promises = Promises::of_shelves(&shelves, &standing, circumstance);
    Ok(promises.values().flat_map(Promises::short).collect())
}

/// A page of the reservations of a site, the last made first; only those that are short, or only the others, where that
/// is asked for.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn page(
    connection: &impl ConnectionTrait,
    site: SiteId,
    only: Option<bool>,
    circumstance: &Circumstance<'_>,
    asked: &PageRequest,
) -> Result<Page<reservation::Model>, Error> {
    let order: Order<reservation::Model, ReservationId> =
        Order { columns: vec![reservation::Column::Id.into_expr()], direction: Direction::Desc, key: |row| row.id };
    let list = reservation::Entity::find().filter(reservation::COLUMN.site_id.eq(site));
    let list = match only {
        None => list,
        Some(short) => {
            let ids = short_at(connection, site, circumstance).await?;
            let are_short = reservation::COLUMN.id.is_in(ids);
            list.filter(if short { are_short } else { are_short.not() })
        }
    };
    page::load(connection, list, &order, asked).await
}

/// All at a site whose stock is gone, in whole or in part.
async fn short_at(
    connection: &impl ConnectionTrait,
    site: SiteId,
    circumstance: &Circumstance<'_>,
) -> Result<BTreeSet<ReservationId>, Failure> {
    let reserved: Vec<ProductId> = reservation::Entity::find()
        .select_only()
        .column(reservation::Column::ProductId)
        .distinct()
        .filter(reservation::COLUMN.site_id.eq(site))
        .filter(stand_at(circumstance.at))
        .into_tuple()
        .all(connection)
        .await?;
    short(connection, site, reserved, circumstance).await
}

/// What is reserved of each of these products at a site; nothing for one of which nothing is.
///
/// # Errors
/// When the database fails.
pub async fn reserved(
    connection: &impl ConnectionTrait,
    site: SiteId,
    products: impl IntoIterator<Item = ProductId>,
    at: Instant,
) -> Result<BTreeMap<ProductId, Quantity>, Failure> {
    Ok(sums(&of_site(connection, site, products, &BTreeSet::new(), at).await?))
}

/// What was reserved of each of these products at a site at an instant before now. What was used of it by now counts as
/// used then: nothing says when it was.
///
/// # Errors
/// When the database fails.
pub async fn reserved_as_of(
    connection: &impl ConnectionTrait,
    site: SiteId,
    products: impl IntoIterator<Item = ProductId>,
    at: Instant,
) -> Result<BTreeMap<ProductId, Quantity>, Failure> {
    let released = reservation::COLUMN.released_at;
    let rows = reservation::Entity::find()
        .filter(reservation::COLUMN.site_id.eq(site))
        .filter(reservation::COLUMN.product_id.is_in(products))
        .filter(reservation::COLUMN.created_at.lte(at))
        .filter(reservation::COLUMN.expires_at.gt(at))
        .filter(Condition::any().add(released.is_null()).add(released.gt(at)));
    Ok(sums(&rows.all(connection).await?))
}

/// What is reserved at `site` at an instant, by product: of all products unless some are named.
///
/// # Errors
/// When the database fails.
pub async fn reserved_at(
    connection: &impl ConnectionTrait,
    site: SiteId,
    products: Option<&BTreeSet<ProductId>>,
    at: Instant,
) -> Result<BTreeMap<ProductId, Quantity>, Failure> {
    let of_products = products.map(|products| reservation::COLUMN.product_id.is_in(products.iter().copied()));
    let standing = reservation::Entity::find()
        .filter(reservation::COLUMN.site_id.eq(site))
        .filter(stand_at(at).add_option(of_products));
    Ok(sums(&standing.all(connection).await?))
}

fn sums(reservations: &[reservation::Model]) -> BTreeMap<ProductId, Quantity> {
    reservations.iter().fold(BTreeMap::new(), |mut sums, reservation| {
        sums.entry(reservation.product_id).or_insert(Quantity::ZERO).0 += rule::left(reservation).0;
        sums
    })
}

/// Neither released, nor used up, nor past its time.
fn stand_at(at: Instant) -> Condition {
    Condition::all()
        .add(reservation::COLUMN.released_at.is_null())
        .add(
            Expr::col((reservation::Entity, reservation::Column::Used))
                .lt(Expr::col((reservation::Entity, reservation::Column::Quantity))),
        )
        .add(reservation::COLUMN.expires_at.gt(at))
}
