//! The clinic that is measured, as its callers know it: one site with lots and a history.

use entity::id::{LotId, SiteId};

/// What a caller must know of the clinic.
pub(crate) struct Clinic {
    /// Its site.
    pub(crate) site: SiteId,
    /// The lots: neighbours are of different products.
    pub(crate) lots: Vec<Lot>,
    /// How many usages are in the books before anything is measured.
    pub(crate) usages: usize,
}

/// A lot with all that callers know it by.
pub(crate) struct Lot {
    pub(crate) id: LotId,
    /// The product's code.
    pub(crate) sku: String,
    /// The printed number.
    pub(crate) number: String,
    /// How much one usage takes.
    pub(crate) taken: &'static str,
    /// How much one sealed container holds.
    pub(crate) contents: i64,
}

impl Clinic {
    /// The lot that the call of this number is about: neighbours don't wait for each other.
    pub(crate) fn lot(&self, number: usize) -> &Lot {
        &self.lots[number % self.lots.len()]
    }
}
