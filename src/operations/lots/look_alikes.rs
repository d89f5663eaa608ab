//! A new lot whose number resembles that of one that is known: it may be the same, read or keyed wrongly.

use std::collections::BTreeSet;

use entity::{
    hold::{self, HoldKind},
    id::LotId,
    lot, lot_spelling,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::{
    error::Failure,
    operations::Act,
    rules::{
        lot_number,
        notice::{Notice, NoticeCode},
        recall::look_alike::{self, Likeness},
        refusal::Field,
    },
};

/// A known lot that a new one resembles.
struct Known {
    lot: lot::Model,
    likeness: Likeness,
    is_recalled: bool,
}

/// What somebody should know of a new lot, which comes with the last day at `expiry_field`: which one it resembles. Numbers
/// that follow each other differ by one character as well: these are worth a word where the other lot is recalled, or has
/// the same last day.
pub(super) async fn of_new_lot(
    act: &Act<'_>,
    new: &lot::Model,
    expiry_field: &Field,
) -> Result<Option<Notice>, Failure> {
    let known = known_like(act.transaction, new).await?;
    let is_worth_a_word = |known: &&Known| {
        let same_day = known.lot.expires_on.is_some() && known.lot.expires_on == new.expires_on;
        known.likeness == Likeness::ReadsAlike || known.is_recalled || same_day
    };
    let mut worth: Vec<&Known> = known.iter().filter(is_worth_a_word).collect();
    worth.sort_by_key(|known| (!known.is_recalled, known.likeness, known.lot.id));
    let Some(first) = worth.first() else { return Ok(None) };

    let recalled = if first.is_recalled { ", which is recalled" } else { "" };
    let message = format!(
        "Lot {} is new and {} lot {}{recalled}: read the number on the package again.",
        new.lot_number, first.likeness, first.lot.lot_number
    );
    let mut field = expiry_field.clone();
    field.pop();
    field.push("lotNumber".to_owned());
    Ok(Some(Notice::new(NoticeCode::LookAlikeLot, field, message)))
}

/// The lots of the product that the number resembles, as they are spelled now.
async fn known_like(connection: &impl ConnectionTrait, new: &lot::Model) -> Result<Vec<Known>, Failure> {
    let number = lot_number::canonical(&new.lot_number);
    let spelled = lot_spelling::Entity::find()
        .filter(lot_spelling::COLUMN.product_id.eq(new.product_id))
        .filter(lot_spelling::COLUMN.lot_id.ne(new.id))
        .all(connection)
        .await?;
    let alike = spelled.iter().filter(|row| look_alike::is_like(&number, &row.canonical));
    let alike: Vec<(LotId, Likeness)> =
        alike.filter_map(|row| Some((row.lot_id, look_alike::likeness(&number, &row.canonical)?))).collect();
    if alike.is_empty() {
        return Ok(vec![]);
    }

    let ids: BTreeSet<LotId> = alike.iter().map(|(id, _)| *id).collect();
    let stopped = hold::Entity::find()
        .filter(hold::COLUMN.lot_id.is_in(ids.iter().copied()))
        .filter(hold::COLUMN.kind.ne(HoldKind::Quarantine))
        .filter(hold::COLUMN.released_at.is_null());
    let stopped: BTreeSet<LotId> = stopped.all(connection).await?.into_iter().map(|hold| hold.lot_id).collect();
    let lots = lot::Entity::find().filter(lot::COLUMN.id.is_in(ids)).all(connection).await?;
    let known = |lot: lot::Model| {
        let likeness = alike.iter().filter(|(id, _)| *id == lot.id).map(|(_, likeness)| *likeness).min()?;
        Some(Known { is_recalled: stopped.contains(&lot.id), likeness, lot })
    };
    Ok(lots.into_iter().filter_map(known).collect())
}
