//! A delivery note that was entered before. A delivery may come in parts, so that this is worth a look and no refusal.

use super::ReceiveStock;
use crate::{
    error::Failure,
    operations::Act,
    rules::{
        notice::{Notice, NoticeCode},
        refusal::field,
    },
};
use entity::{
    id::PostingId,
    posting::{self, PostingKind},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// What somebody should know, when a standing receipt of this supplier at this site has the same note.
///
/// # Errors
/// When the database fails.
pub(super) async fn notice(input: &ReceiveStock, act: &Act<'_>) -> Result<Option<Notice>, Failure> {
    let Some(note) = &input.delivery_note else { return Ok(None) };
    let receipts = posting::Entity::find()
        .filter(posting::COLUMN.supplier_id.eq(input.supplier_id))
        .filter(posting::COLUMN.site_id.eq(input.site_id))
        .filter(posting::COLUMN.kind.eq(PostingKind::Receipt))
        .filter(posting::COLUMN.document.eq(note.as_str()))
        .order_by_desc(posting::COLUMN.id)
        .all(act.transaction)
        .await?;
    if receipts.is_empty() {
        return Ok(None);
    }
    let reversals = posting::COLUMN.reverses_id.is_in(receipts.iter().map(|receipt| receipt.id));
    let reversals = posting::Entity::find().filter(reversals).all(act.transaction).await?;
    let reversed: Vec<PostingId> = reversals.into_iter().filter_map(|reversal| reversal.reverses_id).collect();
    let standing = receipts.into_iter().find(|receipt| !reversed.contains(&receipt.id));
    Ok(standing.map(|receipt| said(note, &receipt)))
}

fn said(note: &str, receipt: &posting::Model) -> Notice {
    let (at, by) = (receipt.recorded_at.to_utc().to_rfc3339(), &receipt.recorded_by);
    let message =
        format!("Delivery note {note} was entered at {at} by {by} ({}): is this another part of it?", receipt.id);
    Notice::new(NoticeCode::PossibleDuplicate, field("deliveryNote"), message)
}
