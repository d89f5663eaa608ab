//! The codes of a product, written as a whole: what a code stood for before, it stands for no longer.

use super::Act;
use crate::{
    database,
    error::Error,
    rules::{
        product_identifier::{place, same_code},
        refusal::Refusal,
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
