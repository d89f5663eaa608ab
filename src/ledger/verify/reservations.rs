//! Reservations: none was used up by more than the lines that name it drew, and no line names one that is not there.

use super::{
    Proof,
    finding::Row,
    stretch::{ROWS, Stretch},
};
use crate::{database::Reader, error::Failure};
use entity::{fixed_point::Quantity, id::ReservationId, reservation, sale_line, usage_line};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, ExprTrait},
};
use std::collections::BTreeMap;

type Sums = BTreeMap<ReservationId, Quantity>;

/// Proves every reservation.
pub(super) async fn prove(books: &Reader, proof: &mut Proof<'_>) -> Result<(), Failure> {
    let mut stretch = Stretch::FIRST;
    loop {
        let rows = page(books, stretch).await?;
        stretch = stretch.cut(&rows.iter().map(|row| row.id).collect::<Vec<_>>());
        let mut drawn = drawn(books, stretch).await?;
        for row in rows {
            let drawn = drawn.remove(&row.id).unwrap_or_default();
            if row.used > drawn {
                proof.findings.add(Row::Reservation(row.id), "what was used of it", row.used, drawn);
            }
        }
        for id in drawn.into_keys() {
            proof.findings.add(Row::Reservation(id), "its row", "missing", "there, as lines name it");
        }
        match stretch.next() {
            Some(next) => stretch = next,
            None => return Ok(()),
        }
    }
}

async fn page(books: &Reader, stretch: Stretch<ReservationId>) -> Result<Vec<reservation::Model>, Failure> {
    let rows = reservation::Entity::find()
        .filter(stretch.holds(reservation::Column::Id))
        .order_by_asc(reservation::Column::Id)
        .limit(ROWS);
    Ok(rows.all(books).await?)
}

/// What sales and usages that name them drew.
async fn drawn(books: &Reader, stretch: Stretch<ReservationId>) -> Result<Sums, Failure> {
    let sold = sale_line::Entity::find()
        .select_only()
        .column(sale_line::Column::ReservationId)
        .expr_as(Expr::col(sale_line::Column::Quantity).sum().cast_as("bigint"), "drawn")
        .filter(sale_line::COLUMN.reservation_id.is_not_null())
        .filter(stretch.holds(sale_line::Column::ReservationId))
        .group_by(sale_line::Column::ReservationId);
    let used = Expr::col(usage_line::Column::Quantity).add(Expr::col(usage_line::Column::Wasted));
    let used = usage_line::Entity::find()
        .select_only()
        .column(usage_line::Column::ReservationId)
        .expr_as(used.sum().cast_as("bigint"), "drawn")
        .filter(usage_line::COLUMN.reservation_id.is_not_null())
        .filter(stretch.holds(usage_line::Column::ReservationId))
        .group_by(usage_line::Column::ReservationId);
    let mut drawn = sums(books, sold).await?;
    for (id, quantity) in sums(books, used).await? {
        drawn.entry(id).or_insert(Quantity::ZERO).0 += quantity.0;
    }
    Ok(drawn)
}

async fn sums<E: EntityTrait>(books: &Reader, select: Select<E>) -> Result<Sums, Failure> {
    Ok(select.into_tuple().all(books).await?.into_iter().collect())
}
