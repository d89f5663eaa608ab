//! The codes of a product, written as a whole: what a code stood for before, it stands for no longer.

use super::Act;
use crate::{
    database,
    error::Error,
    rules::{
        product_identifier::{place, same_code},
        refusal::{Refusal, path},
    },
};
use entity::{
    id::ProductId,
    product,
    product_identifier::{self as identifier, Model},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// Makes `rows` the identifiers of the product.
///
/// # Errors
/// `CONFLICT` for a code of another product.
pub(super) async fn write(act: &Act<'_>, product_id: ProductId, rows: Vec<Model>) -> Result<(), Error> {
    database::take_turns(act.transaction, &identifier::Entity).await?;
    refuse_those_of_others(act, product_id, &rows).await?;
    let own = identifier::COLUMN.product_id.eq(product_id);
    act.delete_many(identifier::Entity::delete_many().filter(own)).await?;
    Ok(act.insert_all(rows).await?)
}

/// Adds and takes away codes of the product, and leaves its others.
///
/// # Errors
/// `NOT_FOUND` for a code to be taken away that it does not have; `CONFLICT` for a code of another product, or one that
/// the product has for another package.
pub(super) async fn change(
    act: &Act<'_>,
    product_id: ProductId,
    added: Vec<Model>,
    removed: &[Model],
) -> Result<(), Error> {
    database::take_turns(act.transaction, &identifier::Entity).await?;
    let of_product = identifier::COLUMN.product_id.eq(product_id);
    let mut codes = identifier::Entity::find().filter(of_product).all(act.transaction).await?;
    for (index, row) in removed.iter().enumerate() {
        let at = path(["removeIdentifiers", &index.to_string(), "value"]);
        let is_row = |own: &Model| own.scheme == row.scheme && own.canonical == row.canonical;
        let place = codes.iter().position(is_row).ok_or_else(|| Refusal::not_found(at, "code of this product"))?;
        codes.remove(place);
    }
    for (index, row) in added.into_iter().enumerate() {
        let same_scheme = |own: &&Model| own.scheme == row.scheme;
        let differs = |own: &&Model| own.containers_per_package != row.containers_per_package;
        if let Some(own) = codes.iter().filter(|own| same_code(own, &row)).find(|own| same_scheme(own) || differs(own))
        {
            let at = path(["addIdentifiers", &index.to_string(), "value"]);
            let message = format!("{} is a code of the product already: remove it first.", own.value);
            return Err(Refusal::conflict(at, Some(own.value.clone()), message).into());
        }
        codes.push(row);
    }
    write(act, product_id, codes).await
}

async fn refuse_those_of_others(act: &Act<'_>, product_id: ProductId, rows: &[Model]) -> Result<(), Error> {
    let known = identifier::Entity::find()
        .filter(identifier::COLUMN.canonical.is_in(rows.iter().map(|row| row.canonical.as_str())))
        .filter(identifier::COLUMN.product_id.ne(product_id))
        .find_also_related(product::Entity)
        .all(act.transaction)
        .await?;
    let taken = rows.iter().enumerate().filter_map(|(index, row)| {
        let (_, owner) = known.iter().find(|(known, _)| same_code(known, row))?;
        let owner = owner.as_ref().map(|owner| owner.sku.clone());
        Some(Refusal::conflict(place(index, "value"), owner, format!("{} is a code of another product.", row.value)))
    });
    let taken: Vec<Refusal> = taken.collect();
    if taken.is_empty() { Ok(()) } else { Err(Error::Refused(taken)) }
}
