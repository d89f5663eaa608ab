//! Codes that name a package of the catalogue.

use super::Scan;
use crate::{
    error::Failure,
    rules::{
        barcode::BarcodeFormat,
        product_code::{Candidate, Scheme, candidates},
        scanned_code::Package,
    },
};
use entity::{container::ContainerStatus, product, product_identifier as identifier};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// The packages that the codes name. The label of an open container is never taken for a product's code; that of a closed
/// one is where it is one.
pub(super) async fn find(connection: &impl ConnectionTrait, scans: &mut [Scan]) -> Result<(), Failure> {
    let known = identifiers(connection, scans).await?;
    for scan in scans {
        let is_open = scan.container.as_ref().is_some_and(|container| container.status == ContainerStatus::Open);
        scan.package = candidates(&scan.reading).iter().filter(|_| !is_open).find_map(|named| package(named, &known));
        if scan.package.is_some() {
            scan.container = None;
        }
        understand(scan);
    }
    Ok(())
}

async fn identifiers(connection: &impl ConnectionTrait, scans: &[Scan]) -> Result<Vec<Package>, Failure> {
    let wanted: Vec<Candidate> = scans.iter().flat_map(|scan| candidates(&scan.reading)).collect();
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

fn package(named: &Candidate, known: &[Package]) -> Option<Package> {
    let is_named = |identifier: &identifier::Model| {
        named.schemes.contains(&identifier.scheme) && named.canonical == identifier.canonical
    };
    known.iter().find(|package| is_named(&package.identifier)).cloned()
}

/// A text that the books know, as a label or as a catalogue number, is neither unknown nor damaged.
fn understand(scan: &mut Scan) {
    let is_reference = scan.package.as_ref().is_some_and(|package| package.identifier.scheme == Scheme::Ref);
    if scan.container.is_some() {
        scan.reading.format = BarcodeFormat::ContainerLabel;
    }
    if scan.container.is_some() || is_reference {
        scan.reading.problems.clear();
        (scan.reading.suspect, scan.reading.likely_intended) = (false, None);
    }
}
