//! What scanned codes mean here: the package of the catalogue, the lot by any spelling, the container by its label.

mod labels;
mod lots;
mod packages;
mod separators;

use super::shelves;
use crate::{
    error::Failure,
    rules::{
        barcode::{self, Reading},
        lost_separator::Keyed,
        scan_precedence,
        scanned_code::Package,
    },
};
use chrono::NaiveDate;
use entity::{
    container,
    id::{LotId, ProductId, SiteId},
    lot,
};
use sea_orm::ConnectionTrait;

/// A code, and what it is known as here.
#[derive(Clone, Debug)]
pub struct Scan {
    /// What the code says, as it is understood here.
    pub reading: Reading,
    /// The package that it names.
    pub package: Option<Package>,
    /// The lot that it names, as it is known now.
    pub lot: Option<lot::Model>,
    /// The container whose label it is. Our own labels are found at any site, a client's own at the site asked for.
    pub container: Option<container::Model>,
    /// The open containers of the lot at the site, the first to be used up first.
    pub open: Vec<container::Model>,
}

impl Scan {
    /// The product, known by the lot of a labelled container or by the package.
    pub fn product_id(&self) -> Option<ProductId> {
        let of_package = self.package.as_ref().map(|package| package.product.id);
        self.lot.as_ref().map(|lot| lot.product_id).or(of_package)
    }

    /// The open container in hand: the one of this label, or the one of this serial number.
    pub fn in_hand(&self) -> Option<&container::Model> {
        let serial = self.reading.serial.as_deref();
        let of_serial = || self.open.iter().find(|open| serial.is_some() && open.serial.as_deref() == serial);
        self.container.as_ref().or_else(of_serial)
    }
}

/// A code, and what a person keyed beside it, which may speak for a lost separator.
#[derive(Clone, Debug)]
pub struct Code<'a> {
    /// As it was read.
    pub text: &'a str,
    /// Lot and serial numbers.
    pub keyed: Keyed<'a>,
}

/// Reads one code and finds what it names.
///
/// # Errors
/// When the database fails.
pub async fn read_one(
    connection: &impl ConnectionTrait,
    site: Option<SiteId>,
    code: &str,
    today: NaiveDate,
) -> Result<Scan, Failure> {
    let code = Code { text: code, keyed: Keyed::default() };
    let scan = read(connection, site, &[code], today).await?.pop();
    scan.ok_or_else(|| Failure::Broken("a code was read and not answered".to_owned()))
}

/// Reads `codes` and finds what they name, in a fixed number of statements. `today` places two-digit years.
///
/// # Errors
/// When the database fails.
pub async fn read(
    connection: &impl ConnectionTrait,
    site: Option<SiteId>,
    codes: &[Code<'_>],
    today: NaiveDate,
) -> Result<Vec<Scan>, Failure> {
    let readings: Vec<Reading> = codes.iter().map(|code| barcode::read(code.text, today)).collect();
    let labelled = labels::find(connection, site, &readings).await?;
    let packages = packages::find(connection, &readings).await?;

    let known_as = readings.into_iter().zip(labelled);
    let meaning = |(reading, container)| scan_precedence::meaning(reading, container, &packages);
    let mut scans = lots::find(connection, known_as.map(meaning).collect()).await?;

    separators::suspect(connection, codes, today, &mut scans).await?;
    opened(connection, site, &mut scans).await?;
    Ok(scans)
}

async fn opened(connection: &impl ConnectionTrait, site: Option<SiteId>, scans: &mut [Scan]) -> Result<(), Failure> {
    let lots: Vec<LotId> = scans.iter().filter_map(|scan| scan.lot.as_ref()).map(|lot| lot.id).collect();
    let Some(site) = site.filter(|_| !lots.is_empty()) else { return Ok(()) };
    let mut open = shelves::open_containers(connection, site, &lots).await?;
    open.sort_by_key(|open| (open.in_use_until.is_none(), open.in_use_until, open.opened_at, open.id));
    for scan in scans {
        let lot = scan.lot.as_ref().map(|lot| lot.id);
        scan.open = open.iter().filter(|container| Some(container.lot_id) == lot).cloned().collect();
    }
    Ok(())
}
