//! Finding the lot that a label means, and making it when it is new: then it may be one that was read wrongly.

mod look_alikes;

use super::{Act, recall_notices::again};
use crate::{
    error::{Error, Failure},
    rules::{
        lot_label::CheckedLabel,
        refusal::{Field, InputRule, Refusal},
    },
};
use chrono::NaiveDate;
use entity::{
    id::{LotId, ProductId},
    lot, lot_spelling, product,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeMap;

/// The lot of `product` that `label` means, made when it is new. A number that cannot be read always makes a new one.
///
/// # Errors
/// `EXPIRY_DIFFERS` with both dates when the lot is known with another: a sign of counterfeit, or a number or date to
/// be corrected first.
pub(super) async fn find_or_create(
    act: &Act<'_>,
    product: ProductId,
    label: &CheckedLabel,
    expiry_field: Field,
) -> Result<lot::Model, Error> {
    let Some(canonical) = &label.canonical else { return insert(act, product, label).await };
    if let Some(lot) = find(act.transaction, product, canonical).await? {
        return Ok(same_expiry(lot, label, expiry_field)?);
    }
    let lot = insert(act, product, label).await?;
    let spelling = lot_spelling::Model { product_id: product, canonical: canonical.clone(), lot_id: lot.id };
    if !act.insert_missing(vec![spelling]).await?.is_empty() {
        act.notify(look_alikes::of_new_lot(act, &lot, &expiry_field).await?);
        again::lot_is_known(act, canonical).await?;
        return Ok(lot);
    }
    // Another site received the same new lot meanwhile: there is one lot, and it is theirs.
    act.delete_many(lot::Entity::delete_many().filter(lot::COLUMN.id.eq(lot.id))).await?;
    let theirs = find(act.transaction, product, canonical).await?;
    Ok(same_expiry(
        theirs.ok_or_else(|| Failure::Broken(format!("lot {canonical} is spelled but gone")))?,
        label,
        expiry_field,
    )?)
}

/// The lot that a number in canonical form means, by any spelling it was ever known by.
pub(crate) async fn find(
    connection: &impl ConnectionTrait,
    product: ProductId,
    canonical: &str,
) -> Result<Option<lot::Model>, Failure> {
    let spelling = lot_spelling::Entity::find_by_id((product, canonical.to_owned())).one(connection).await?;
    let Some(spelling) = spelling else { return Ok(None) };
    Ok(lot::Entity::find_by_id(spelling.lot_id).one(connection).await?)
}

fn same_expiry(lot: lot::Model, label: &CheckedLabel, field: Field) -> Result<lot::Model, Refusal> {
    if label.expires_on.is_none() || label.expires_on == lot.expires_on {
        return Ok(lot);
    }
    let date = |day: Option<NaiveDate>| day.map_or("no date".to_owned(), |day| day.to_string());
    let (known, given) = (date(lot.expires_on), date(label.expires_on));
    let message = format!(
        "Lot {} is known with {known}, this package says {given}. Keep it apart, or correct the lot.",
        lot.lot_number
    );
    Err(Refusal::beyond(field, InputRule::ExpiryDiffers, known, message))
}

async fn insert(act: &Act<'_>, product_id: ProductId, label: &CheckedLabel) -> Result<lot::Model, Error> {
    let lot = lot::Model {
        id: LotId::new(),
        product_id,
        lot_number: label.lot_number.clone(),
        lot_unknown: label.canonical.is_none(),
        expires_on: label.expires_on,
        expiry_sort: label.expires_on.unwrap_or(lot::UNDATED),
        expiry_basis: label.expiry_basis,
        merged_into_id: None,
        created_at: act.now(),
    };
    act.insert(lot.clone()).await?;
    Ok(lot)
}

/// The products with these ids, held so that no recall of one of them opens unseen while this act receives it.
///
/// # Errors
/// When the database fails.
pub(super) async fn products_to_receive(
    act: &Act<'_>,
    ids: impl IntoIterator<Item = ProductId>,
) -> Result<BTreeMap<ProductId, product::Model>, Error> {
    let select = product::Entity::find().filter(product::COLUMN.id.is_in(ids)).order_by_asc(product::COLUMN.id);
    let rows = select.lock_shared().all(act.transaction).await?;
    Ok(rows.into_iter().map(|product| (product.id, product)).collect())
}
