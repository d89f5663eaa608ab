//! Codes that name a lot.

use super::Scan;
use crate::{
    error::Failure,
    queries::family,
    rules::{
        lot_number,
        scan_precedence::{Meaning, bare_lot, bare_lot_number},
    },
};
use entity::{
    id::{LotId, ProductId},
    lot_spelling,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};

/// The codes with their lots: those that they name by any spelling, those of labelled containers, and those whose number
/// stands by itself; each as it is known now.
pub(super) async fn find(connection: &impl ConnectionTrait, meanings: Vec<Meaning>) -> Result<Vec<Scan>, Failure> {
    let spelled = spelled(connection, &meanings).await?;
    let named: Vec<(Meaning, Option<LotId>)> = meanings.into_iter().map(|meaning| named(meaning, &spelled)).collect();

    let ids: Vec<LotId> = named.iter().filter_map(|(_, id)| *id).collect();
    let lots = if ids.is_empty() { Default::default() } else { family::as_known_now(connection, &ids).await? };
    let scan = |(meaning, id): (Meaning, Option<LotId>)| Scan {
        reading: meaning.reading,
        package: meaning.package,
        lot: id.and_then(|id| lots.get(&id).cloned()),
        container: meaning.container,
        open: vec![],
    };
    Ok(named.into_iter().map(scan).collect())
}

/// The lot that a code names.
fn named(meaning: Meaning, spelled: &[lot_spelling::Model]) -> (Meaning, Option<LotId>) {
    if let Some(container) = &meaning.container {
        let lot = container.lot_id;
        return (meaning, Some(lot));
    }
    if let Some((product, number)) = spelling(&meaning) {
        let same = |row: &&lot_spelling::Model| row.product_id == product && row.canonical == number;
        return (meaning, spelled.iter().find(same).map(|row| row.lot_id));
    }
    let Some(number) = bare_lot_number(&meaning) else { return (meaning, None) };
    let lots: Vec<LotId> = spelled.iter().filter(|row| row.canonical == number).map(|row| row.lot_id).collect();
    let (reading, lot) = bare_lot(meaning.reading, &lots);
    (Meaning { reading, ..meaning }, lot)
}

async fn spelled(connection: &impl ConnectionTrait, meanings: &[Meaning]) -> Result<Vec<lot_spelling::Model>, Failure> {
    let (products, numbers): (Vec<_>, Vec<_>) = meanings.iter().filter_map(spelling).unzip();
    let bare: Vec<String> = meanings.iter().filter_map(bare_lot_number).collect();
    let of_products = (!products.is_empty()).then(|| {
        Condition::all()
            .add(lot_spelling::COLUMN.product_id.is_in(products))
            .add(lot_spelling::COLUMN.canonical.is_in(numbers))
    });
    let by_number = (!bare.is_empty()).then(|| lot_spelling::COLUMN.canonical.is_in(bare));
    if of_products.is_none() && by_number.is_none() {
        return Ok(vec![]);
    }
    let wanted = Condition::any().add_option(of_products).add_option(by_number);
    Ok(lot_spelling::Entity::find().filter(wanted).all(connection).await?)
}

/// The product and the canonical form of the number that a code gives.
fn spelling(meaning: &Meaning) -> Option<(ProductId, String)> {
    let product = &meaning.package.as_ref()?.product;
    let number = meaning.reading.lot_number.as_deref().filter(|_| product.lot_tracked)?;
    Some((product.id, lot_number::canonical(number)))
}
