//! The stock of one lot at one site.

use super::{lot::Lot, money::Money, site::Site, stock_level::circumstance};
use crate::{
    graphql::{loader::required, right, scalar::Decimal},
    rules::shelf::{Division, LotOnShelf},
};
use async_graphql::{Context, Description, Object, Result};
use chrono::{DateTime, Utc};
use entity::{id::ProductId, instant::Instant, product, site};

/// What a site has of one lot: onHand = recalled + held + expired + usable.
#[derive(Description)]
pub struct LotStock {
    site: site::Model,
    on_shelf: LotOnShelf,
    division: Division,
}

impl LotStock {
    /// The stock of a lot as its site sees it at an instant.
    pub(super) fn new(site: &site::Model, on_shelf: LotOnShelf, at: Instant) -> Self {
        let division = on_shelf.division(&circumstance(site, at));
        Self { site: site.clone(), on_shelf, division }
    }
}

#[Object(use_type_description)]
impl LotStock {
    /// The lot.
    async fn lot(&self) -> Lot {
        Lot(self.on_shelf.lot.clone())
    }

    /// The site.
    async fn site(&self) -> Site {
        Site(self.site.clone())
    }

    /// Base units in the building.
    async fn on_hand(&self) -> Decimal {
        self.on_shelf.stock.on_hand.into()
    }

    /// Of it, what is left in opened containers.
    async fn opened(&self) -> Decimal {
        self.on_shelf.stock.opened.into()
    }

    /// Of it, under a recall.
    async fn recalled(&self) -> Decimal {
        self.division.recalled.into()
    }

    /// Of it, under another hold, as in `StockLevel.held`.
    async fn held(&self) -> Decimal {
        self.division.held.into()
    }

    /// Of it, neither, and past its expiry or its in-use period.
    async fn expired(&self) -> Decimal {
        self.division.expired.into()
    }

    /// Of it, what may be used; what is kept for one patient included.
    async fn usable(&self) -> Decimal {
        self.division.usable.into()
    }

    /// How many containers are sealed.
    async fn sealed_containers(&self, context: &Context<'_>) -> Result<i32> {
        let product: product::Model = required::<ProductId>(context, self.on_shelf.lot.product_id).await?;
        let sealed = self.on_shelf.sealed().whole_parts(product.contents);
        Ok(i32::try_from(sealed).unwrap_or(i32::MAX))
    }

    /// What one base unit cost on average, of what is on hand and of known cost; null where that is nothing, or without
    /// the right to read cost.
    async fn unit_cost(&self, context: &Context<'_>) -> Result<Option<Money>> {
        if !right::sees_cost(context, self.site.id).await? {
            return Ok(None);
        }
        let stock = &self.on_shelf.stock;
        let cost = stock.cost().per_unit(stock.on_hand);
        cost.map(|cost| Money::new(context, cost)).transpose()
    }

    /// What the stock of known cost did cost: the sum of what the entries of the ledger moved; null without the right
    /// to read cost.
    async fn value(&self, context: &Context<'_>) -> Result<Option<Money>> {
        if !right::sees_cost(context, self.site.id).await? {
            return Ok(None);
        }
        Money::new(context, self.on_shelf.stock.value).map(Some)
    }

    /// How much of what is on hand is of unknown cost: base units.
    async fn cost_unknown(&self) -> Decimal {
        self.on_shelf.stock.cost_unknown.into()
    }

    /// When the lot first came to the site.
    async fn first_received_at(&self) -> DateTime<Utc> {
        self.on_shelf.stock.first_received_at.to_utc()
    }
}
