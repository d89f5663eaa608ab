//! A delivery note that was entered before. A delivery may come in parts, so that the note by itself is worth a look; as
//! much of the same lot under the same note is the same delivery twice, until whoever unpacks it says otherwise.

use super::{ReceiveStock, form::CheckedLine};
use crate::{
    error::{Error, Failure},
    operations::Act,
    rules::{
        notice::{Notice, NoticeCode},
        refusal::{Reason, Refusal, field, line_field, of_first_kind},
    },
};
use entity::{
    entry,
    id::{LotId, PostingId},
    posting::{self, PostingKind},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// The standing receipts of this supplier at this site that have the same note, the newest first.
pub(super) struct EnteredBefore(Vec<posting::Model>);

impl EnteredBefore {
    /// Finds them: nothing is asked where no note is given.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn find(input: &ReceiveStock, act: &Act<'_>) -> Result<Self, Failure> {
        let Some(note) = &input.delivery_note else { return Ok(Self(vec![])) };
        let mut receipts = posting::Entity::find()
            .filter(posting::COLUMN.supplier_id.eq(input.supplier_id))
            .filter(posting::COLUMN.site_id.eq(input.site_id))
            .filter(posting::COLUMN.kind.eq(PostingKind::Receipt))
            .filter(posting::COLUMN.document.eq(note.as_str()))
            .order_by_desc(posting::COLUMN.id)
            .all(act.transaction)
            .await?;
        if receipts.is_empty() {
            return Ok(Self(receipts));
        }
        let reversals = posting::COLUMN.reverses_id.is_in(receipts.iter().map(|receipt| receipt.id));
        let reversals = posting::Entity::find().filter(reversals).all(act.transaction).await?;
        let reversed: Vec<PostingId> = reversals.into_iter().filter_map(|reversal| reversal.reverses_id).collect();
        receipts.retain(|receipt| !reversed.contains(&receipt.id));
        Ok(Self(receipts))
    }

    /// What somebody should know, where there is one.
    pub(super) fn notice(&self) -> Option<Notice> {
        let receipt = self.0.first()?;
        let message = format!("{}: is this another part of it?", entered(receipt));
        Some(Notice::new(NoticeCode::PossibleDuplicate, field("deliveryNote"), message))
    }

    /// Refuses as much of the same lot as came with the same note.
    ///
    /// # Errors
    /// `POSSIBLE_DUPLICATE`, for each such line.
    pub(super) async fn refuse_again(&self, act: &Act<'_>, received: &[(CheckedLine<'_>, LotId)]) -> Result<(), Error> {
        if self.0.is_empty() {
            return Ok(());
        }
        let entries = entry::Entity::find()
            .filter(entry::COLUMN.lot_id.is_in(received.iter().map(|(_, lot)| *lot)))
            .filter(entry::COLUMN.posting_id.is_in(self.0.iter().map(|receipt| receipt.id)))
            .all(act.transaction)
            .await?;

        let again = |(line, lot): &(CheckedLine<'_>, LotId)| {
            let entry = entries.iter().find(|entry| (entry.lot_id, entry.quantity) == (*lot, line.quantity))?;
            let receipt = self.0.iter().find(|receipt| receipt.id == entry.posting_id)?;
            let (quantity, unit) = (line.quantity, &line.product.unit);
            let message = format!(
                "{}, with {quantity} {unit} of this lot: say so if this is another delivery.",
                entered(receipt)
            );
            let reason = Reason::PossibleDuplicate { first: receipt.id.to_string(), message };
            Some(Refusal::new(line_field(line.number, "quantity"), reason))
        };
        let refusals: Vec<Refusal> = received.iter().filter_map(again).collect();
        if refusals.is_empty() { Ok(()) } else { Err(Error::Refused(of_first_kind(refusals))) }
    }
}

fn entered(receipt: &posting::Model) -> String {
    let (at, by) = (receipt.recorded_at.to_utc().to_rfc3339(), &receipt.recorded_by);
    let note = receipt.document.as_deref().unwrap_or_default();
    format!("Delivery note {note} was entered at {at} by {by} ({})", receipt.id)
}
