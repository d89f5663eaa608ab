//! Units that came against what they became: of one lot, at one site.

use super::{lot::Lot, site::Site, supplier::Supplier};
use crate::{
    graphql::{
        loader::{each, required},
        scalar::Decimal,
    },
    queries::loaders::stockroom::SuppliersOf,
    rules::reconciliation::Reconciliation,
};
use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use entity::{id::SiteId, lot};

/// Every unit of a lot: opening + received = used + consumed + sold + wasted + returnedToSupplier + destroyed - adjusted -
/// counted - transferred + inTransit + closing.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct LotReconciliation {
    /// There at the beginning: in the opening stock of the books.
    opening: Decimal,
    /// Came from suppliers.
    received: Decimal,
    /// Used with patients.
    used: Decimal,
    /// Used without a patient.
    consumed: Decimal,
    /// Sold, less what came back.
    sold: Decimal,
    /// Wasted.
    wasted: Decimal,
    /// Sent back to suppliers.
    returned_to_supplier: Decimal,
    /// Destroyed.
    destroyed: Decimal,
    /// Set right by a person, signed.
    adjusted: Decimal,
    /// Found by measuring opened containers, signed.
    counted: Decimal,
    /// Came from other sites, less what went there.
    transferred: Decimal,
    /// On the way between sites.
    in_transit: Decimal,
    /// On hand at the end.
    closing: Decimal,
    /// Used with patients or sold, and never booked.
    unbooked: Decimal,
    /// What nobody can say where it is: adjusted, found by measuring, never booked, or on hand and not counted.
    pub(super) unaccounted: Decimal,
    /// Why, as it was signed for.
    pub(super) explanation: Option<String>,
    #[graphql(skip)]
    of: lot::Model,
    #[graphql(skip)]
    at: Option<SiteId>,
}

impl LotReconciliation {
    /// The units of `of` at a site, which nobody explained yet.
    pub(in crate::graphql) fn of(of: lot::Model, site_id: SiteId, units: &Reconciliation) -> Self {
        Self {
            opening: units.opening.into(),
            received: units.received.into(),
            used: units.used.into(),
            consumed: units.consumed.into(),
            sold: units.sold.into(),
            wasted: units.wasted.into(),
            returned_to_supplier: units.returned.into(),
            destroyed: units.destroyed.into(),
            adjusted: units.adjusted.into(),
            counted: units.counted.into(),
            transferred: units.transferred.into(),
            in_transit: units.in_transit.into(),
            closing: units.closing.into(),
            unbooked: units.unbooked.into(),
            unaccounted: units.unaccounted().into(),
            explanation: None,
            of,
            at: Some(site_id),
        }
    }
}

#[ComplexObject]
impl LotReconciliation {
    /// The lot.
    async fn lot(&self) -> Lot {
        Lot(self.of.clone())
    }

    /// The site.
    async fn site(&self, context: &Context<'_>) -> Result<Option<Site>> {
        match self.at {
            Some(id) => required(context, id).await.map(Site).map(Some),
            None => Ok(None),
        }
    }

    /// Who it came from, by name.
    async fn suppliers(&self, context: &Context<'_>) -> Result<Vec<Supplier>> {
        each(context, SuppliersOf(self.of.id), Supplier).await
    }
}
