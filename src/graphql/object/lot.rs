//! Lots: one product and one lot number, above any site.

use super::product::Product;
use crate::graphql::{
    loader::{Rows, failed, required},
    scalar::Date,
};
use async_graphql::{Context, Enum, ID, Object, Result, dataloader::DataLoader};
use entity::{id::LotId, lot};

/// What kind of date a lot's expiry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "lot::ExpiryBasis")]
pub enum ExpiryBasis {
    /// The manufacturer's expiry date.
    LabelledExpiry,
    /// Best before: quality, not safety.
    BestBefore,
    /// Beyond-use date of a compounded drug.
    BeyondUseDate,
    /// The label has no date.
    NoneDeclared,
}

/// A lot: one product and one lot number, the same at every site.
pub struct Lot(pub lot::Model);

impl Lot {
    /// The lots of these ids, in their order.
    pub(in crate::graphql) async fn all(context: &Context<'_>, ids: &[LotId]) -> Result<Vec<Self>> {
        let mut rows = context.data::<DataLoader<Rows>>()?.load_many(ids.iter().copied()).await.map_err(failed)?;
        Ok(ids.iter().filter_map(|id| rows.remove(id)).map(Self).collect())
    }
}

#[Object]
impl Lot {
    /// The lot's id.
    async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// The product.
    async fn product(&self, context: &Context<'_>) -> Result<Product> {
        required(context, self.0.product_id).await.map(Product)
    }

    /// The number as printed.
    async fn lot_number(&self) -> &str {
        &self.0.lot_number
    }

    /// The number could not be read: this lot stands for one receipt.
    async fn lot_unknown(&self) -> bool {
        self.0.lot_unknown
    }

    /// Last day of use.
    async fn expires_on(&self) -> Option<Date> {
        self.0.expires_on.map(Date)
    }

    /// What kind of date it is.
    async fn expiry_basis(&self) -> ExpiryBasis {
        self.0.expiry_basis.into()
    }
}
