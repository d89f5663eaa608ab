//! Codes whose separators may be lost: what is known of their products and lots, for the rule that judges it.

use super::{Code, Scan};
use crate::{
    error::Failure,
    rules::{
        barcode::{self, BarcodeFormat, PossibleSplit},
        lost_separator::{self, ProductKnown},
    },
};
use chrono::NaiveDate;
use entity::{id::ProductId, lot_spelling, product};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, Func},
};
use std::collections::BTreeMap;

/// Makes codes suspect whose separators are lost, as far as it shows. A code whose lot is known as it reads is passed over,
/// so that the lots of every day cost nothing.
pub(super) async fn suspect(
    connection: &impl ConnectionTrait,
    codes: &[Code<'_>],
    today: NaiveDate,
    scans: &mut [Scan],
) -> Result<(), Failure> {
    let splits: Vec<Vec<PossibleSplit>> =
        codes.iter().zip(&*scans).map(|(code, scan)| possible_splits(code, scan, today)).collect();
    if splits.iter().all(Vec::is_empty) {
        return Ok(());
    }

    let known = known(connection, scans, &splits).await?;
    for ((scan, splits), code) in scans.iter_mut().zip(&splits).zip(codes) {
        let product = scan.package.as_ref().and_then(|package| known.get(&package.product.id));
        let nothing = ProductKnown::default();
        let reading = scan.reading.clone();
        scan.reading = lost_separator::suspect(reading, splits, product.unwrap_or(&nothing), &code.keyed);
    }
    Ok(())
}

fn possible_splits(code: &Code<'_>, scan: &Scan, today: NaiveDate) -> Vec<PossibleSplit> {
    let is_open = scan.reading.format == BarcodeFormat::Gs1ElementString && scan.lot.is_none();
    if is_open { barcode::possible_splits(code.text, today) } else { vec![] }
}

/// What is known of the products that the codes name, in two statements.
async fn known(
    connection: &impl ConnectionTrait,
    scans: &[Scan],
    splits: &[Vec<PossibleSplit>],
) -> Result<BTreeMap<ProductId, ProductKnown>, Failure> {
    let mut known: BTreeMap<ProductId, ProductKnown> =
        scans.iter().filter_map(|scan| scan.package.as_ref()).map(|package| of_catalogue(&package.product)).collect();
    if known.is_empty() {
        return Ok(known);
    }
    let of_products = lot_spelling::COLUMN.product_id.is_in(known.keys().copied());
    let numbers =
        scans.iter().zip(splits).flat_map(|(scan, splits)| lost_separator::lot_numbers(&scan.reading, splits));

    let lots = lot_spelling::Entity::find()
        .filter(of_products.clone())
        .filter(lot_spelling::COLUMN.canonical.is_in(numbers.collect::<Vec<_>>()))
        .all(connection)
        .await?;
    for lot in lots {
        if let Some(known) = known.get_mut(&lot.product_id) {
            known.lot_numbers.insert(lot.canonical);
        }
    }

    let length = Func::char_length(Expr::col(lot_spelling::Column::Canonical));
    let lengths: Vec<(ProductId, i32)> = lot_spelling::Entity::find()
        .select_only()
        .column(lot_spelling::Column::ProductId)
        .expr_as(length, "length")
        .distinct()
        .filter(of_products)
        .into_tuple()
        .all(connection)
        .await?;
    for (product, length) in lengths {
        let length = usize::try_from(length).unwrap_or_default();
        if let Some(known) = known.get_mut(&product) {
            known.lot_lengths.insert(length);
        }
    }
    Ok(known)
}

fn of_catalogue(product: &product::Model) -> (ProductId, ProductKnown) {
    let known = ProductKnown {
        needs_lot: product.lot_tracked,
        needs_serial: product.serial_required,
        ..ProductKnown::default()
    };
    (product.id, known)
}
