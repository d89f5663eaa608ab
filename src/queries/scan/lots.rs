//! Codes that name a lot.

use super::Scan;
use crate::{error::Failure, queries::family, rules::lot_number};
use entity::{
    id::{LotId, ProductId},
    lot_spelling,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::BTreeMap;

/// The lots that the codes name, by any spelling, and those of labelled containers, each as it is known now.
pub(super) async fn find(connection: &impl ConnectionTrait, scans: &mut [Scan]) -> Result<(), Failure> {
    let spelled = spelled(connection, scans).await?;
    let id_of = |scan: &Scan| match (&scan.container, spelling(scan)) {
        (Some(container), _) => Some(container.lot_id),
        (None, spelling) => spelled.get(&spelling?).copied(),
    };
    let ids: Vec<Option<LotId>> = scans.iter().map(id_of).collect();
    let named: Vec<LotId> = ids.iter().flatten().copied().collect();
    if named.is_empty() {
        return Ok(());
    }
    let lots = family::as_known_now(connection, &named).await?;
    for (scan, id) in scans.iter_mut().zip(ids) {
        scan.lot = id.and_then(|id| lots.get(&id).cloned());
    }
    Ok(())
}

/// A product and the canonical form of a number.
type Spelling = (ProductId, String);

async fn spelled(connection: &impl ConnectionTrait, scans: &[Scan]) -> Result<BTreeMap<Spelling, LotId>, Failure> {
    let (products, numbers): (Vec<_>, Vec<_>) = scans.iter().filter_map(spelling).unzip();
    if products.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = lot_spelling::Entity::find()
        .filter(lot_spelling::COLUMN.product_id.is_in(products))
        .filter(lot_spelling::COLUMN.canonical.is_in(numbers))
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| ((row.product_id, row.canonical), row.lot_id)).collect())
}

fn spelling(scan: &Scan) -> Option<Spelling> {
    let product = &scan.package.as_ref()?.product;
    let number = scan.reading.lot_number.as_deref().filter(|_| product.lot_tracked)?;
    Some((product.id, lot_number::canonical(number)))
}
