//! Which of our lots and products a notice may mean, and how sure that is.
//!
//! | the number stands | and the product is not named | is perhaps named | is surely named |
//! |---|---|---|---|
//! | behind `lot`: letters and digits, or digits | lot | both | both |
//! | behind `lot`: digits that may be a date, a few characters, a word in its place | lot | lot | both |
//! | listed: letters and digits, or digits | lot | both | both |
//! | listed: digits that may be a date | – | – | both |
//! | in the description: letters and digits | lot | both | both |
//! | otherwise | – | – | – |
//!
//! So a common word or a number that may be a date is never proposed as sure for a product that the notice does not name.

use super::{
    mention::Place,
    name::{Named, ProductName},
    reading::{Found, Reading},
    shape::Shape,
};
use crate::recall::lot_range::LotRange;
use entity::id::{LotId, ProductId};
use std::collections::BTreeMap;

pub use entity::recall_notice_match::Confidence;

/// A product of ours that a notice may mean.
#[derive(Clone, Debug)]
pub struct KnownProduct {
    /// The product.
    pub id: ProductId,
    /// What it is called.
    pub name: String,
    /// The words that it is looked for by.
    pub words: ProductName,
    /// Its codes, in the form that they are matched by, each as it is shown.
    pub codes: Vec<(String, String)>,
}

/// A lot of ours that a notice may mean, by one spelling of its number.
#[derive(Clone, Debug)]
pub struct KnownLot {
    /// The lot.
    pub id: LotId,
    /// Its product.
    pub product_id: ProductId,
    /// The spelling.
    pub canonical: String,
}

/// What a notice may mean of one product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The product.
    pub product_id: ProductId,
    /// The lots, by id.
    pub lots: Vec<LotId>,
    /// What of it the text names, in words.
    pub matched_on: Vec<String>,
    /// How sure it is.
    pub confidence: Confidence,
}

/// What the notice may mean of `products`, the surest first. `lots` are those of our lots whose numbers it names, with
/// their products among `products`.
pub fn propose(reading: &Reading, products: &[KnownProduct], lots: &[KnownLot]) -> Vec<Proposal> {
    let by_product = lots.iter().fold(BTreeMap::<ProductId, Vec<&KnownLot>>::new(), |mut by_product, lot| {
        by_product.entry(lot.product_id).or_default().push(lot);
        by_product
    });
    let of = |product: &KnownProduct| by_product.get(&product.id).map(Vec::as_slice).unwrap_or_default();
    let mut proposals: Vec<Proposal> =
        products.iter().filter_map(|product| proposal(reading, product, of(product))).collect();
    proposals.sort_by_key(|proposal| (proposal.confidence, proposal.product_id));
    proposals.dedup_by_key(|proposal| proposal.product_id);
    proposals
}

fn proposal(reading: &Reading, product: &KnownProduct, lots: &[&KnownLot]) -> Option<Proposal> {
    let (named, grounds) = names(reading, product);
    let judged: Vec<(LotId, String, bool)> = lots.iter().filter_map(|lot| judge(reading, lot, named)).collect();
    let confidence = match (named > Named::No, judged.is_empty()) {
        (_, false) if judged.iter().any(|(.., sure)| *sure) => Confidence::LotAndProduct,
        (_, false) => Confidence::LotOnly,
        (true, true) => Confidence::ProductOnly,
        (false, true) => return None,
    };
    let all = (reading.all_lots && named > Named::No).then(|| "all lots".to_owned());
    let mut matched_on: Vec<String> = judged.iter().map(|(_, ground, _)| ground.clone()).collect();
    matched_on.extend(grounds.into_iter().chain(all));
    matched_on.dedup();
    let mut lots: Vec<LotId> = judged.into_iter().map(|(lot, ..)| lot).collect();
    lots.sort_unstable();
    lots.dedup();
    Some(Proposal { product_id: product.id, lots, matched_on, confidence })
}

/// Whether the notice names the product, and by what.
fn names(reading: &Reading, product: &KnownProduct) -> (Named, Vec<String>) {
    let named = product.words.named_in(&reading.words, &reading.firm);
    let codes = product.codes.iter().filter(|(canonical, _)| reading.codes.contains(canonical));
    let mut grounds: Vec<String> = codes.map(|(_, shown)| shown.clone()).collect();
    let by_code = !grounds.is_empty();
    if named > Named::No {
        grounds.push(format!("name {}", product.name));
    }
    (if by_code { Named::Surely } else { named }, grounds)
}

/// Whether the notice means the lot: by what, and whether that is sure.
fn judge(reading: &Reading, lot: &KnownLot, named: Named) -> Option<(LotId, String, bool)> {
    let shape = Shape::of(&lot.canonical);
    let by_number = reading.lots.get(&lot.canonical).and_then(|found| {
        let sure = admitted(*found, shape, named)?;
        Some((lot.id, format!("lot {}", lot.canonical), sure))
    });
    by_number.or_else(|| {
        let (range, place) = reading.ranges.iter().find(|(range, _)| range.contains(&lot.canonical))?;
        let sure = admitted(Found { place: *place, direct: false }, shape, named)?;
        Some((lot.id, in_range(range, &lot.canonical), sure))
    })
}

fn in_range(range: &LotRange, canonical: &str) -> String {
    let (first, last) = range.ends();
    format!("lot {canonical}, from {first} to {last}")
}

/// The table above: nothing where the lot is not proposed, and whether it is sure where it is.
fn admitted(found: Found, shape: Shape, named: Named) -> Option<bool> {
    let (perhaps, surely) = (named >= Named::Perhaps, named == Named::Surely);
    match (found.place, shape) {
        (_, Shape::Code) | (Place::Labelled | Place::Listed, Shape::Number) => Some(perhaps),
        (Place::Labelled, Shape::DateLike | Shape::Short) => Some(surely),
        (Place::Labelled, Shape::Word) => found.direct.then_some(surely),
        (Place::Listed, Shape::DateLike) => surely.then_some(true),
        _ => None,
    }
}
