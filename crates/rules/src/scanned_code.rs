//! How far a scanned code may be relied on: what is wrong with it, what it most likely says, and what it counts.

use super::{
    barcode::Reading,
    refusal::{InputRule, Reason},
};
use chrono::NaiveDate;
use entity::{product, product_identifier};

/// The package of the catalogue that a code names.
#[derive(Clone, Debug)]
pub struct Package {
    /// The code as the catalogue has it, and how many containers the package holds.
    pub identifier: product_identifier::Model,
    /// What is in it.
    pub product: product::Model,
}

/// Why nothing of the code may be relied on; `None` for a sound one, and for a suspect one, which has a likely reading.
pub fn fault(reading: &Reading) -> Option<Reason> {
    let faults = faults(reading);
    (!reading.suspect && !faults.is_empty()).then(|| misread(faults))
}

/// Why a suspect code is not taken as it reads, with what it most likely says; `None` for every other code.
pub fn doubt(reading: &Reading) -> Option<Reason> {
    let likely = reading.likely_intended.as_ref().map(|likely| format!(" Most likely it says {likely}."));
    reading.suspect.then(|| misread(format!("{}{}", faults(reading), likely.unwrap_or_default())))
}

/// Whether the code says what it is a package of, known here or not. The second symbol of a label often does not.
pub fn names_a_product(reading: &Reading) -> bool {
    reading.gtin.is_some() || reading.hibc.is_some() || !reading.ndc.is_empty()
}

/// The last day that the code gives: of use, or, where it gives no such day, of best quality.
pub fn last_day(reading: &Reading) -> Option<NaiveDate> {
    reading.expires_on.or(reading.best_before_on)
}

/// How many containers stand behind one scan of `package`.
///
/// A case counts its packages (application identifier 37). Any other count is of the pieces in the package: it is the
/// number of containers, and where the catalogue says how many these are, it says the same.
///
/// # Errors
/// The count of a code that contradicts the catalogue.
pub fn containers(reading: &Reading, package: &Package) -> Result<i64, u32> {
    let in_package = i64::from(package.identifier.containers_per_package);
    let is_case = reading.elements.iter().any(|element| element.identifier == "37");
    match reading.count {
        None => Ok(in_package),
        Some(count) if count > 0 && is_case => Ok(i64::from(count) * in_package),
        Some(count) if count > 0 && (in_package == 1 || in_package == i64::from(count)) => Ok(count.into()),
        Some(count) => Err(count),
    }
}

/// A code that cannot be taken as it reads.
pub(super) fn misread(message: String) -> Reason {
    Reason::Invalid { rule: InputRule::Barcode, limit: None, message }
}

fn faults(reading: &Reading) -> String {
    reading.faults().map(|problem| problem.message.as_str()).collect::<Vec<_>>().join(" ")
}
