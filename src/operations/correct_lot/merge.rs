//! Two lots that turn out to be one: the stock, the containers, the holds and every spelling of the wrong one go to the
//! right one, and its id answers for it from then on.

use super::{CorrectLotDone, Corrected, authorize, deviations, moved};
use crate::{
    error::Error,
    rules::lot_correction::{self, Expiry},
};
use entity::{
    hold,
    id::{LotId, PostingId},
    lot, lot_correction as correction_row, lot_spelling, received_serial,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, sea_query::Expr};

/// Makes `from` one with `into`.
pub(super) async fn merge(
    corrected: &Corrected<'_>,
    from: &lot::Model,
    into: &lot::Model,
) -> Result<CorrectLotDone, Error> {
    let act = corrected.act;
    let expiry = lot_correction::merged_expiry(from, into, corrected.correction, &corrected.label)?;
    if expiry != Expiry::of(into) {
        authorize(act, into.id).await?;
    }
    let id = PostingId::new();
    let posting_ids = moved::all_sites(act, id, &corrected.reason, from, into).await?;
    act.relabel_containers(from.id, into.id).await?;
    deviations::add(act, &[from, into], &into.lot_number, expiry).await?;
    point_to(act, from.id, into.id).await?;
    corrected.set_expiry(into, expiry).await?;
    record(corrected, id, from, into, expiry).await?;
    Ok(CorrectLotDone { lot_id: into.id, posting_ids })
}

/// Whatever named the wrong lot, and is not a fact of the past, names the right one.
async fn point_to(act: &super::Act<'_>, from: LotId, into: LotId) -> Result<(), Error> {
    act.update_many(
        hold::Entity::update_many()
            .col_expr(hold::Column::LotId, Expr::value(into))
            .filter(hold::COLUMN.lot_id.eq(from)),
    )
    .await?;
    act.update_many(
        lot_spelling::Entity::update_many()
            .col_expr(lot_spelling::Column::LotId, Expr::value(into))
            .filter(lot_spelling::COLUMN.lot_id.eq(from)),
    )
    .await?;
    act.update_many(
        received_serial::Entity::update_many()
            .col_expr(received_serial::Column::LotId, Expr::value(into))
            .filter(received_serial::COLUMN.lot_id.eq(from)),
    )
    .await?;
    let itself_or_merged = Condition::any().add(lot::COLUMN.id.eq(from)).add(lot::COLUMN.merged_into_id.eq(from));
    act.update_many(
        lot::Entity::update_many().col_expr(lot::Column::MergedIntoId, Expr::value(into)).filter(itself_or_merged),
    )
    .await?;
    Ok(())
}

/// The fact, and, where the right lot had a wrong date too, that one.
async fn record(
    corrected: &Corrected<'_>,
    id: PostingId,
    from: &lot::Model,
    into: &lot::Model,
    expiry: Expiry,
) -> Result<(), Error> {
    let merged = correction_row::Model {
        lot_id: into.id,
        lot_number_before: Some(from.lot_number.clone()),
        lot_number_after: Some(into.lot_number.clone()),
        merged_from_id: Some(from.id),
        ..corrected.row(id, from, expiry)
    };
    let redated = corrected.row(PostingId::new(), into, expiry);
    if redated.expiry_changed {
        corrected.record(redated).await?;
    }
    // The last: what was signed is found from it.
    corrected.record(merged).await
}
