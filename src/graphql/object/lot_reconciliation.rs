//! Units that came against what they became: of one lot, at one site.

use super::{
    lot::{Lot, SuppliersOf},
    site::Site,
    supplier::Supplier,
};
use crate::graphql::{
    loader::{find, required},
    scalar::Decimal,
};
use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use entity::{id::SiteId, lot};

/// Every unit of a lot: opening + received = used + consumed + sold + wasted + returnedToSupplier + destroyed - adjusted -
/// counted - transferred + inTransit + closing.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct LotReconciliation {
    /// There at the beginning: in the opening stock of the books.
    pub(in crate::graphql) opening: Decimal,
    /// Came from suppliers.
    pub(in crate::graphql) received: Decimal,
    /// Used with patients.
    pub(in crate::graphql) used: Decimal,
    /// Used without a patient.
    pub(in crate::graphql) consumed: Decimal,
    /// Sold, less what came back.
    pub(in crate::graphql) sold: Decimal,
    /// Wasted.
    pub(in crate::graphql) wasted: Decimal,
    /// Sent back to suppliers.
    pub(in crate::graphql) returned_to_supplier: Decimal,
    /// Destroyed.
    pub(in crate::graphql) destroyed: Decimal,
    /// Set right by a person, signed.
    pub(in crate::graphql) adjusted: Decimal,
    /// Found by measuring opened containers, signed.
    pub(in crate::graphql) counted: Decimal,
    /// Came from other sites, less what went there.
    pub(in crate::graphql) transferred: Decimal,
    /// On the way between sites.
    pub(in crate::graphql) in_transit: Decimal,
    /// On hand at the end.
    pub(in crate::graphql) closing: Decimal,
    /// Used with patients or sold, and never booked.
    pub(in crate::graphql) unbooked: Decimal,
    /// What nobody can say where it is: adjusted, found by measuring, never booked, or on hand and not counted.
    pub(in crate::graphql) unaccounted: Decimal,
    /// Why, as it was signed for.
    pub(in crate::graphql) explanation: Option<String>,
    #[graphql(skip)]
    pub(in crate::graphql) of: lot::Model,
    #[graphql(skip)]
    pub(in crate::graphql) at: Option<SiteId>,
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
        let rows = find(context, SuppliersOf(self.of.id)).await?.unwrap_or_default();
        Ok(rows.into_iter().map(Supplier).collect())
    }
}
