//! Stock levels: what a site has of one product, and what may be done with it.

use super::{lot_stock::LotStock, product::Product, site::Site};
use crate::{
    graphql::{
        loader::find,
        scalar::{Date, Decimal},
    },
    queries::{
        loaders::purchasing::{OrderedOf, Reordering, ReorderingOf},
        stock::Level,
    },
    request::Request,
    rules::{
        shelf::{Division, Shelf},
        site::zone_of,
        usability::{Circumstance, Purpose},
    },
};
use async_graphql::{Context, Description, Object, Result};
use entity::{fixed_point::Quantity, instant::Instant, site};

/// What a site has of one product: onHand = recalled + held + expired + usable, all as they were at one instant.
#[derive(Description)]
pub struct StockLevel {
    site: site::Model,
    shelf: Shelf,
    reserved: Quantity,
    division: Division,
    at: Instant,
}

impl StockLevel {
    /// The level of a shelf as its site sees it at an instant.
    pub(in crate::graphql) fn new(site: &site::Model, level: Level, at: Instant) -> Self {
        let Level { shelf, reserved } = level;
        let division = shelf.division(&circumstance(site, at));
        Self { site: site.clone(), shelf, reserved, division, at }
    }
}

#[Object(use_type_description)]
impl StockLevel {
    /// The product.
    async fn product(&self) -> Product {
        Product(self.shelf.product.clone())
    }

    /// The site.
    async fn site(&self) -> Site {
        Site(self.site.clone())
    }

    /// Base units in the building.
    async fn on_hand(&self) -> Decimal {
        self.shelf.lots.iter().map(|lot| lot.stock.on_hand).sum::<Quantity>().into()
    }

    /// Of it, under a recall.
    async fn recalled(&self) -> Decimal {
        self.division.recalled.into()
    }

    /// Of it, under another hold.
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

    /// Of what is on hand, what is left in opened containers.
    async fn opened(&self) -> Decimal {
        self.shelf.lots.iter().map(|lot| lot.stock.opened).sum::<Quantity>().into()
    }

    /// On its way: submitted to suppliers and not received, as it is now.
    async fn on_order(&self, context: &Context<'_>) -> Result<Decimal> {
        let of = OrderedOf { site: self.site.id, product: self.shelf.product.id };
        let containers = find(context, of).await?.unwrap_or_default();
        Ok(self.shelf.product.contents.times(containers).unwrap_or_default().into())
    }

    /// Order when the inventory position is not above it, as it is now; null where it cannot be known: the reorder report
    /// says why.
    #[graphql(complexity = "20 + child_complexity")]
    async fn reorder_point(&self, context: &Context<'_>) -> Result<Option<Decimal>> {
        Ok(self.reordering(context).await?.and_then(|reordering| reordering.reorder_point).map(Into::into))
    }

    /// The inventory position is not above the reorder point, as both are now.
    #[graphql(complexity = "20 + child_complexity")]
    async fn below_reorder_point(&self, context: &Context<'_>) -> Result<bool> {
        Ok(self.reordering(context).await?.is_some_and(|reordering| reordering.due))
    }

    /// What is promised to carts and booked treatments whose time is not over.
    async fn reserved(&self) -> Decimal {
        self.reserved.into()
    }

    /// What may be sold to anybody: usable less reserved, never below 0. A patient in the chair draws from usable.
    async fn available(&self) -> Decimal {
        Quantity(self.division.usable.0 - self.reserved.0).max(Quantity::ZERO).into()
    }

    /// The last day of the lot that expires first of those that may be used.
    async fn next_expiry(&self) -> Option<Date> {
        let circumstance = circumstance(&self.site, self.at);
        let usable = self.shelf.lots.iter().filter(|lot| lot.division(&circumstance).usable > Quantity::ZERO);
        usable.filter_map(|lot| lot.lot.expires_on).min().map(Date)
    }

    /// The lots of which something is on hand, first expired first.
    async fn lots(&self) -> Vec<LotStock> {
        let lots = self.shelf.lots_first_expired_first(zone_of(&self.site));
        lots.into_iter().map(|lot| LotStock::new(&self.site, lot.clone(), self.at)).collect()
    }
}

impl StockLevel {
    async fn reordering(&self, context: &Context<'_>) -> Result<Option<Reordering>> {
        let at = context.data::<Request>()?.at.into();
        find(context, ReorderingOf { site: self.site.id, product: self.shelf.product.id, at }).await
    }
}

/// What decides whether stock may be used there, whoever it is for.
pub(in crate::graphql) fn circumstance(site: &site::Model, at: Instant) -> Circumstance<'static> {
    Circumstance { at, zone: zone_of(site), purpose: Purpose::Use, patient_id: None }
}
