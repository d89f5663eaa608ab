//! What sales and usages that name a reservation take from it.

use super::Act;
use crate::{error::Error, rules::reservation::UsedUp};
use entity::reservation;
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{CaseStatement, Expr},
};

/// Takes from each reservation what it was used up by. Its stock is locked, so nobody else does meanwhile.
pub(super) async fn use_up(act: &Act<'_>, used_up: &UsedUp) -> Result<(), Error> {
    if used_up.is_empty() {
        return Ok(());
    }
    let by = used_up.iter().fold(CaseStatement::new(), |case, (id, quantity)| {
        case.case(reservation::COLUMN.id.eq(*id), Expr::col(reservation::Column::Used).add(quantity.0))
    });
    act.update_many(
        reservation::Entity::update_many()
            .col_expr(reservation::Column::Used, by.into())
            .filter(reservation::COLUMN.id.is_in(used_up.keys().copied())),
    )
    .await?;
    Ok(())
}
