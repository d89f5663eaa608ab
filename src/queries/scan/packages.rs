//! Codes that name a package of the catalogue.

use crate::{
    error::Failure,
    rules::{barcode::Reading, product_code::Candidate, scan_precedence, scanned_code::Package},
};
use entity::{product, product_identifier as identifier};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// The packages of the catalogue that these codes may name.
pub(super) async fn find(connection: &impl ConnectionTrait, readings: &[Reading]) -> Result<Vec<Package>, Failure> {
    let wanted: Vec<Candidate> = readings.iter().flat_map(scan_precedence::identifiers).collect();
    if wanted.is_empty() {
        return Ok(vec![]);
    }
    let rows = identifier::Entity::find()
        .filter(identifier::COLUMN.scheme.is_in(wanted.iter().flat_map(|candidate| candidate.schemes).copied()))
        .filter(identifier::COLUMN.canonical.is_in(wanted.iter().map(|candidate| candidate.canonical.as_str())))
        .find_also_related(product::Entity)
        .all(connection)
        .await?;
    Ok(rows.into_iter().filter_map(|(identifier, product)| Some(Package { identifier, product: product? })).collect())
}
