//! The clinic that is measured, as its callers know it: one site with lots and a history.

use entity::id::{LotId, SiteId};

/// What a caller must know of the clinic.
pub(crate) struct Clinic {
    /// Its site.
    pub(crate) site: SiteId,
    /// The lots: neighbours are of different products.
    pub(crate) lots: Vec<Lot>,
    /// How many usages are in the books before anything is measured, made by calls.
    pub(crate) usages: usize,
    /// How many more, written by the database itself.
    pub(crate) crowd: usize,
    /// Recalls whose exposures are exported, the smallest first.
    pub(crate) recalls: Vec<Recall>,
}

/// A recall of so many lots.
pub(crate) struct Recall {
    pub(crate) id: String,
    pub(crate) lots: usize,
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

    /// A treatment that is in the books, of the crowd where there is one: neighbours lie far from each other.
    pub(crate) fn treatment(&self, number: usize) -> String {
        if self.crowd == 0 { treatment_of(number % self.usages) } else { format!("C-{}", number * 7919 % self.crowd) }
    }
}

/// The EHR's id of the treatment of the call of this number.
pub(crate) fn treatment_of(call: usize) -> String {
    format!("T-{call}")
}
