//! What is to be reconciled.

use super::id;
use crate::{
    graphql::scalar::Date,
    queries::reconciliation::ReconciliationAsked,
    rules::refusal::{Field, Refusal},
};
use async_graphql::{ID, InputObject};

/// What is reconciled, over which days; what is not named is not narrowed.
#[derive(Debug, InputObject)]
pub struct ReconciliationFilter {
    /// This product alone.
    product_id: Option<ID>,
    /// Lots that came from this supplier alone.
    supplier_id: Option<ID>,
    /// This lot alone, with those that were merged into it.
    lot_id: Option<ID>,
    /// This site alone.
    site_id: Option<ID>,
    /// The first day, by the clocks of each site.
    from: Date,
    /// The last day.
    to: Date,
}

impl ReconciliationFilter {
    /// What is asked for; `at` says where the filter stands in the input.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_asked(self, at: impl Fn(&str) -> Field) -> Result<ReconciliationAsked, Refusal> {
        Ok(ReconciliationAsked {
            product_id: self.product_id.map(|product| id(at("productId"), &product)).transpose()?,
            supplier_id: self.supplier_id.map(|supplier| id(at("supplierId"), &supplier)).transpose()?,
            lot_id: self.lot_id.map(|lot| id(at("lotId"), &lot)).transpose()?,
            site_id: self.site_id.map(|site| id(at("siteId"), &site)).transpose()?,
            from: self.from.0,
            to: self.to.0,
        })
    }
}
