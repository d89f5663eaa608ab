//! Reservations: stock that is promised until a time.

use super::{product::Product, site::Site, stock_level::circumstance};
use crate::{
    graphql::{
        loader::{find, required},
        scalar::Decimal,
    },
    queries::loaders::till::ShortOf,
    request::Request,
    rules::{reservation as rule, usability::Circumstance},
};
use async_graphql::{Context, Description, Enum, ID, Object, Result};
use chrono::{DateTime, Utc};
use entity::{reservation, site};

/// What became of a reservation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "rule::Status")]
pub enum ReservationStatus {
    /// It holds its stock.
    Active,
    /// All of it was used.
    Used,
    /// It was given back.
    Released,
    /// Its time is over.
    Lapsed,
}

/// Stock of a product that is promised at a site until a time: to a cart, to a booked treatment. It ends by itself.
#[derive(Description)]
pub struct Reservation(pub reservation::Model);

impl Reservation {
    fn status_now(&self, context: &Context<'_>) -> Result<rule::Status> {
        Ok(rule::status(&self.0, context.data::<Request>()?.at.into()))
    }
}

#[Object(use_type_description)]
impl Reservation {
    /// The reservation's id.
    pub(super) async fn id(&self) -> ID {
        ID(self.0.id.to_string())
    }

    /// Of which product.
    async fn product(&self, context: &Context<'_>) -> Result<Product> {
        required(context, self.0.product_id).await.map(Product)
    }

    /// Where.
    async fn site(&self, context: &Context<'_>) -> Result<Site> {
        required(context, self.0.site_id).await.map(Site)
    }

    /// How much was promised, in base units.
    async fn quantity(&self) -> Decimal {
        self.0.quantity.into()
    }

    /// Of it, what sales and usages that named it took.
    async fn used(&self) -> Decimal {
        self.0.used.into()
    }

    /// For what.
    async fn purpose(&self) -> &str {
        &self.0.purpose
    }

    /// Until when, exclusive.
    async fn expires_at(&self) -> DateTime<Utc> {
        self.0.expires_at.to_utc()
    }

    /// When it was made; of several, the first made is served first.
    async fn created_at(&self) -> DateTime<Utc> {
        self.0.created_at.to_utc()
    }

    /// By whom.
    async fn created_by(&self) -> &str {
        &self.0.created_by
    }

    /// When it was released.
    async fn released_at(&self) -> Option<DateTime<Utc>> {
        self.0.released_at.map(|at| at.to_utc())
    }

    /// By whom.
    async fn released_by(&self) -> Option<&str> {
        self.0.released_by.as_deref()
    }

    /// What became of it by now.
    async fn status(&self, context: &Context<'_>) -> Result<ReservationStatus> {
        Ok(self.status_now(context)?.into())
    }

    /// Its stock is gone, in whole or in part: a hold, an expiry or a patient in the chair took it.
    async fn short(&self, context: &Context<'_>) -> Result<bool> {
        if self.status_now(context)? != rule::Status::Active {
            return Ok(false);
        }
        let site: site::Model = required(context, self.0.site_id).await?;
        let Circumstance { at, zone, .. } = circumstance(&site, context.data::<Request>()?.at.into());
        let key = ShortOf { site: site.id, product: self.0.product_id, at, zone };
        Ok(find(context, key).await?.is_some_and(|short| short.contains(&self.0.id)))
    }
}
