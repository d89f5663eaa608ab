//! Whether the codes scanned for one line of a delivery agree, with each other and with what was keyed, and what they
//! say that nobody has to key: product, lot, expiry, serial numbers and quantity.
//!
//! A suspect code that somebody confirmed fills only what nothing else says, and is held against nothing.

mod amount;
mod label;

use super::{
    barcode::Reading,
    form::Form,
    lot_label::LotLabel,
    receipt::Amount,
    refusal::{Field, InputRule, Refusal},
    scanned_code::Package,
};
use entity::{id::ProductId, product};

/// A code, and the package of the catalogue that it names.
#[derive(Clone, Copy, Debug)]
pub struct Scanned<'a> {
    /// What it says; not at fault.
    pub reading: &'a Reading,
    /// None for the second symbol of a label, which says the rest.
    pub package: Option<&'a Package>,
}

/// What a line of a delivery says.
#[derive(Clone, Debug)]
pub struct Said {
    /// The product.
    pub product_id: Option<ProductId>,
    /// Number and expiry.
    pub label: LotLabel,
    /// Serial numbers of the containers.
    pub serials: Vec<String>,
    /// How much.
    pub amount: Amount,
}

/// What was keyed, completed with what `scans` say; `at` makes the path of a field of the line.
///
/// # Errors
/// `BARCODE` and `EXPIRY_DIFFERS` with both values where two of them disagree; `REQUIRED` where packages of several
/// kinds were scanned and nobody says how much came.
pub fn complete(keyed: Said, scans: &[Scanned<'_>], at: &dyn Fn(&str) -> Field) -> Result<Said, Vec<Refusal>> {
    let mut form = Form::default();
    let product = form.take(product(&keyed, scans, at));
    let is_tracked = product.is_none_or(|product| product.lot_tracked);
    let label = if is_tracked { form.take_part(label::complete(&keyed.label, scans, at)) } else { keyed.label.clone() };
    let amount = form.take(amount::complete(keyed.amount, scans, at));
    let (product_id, serials) = (product.map(|product| product.id).or(keyed.product_id), serials(&keyed, scans));
    form.finish(Said { product_id, label, serials, amount })
}

fn product<'a>(
    keyed: &Said,
    scans: &[Scanned<'a>],
    at: &dyn Fn(&str) -> Field,
) -> Result<Option<&'a product::Model>, Refusal> {
    let mut named = scans.iter().filter_map(|scanned| scanned.package).map(|package| &package.product);
    let Some(first) = named.next() else { return Ok(None) };
    if let Some(other) = named.find(|other| other.id != first.id) {
        return Err(disagreement(at("scans"), "product", &first.name, &other.name));
    }
    if keyed.product_id.is_some_and(|id| id != first.id) {
        let message = format!("The code is of {}, and another product is named.", first.name);
        return Err(Refusal::invalid(at("productId"), InputRule::Barcode, message));
    }
    Ok(Some(first))
}

/// What was keyed, and what was read beside it. A suspect number is left out where numbers were keyed.
fn serials(keyed: &Said, scans: &[Scanned<'_>]) -> Vec<String> {
    let counts = |reading: &&Reading| !reading.suspect || keyed.serials.is_empty();
    let read = scans.iter().map(|scanned| scanned.reading).filter(counts).filter_map(|reading| reading.serial.clone());
    let beside = read.filter(|serial| !keyed.serials.contains(serial));
    keyed.serials.iter().cloned().chain(beside).collect()
}

fn disagreement(field: Field, what: &str, first: &str, other: &str) -> Refusal {
    let message = format!("The codes disagree on the {what}: {first} and {other}. Keep the packages apart.");
    Refusal::beyond(field, InputRule::Barcode, first, message)
}

#[cfg(test)]
mod tests;
