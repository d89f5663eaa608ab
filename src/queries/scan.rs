//! What scanned codes mean here: the package of the catalogue, the lot by any spelling, the container by its label.

use super::{family, shelves};
use crate::{
    error::Failure,
    rules::{
        barcode::{
            self, BarcodeFormat, Reading,
            identifier::{Candidate, Scheme, candidates},
        },
        lot_number,
        scanned_code::Package,
    },
};
use chrono::NaiveDate;
use entity::{
    container::{self, ContainerStatus},
    id::{LotId, ProductId, SiteId},
    lot, lot_spelling, product, product_identifier as identifier, site,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use std::collections::BTreeMap;

/// Longest text that is looked up as a container's label, in bytes.
const LONGEST_LABEL: usize = 200;

/// A code, and what it is known as here.
#[derive(Clone, Debug)]
pub struct Scan {
    /// What the code says by itself.
    pub reading: Reading,
    /// The package that it names.
    pub package: Option<Package>,
    /// The lot that it names, as it is known now.
    pub lot: Option<lot::Model>,
    /// The container whose label it is. Our own labels are found at any site, a client's own at the site asked for.
    pub container: Option<container::Model>,
    /// The open containers of the lot at the site.
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

/// Reads `codes` and finds what they name, in a fixed number of statements. `today` places two-digit years.
///
/// # Errors
/// When the database fails.
pub async fn read(
    connection: &impl ConnectionTrait,
    site: Option<SiteId>,
    codes: &[&str],
    today: NaiveDate,
) -> Result<Vec<Scan>, Failure> {
    let unknown = |reading| Scan { reading, package: None, lot: None, container: None, open: vec![] };
    let mut scans: Vec<Scan> = codes.iter().map(|code| unknown(barcode::read(code, today))).collect();
    labelled(connection, site, &mut scans).await?;
    packaged(connection, &mut scans).await?;
    of_lots(connection, &mut scans).await?;
    opened(connection, site, &mut scans).await?;
    Ok(scans)
}

/// The containers whose labels these codes are. Naming every site lets the index of labels answer.
async fn labelled(connection: &impl ConnectionTrait, site: Option<SiteId>, scans: &mut [Scan]) -> Result<(), Failure> {
    let labels: Vec<&str> = scans.iter().map(|scan| label(&scan.reading)).filter(|label| may_be_label(label)).collect();
    if labels.is_empty() {
        return Ok(());
    }
    let sites = site::Entity::find().select_only().column(site::Column::Id).into_query();
    let rows = container::Entity::find()
        .filter(container::COLUMN.label.is_in(labels))
        .filter(container::Column::SiteId.in_subquery(sites))
        .all(connection)
        .await?;
    for scan in scans {
        let same = |row: &&container::Model| row.label == label(&scan.reading);
        let here = rows.iter().filter(same).find(|row| Some(row.site_id) == site);
        let ours = || rows.iter().filter(same).find(|_| scan.reading.container_label.is_some());
        scan.container = here.or_else(ours).cloned();
    }
    Ok(())
}

fn label(reading: &Reading) -> &str {
    reading.container_label.as_deref().unwrap_or(&reading.text)
}

fn may_be_label(text: &str) -> bool {
    (1..=LONGEST_LABEL).contains(&text.len())
}

/// The packages that the codes name. The label of an open container is never taken for a product's code; that of a closed
/// one is where it is one.
async fn packaged(connection: &impl ConnectionTrait, scans: &mut [Scan]) -> Result<(), Failure> {
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

async fn of_lots(connection: &impl ConnectionTrait, scans: &mut [Scan]) -> Result<(), Failure> {
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

async fn opened(connection: &impl ConnectionTrait, site: Option<SiteId>, scans: &mut [Scan]) -> Result<(), Failure> {
    let lots: Vec<LotId> = scans.iter().filter_map(|scan| scan.lot.as_ref()).map(|lot| lot.id).collect();
    let Some(site) = site.filter(|_| !lots.is_empty()) else { return Ok(()) };
    let open = shelves::open_containers(connection, site, &lots).await?;
    for scan in scans {
        let lot = scan.lot.as_ref().map(|lot| lot.id);
        scan.open = open.iter().filter(|container| Some(container.lot_id) == lot).cloned().collect();
    }
    Ok(())
}
