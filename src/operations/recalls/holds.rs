//! The holds of a recall: one for each lot everywhere, and, once it was released at some sites, one for each of the others.

use crate::{error::Error, operations::Act, rules::recall::hold_kind};
use entity::{
    hold,
    id::{HoldId, LotId, SiteId},
    recall,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

/// Holds these places for `recall`: a lot at a site, or everywhere. A mock recall holds nothing.
pub(in crate::operations) async fn place(
    act: &Act<'_>,
    recall: &recall::Model,
    places: &[(LotId, Option<SiteId>)],
) -> Result<(), Error> {
    let Some(kind) = hold_kind(recall.kind) else { return Ok(()) };
    let row = |(lot_id, site_id): &(LotId, Option<SiteId>)| hold::Model {
        id: HoldId::new(),
        kind,
        lot_id: *lot_id,
        site_id: *site_id,
        container_id: None,
        quantity: None,
        reason: format!("{}: {}", super::name(recall), recall.reason),
        posting_id: None,
        recall_id: Some(recall.id),
        group_id: None,
        placed_at: act.now(),
        placed_by: act.person().to_owned(),
        released_at: None,
        released_by: None,
        release_reason: None,
    };
    Ok(act.insert_all(places.iter().map(row).collect()).await?)
}

/// Every hold that the recall ever placed on these lots, released ones included.
pub(in crate::operations) async fn of(
    act: &Act<'_>,
    recall: &recall::Model,
    lots: impl IntoIterator<Item = LotId>,
) -> Result<Vec<hold::Model>, Error> {
    let holds =
        hold::Entity::find().filter(hold::COLUMN.recall_id.eq(recall.id)).filter(hold::COLUMN.lot_id.is_in(lots));
    Ok(holds.all(act.transaction).await?)
}

/// Releases these holds.
pub(in crate::operations) async fn release(act: &Act<'_>, holds: &[HoldId], reason: &str) -> Result<(), Error> {
    act.update_many(
        hold::Entity::update_many()
            .col_expr(hold::Column::ReleasedAt, Expr::value(act.now()))
            .col_expr(hold::Column::ReleasedBy, Expr::value(act.person()))
            .col_expr(hold::Column::ReleaseReason, Expr::value(reason))
            .filter(hold::COLUMN.id.is_in(holds.iter().copied()))
            .filter(hold::COLUMN.released_at.is_null()),
    )
    .await?;
    Ok(())
}
