//! The filters of what is on the shelf and in the books: lots, holds, entries.

use super::id;
use crate::{
    graphql::{
        object::{hold::HoldKind, ledger_entry::LedgerAccount, lot::LotStatus, posting::PostingKind},
        scalar::{Date, GivenInstant},
    },
    queries::{holds, ledger, lots},
    rules::refusal::{Field, Refusal, path},
};
use async_graphql::{ID, InputObject};
use entity::id::LotId;

/// Which lots are asked for: what is left out narrows nothing.
#[derive(Debug, Default, InputObject)]
pub struct LotFilter {
    /// Lots of this product.
    product_id: Option<ID>,
    /// Lots that ever came to this site; status and stock are then those there.
    site_id: Option<ID>,
    /// Lots that came from this supplier.
    supplier_id: Option<ID>,
    /// Lots that this number means, in any spelling.
    lot_number: Option<String>,
    /// Lots of this status.
    status: Option<LotStatus>,
    /// Lots whose last day of use is before this one.
    expires_before: Option<Date>,
    /// Lots of which something is on hand where you may read stock, or lots of which nothing is.
    in_stock: Option<bool>,
}

impl LotFilter {
    /// The filter that is meant, and the site, whose right is still to be checked.
    ///
    /// # Errors
    /// `INVALID` for the id of something else.
    pub(in crate::graphql) fn into_filter(self) -> Result<(lots::LotFilter, Option<ID>), Refusal> {
        let filter = lots::LotFilter {
            product_id: self.product_id.map(|product| id(at("productId"), &product)).transpose()?,
            site_id: None,
            supplier_id: self.supplier_id.map(|supplier| id(at("supplierId"), &supplier)).transpose()?,
            lot_number: self.lot_number,
            status: self.status.map(Into::into),
            expires_before: self.expires_before.map(|day| day.0),
            in_stock: self.in_stock,
        };
        Ok((filter, self.site_id))
    }
}

/// Which holds are asked for: what is left out narrows nothing.
#[derive(Debug, Default, InputObject)]
pub struct HoldFilter {
    /// Holds that reach this site: those at all sites too.
    site_id: Option<ID>,
    /// Holds on this lot.
    lot_id: Option<ID>,
    /// Holds of this kind.
    kind: Option<HoldKind>,
    /// Those that stand, or those that were released.
    active: Option<bool>,
}

impl HoldFilter {
    /// The filter that is meant, and the site, whose right is still to be checked.
    ///
    /// # Errors
    /// `INVALID` for the id of something else.
    pub(in crate::graphql) fn into_filter(self) -> Result<(holds::HoldFilter, Option<ID>), Refusal> {
        let filter = holds::HoldFilter {
            site_id: None,
            lot_id: self.lot_id.map(|lot| id(at("lotId"), &lot)).transpose()?,
            kind: self.kind.map(Into::into),
            active: self.active,
        };
        Ok((filter, self.site_id))
    }
}

/// Which entries of the ledger are asked for: what is left out narrows nothing.
#[derive(Debug, Default, InputObject)]
pub struct LedgerFilter {
    /// Entries at this site.
    site_id: Option<ID>,
    /// Entries of this lot, and of those that were merged into it.
    lot_id: Option<ID>,
    /// Entries of this product.
    product_id: Option<ID>,
    /// Entries of what came from, or went back to, this supplier.
    supplier_id: Option<ID>,
    /// Entries of postings of this kind.
    kind: Option<PostingKind>,
    /// Entries against this account.
    account: Option<LedgerAccount>,
    /// Recorded from then on.
    recorded_from: Option<GivenInstant>,
    /// Recorded before then.
    recorded_to: Option<GivenInstant>,
}

impl LedgerFilter {
    /// The filter that is meant; the site, whose right is still to be checked; and the lot, whose family is to be found.
    ///
    /// # Errors
    /// `INVALID` for the id of something else.
    pub(in crate::graphql) fn into_filter(self) -> Result<(ledger::LedgerFilter, Option<ID>, Option<LotId>), Refusal> {
        let filter = ledger::LedgerFilter {
            sites: None,
            lots: None,
            product_id: self.product_id.map(|product| id(at("productId"), &product)).transpose()?,
            supplier_id: self.supplier_id.map(|supplier| id(at("supplierId"), &supplier)).transpose()?,
            kind: self.kind.map(Into::into),
            account: self.account.map(Into::into),
            recorded_from: self.recorded_from.map(Into::into),
            recorded_to: self.recorded_to.map(Into::into),
        };
        let lot = self.lot_id.map(|lot| id(at("lotId"), &lot)).transpose()?;
        Ok((filter, self.site_id, lot))
    }
}

fn at(name: &str) -> Field {
    path(["filter", name])
}
