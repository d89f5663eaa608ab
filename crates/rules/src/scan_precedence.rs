//! What a code is taken for, when the books have more than one thing under it.
//!
//! 1. The label of an open container: it is in somebody's hand.
//! 2. A package of the catalogue, by the likeliest way to read the code.
//! 3. The label of a closed container, which says that it is closed.
//! 4. A lot number by itself, which one lot has.
//!
//! What the books know is neither unknown nor damaged, whatever the code looks like by itself.

use super::{
    barcode::{BarcodeFormat, Reading, ScanProblem, ScanProblemCode, gtin},
    lot_number,
    product_code::{Candidate, Scheme, candidates},
    scanned_code::{Package, names_a_product},
};
use entity::{
    container::{self, ContainerStatus},
    id::LotId,
    product_identifier as identifier,
};

/// A code, and the container or package that it is taken for.
#[derive(Clone, Debug)]
pub struct Meaning {
    /// What the code says, as it is understood here.
    pub reading: Reading,
    /// The container whose label it is.
    pub container: Option<container::Model>,
    /// The package that it names.
    pub package: Option<Package>,
}

/// The identifiers under which the catalogue may have the code, the likeliest first; and last, for a number that seems to
/// have lost its zeros, what it would be with them.
pub fn identifiers(reading: &Reading) -> Vec<Candidate> {
    candidates(reading).into_iter().chain(with_zeros(reading)).collect()
}

/// What a code is taken for of what the books have under it: the container of this label, and `packages` of the catalogue.
pub fn meaning(reading: Reading, labelled: Option<container::Model>, packages: &[Package]) -> Meaning {
    let is_open = labelled.as_ref().is_some_and(|container| container.status == ContainerStatus::Open);
    let package = candidates(&reading).iter().find_map(|named| package_of(named, packages)).filter(|_| !is_open);
    match (package, labelled) {
        (Some(package), _) => {
            let reading = catalogued(reading, &package, packages);
            Meaning { reading, container: None, package: Some(package) }
        }
        (None, Some(container)) => {
            let reading = Reading { format: BarcodeFormat::ContainerLabel, ..known(reading) };
            Meaning { reading, container: Some(container), package: None }
        }
        (None, None) => Meaning { reading, container: None, package: None },
    }
}

/// The canonical lot number that the whole code may be, where the books have nothing else under it.
pub fn bare_lot_number(meaning: &Meaning) -> Option<String> {
    let reading = &meaning.reading;
    let is_bare = matches!(reading.format, BarcodeFormat::Unknown | BarcodeFormat::Gtin | BarcodeFormat::Ndc);
    let is_named = meaning.package.is_some() || meaning.container.is_some();
    let number = lot_number::canonical(&reading.text);
    (is_bare && !is_named && !number.is_empty()).then_some(number)
}

/// The reading of a lot number by itself that `lots` have, and the lot, if it is one only: of several the code alone does not
/// tell which.
pub fn bare_lot(reading: Reading, lots: &[LotId]) -> (Reading, Option<LotId>) {
    match lots {
        [] => (reading, None),
        [lot] => {
            let number = Some(reading.text.clone());
            (Reading { format: BarcodeFormat::LotNumber, lot_number: number, ..known(reading) }, Some(*lot))
        }
        several => {
            let message = format!("Lots of {} products have this number: scan the code of the package.", several.len());
            let mut reading = known(reading);
            reading.problems.push(ScanProblem { code: ScanProblemCode::NotRecognised, message, at: None });
            (reading, None)
        }
    }
}

fn package_of(named: &Candidate, packages: &[Package]) -> Option<Package> {
    let is_named = |identifier: &identifier::Model| {
        named.schemes.contains(&identifier.scheme) && named.canonical == identifier.canonical
    };
    packages.iter().find(|package| is_named(&package.identifier)).cloned()
}

/// The reading of a code that the catalogue has. A catalogue number is no damaged one; digits that are a drug code of the
/// catalogue did not lose zeros, unless the catalogue has the number with zeros as well.
fn catalogued(reading: Reading, package: &Package, packages: &[Package]) -> Reading {
    if package.identifier.scheme == Scheme::Ref {
        return known(reading);
    }
    let has_both = with_zeros(&reading).iter().any(|number| package_of(number, packages).is_some());
    reading.as_drug_code().filter(|_| !has_both).unwrap_or(reading)
}

/// Nothing of what the books know is a problem.
fn known(reading: Reading) -> Reading {
    Reading { problems: vec![], suspect: false, likely_intended: None, ..reading }
}

fn with_zeros(reading: &Reading) -> Option<Candidate> {
    let likely = reading.likely_intended.as_deref().filter(|_| reading.as_drug_code().is_some())?;
    let canonical = gtin::normalise(likely).ok()?;
    Some(Candidate { schemes: &[Scheme::Gtin, Scheme::Upc, Scheme::Ndc], canonical })
}

/// Whether a text that somebody writes on a container would be taken for the code of a product, a lot or a delivery.
pub fn reads_as_goods(reading: &Reading) -> bool {
    use BarcodeFormat::{Gs1DigitalLink, Gs1ElementString, Gs1HumanReadable, Gtin, Hibc, Ndc};
    let is_of_goods =
        matches!(reading.format, Gs1ElementString | Gs1HumanReadable | Gs1DigitalLink | Gtin | Ndc | Hibc);
    let says_something = names_a_product(reading)
        || reading.lot_number.is_some()
        || reading.serial.is_some()
        || reading.expires_on.is_some();
    is_of_goods && (says_something || reading.suspect)
}
