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
    sea_query::Expr,
};
use std::collections::BTreeSet;

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

/// A page of the reservations of a site, the last made first, each with whether it is short; only those that are, or
/// only the others, where that is asked for.
///
/// # Errors
/// `INVALID` for a broken cursor; when the database fails.
pub async fn page(
    connection: &impl ConnectionTrait,
    site: SiteId,
    only: Option<bool>,
    circumstance: &Circumstance<'_>,
    asked: &PageRequest,
) -> Result<Page<(reservation::Model, bool)>, Error> {
    let reserved = reservation::Entity::find()
        .filter(reservation::COLUMN.site_id.eq(site))
        .filter(stand_at(circumstance.at))
        .all(connection)
        .await?;
    let products: BTreeSet<ProductId> = reserved.iter().map(|reservation| reservation.product_id).collect();
    let short = short(connection, site, products, circumstance).await?;
    let is_short = || reservation::COLUMN.id.is_in(short.iter().copied());
    let wanted = only.map(|only| if only { is_short() } else { is_short().not() });
    let order: Order<reservation::Model, ReservationId> =
        Order { columns: vec![reservation::Column::Id.into_expr()], direction: Direction::Desc, key: |row| row.id };
    let list = reservation::Entity::find()
        .filter(reservation::COLUMN.site_id.eq(site))
        .filter(Condition::all().add_option(wanted));
    let page = page::load(connection, list, &order, asked).await?;
    Ok(page.map(|row| {
        let is_short = short.contains(&row.id);
        (row, is_short)
    }))
}

/// What is reserved of a product at a site.
///
/// # Errors
/// When the database fails.
pub async fn reserved(
    connection: &impl ConnectionTrait,
    site: SiteId,
    product: ProductId,
    at: Instant,
) -> Result<Quantity, Failure> {
    let standing = of_site(connection, site, [product], &BTreeSet::new(), at).await?;
    Ok(standing.iter().map(rule::left).sum())
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
