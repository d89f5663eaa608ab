//! Prices over time.

use super::{money::Money, site::Site};
use crate::graphql::{loader::required, scalar::Date};
use async_graphql::{Context, Description, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use entity::{former_price, instant::Instant, product, site_price};

/// A price at the till, and from when until when it held.
#[derive(SimpleObject)]
pub struct PricePeriod {
    /// The price of one base unit; null while there was none.
    price: Option<Money>,
    /// Since when; null for the first price that is known.
    from: Option<DateTime<Utc>>,
    /// Until when, exclusive; null for the present price.
    until: Option<DateTime<Utc>>,
}

impl PricePeriod {
    /// All prices of a product, the present one first. `former` are those that ended, the last first.
    pub(super) fn all(
        context: &Context<'_>,
        product: &product::Model,
        former: &[former_price::Model],
    ) -> Result<Vec<Self>> {
        let present = (product.retail_price, None);
        let ended = former.iter().map(|former| (former.price, Some(former.until)));

        // Each began when the one before it ended.
        let began = former.iter().map(|former| Some(former.until)).chain([None]);
        let periods = [present].into_iter().chain(ended).zip(began);
        periods.map(|((price, until), from)| Self::new(context, price, from, until)).collect()
    }

    fn new(
        context: &Context<'_>,
        price: Option<entity::fixed_point::Money>,
        from: Option<Instant>,
        until: Option<Instant>,
    ) -> Result<Self> {
        let price = price.map(|price| Money::new(context, price)).transpose()?;
        Ok(Self { price, from: from.map(Instant::to_utc), until: until.map(Instant::to_utc) })
    }
}

/// A price that one site has of its own, from a day on.
#[derive(Description)]
pub struct SitePrice(pub(super) site_price::Model);

#[Object(use_type_description)]
impl SitePrice {
    /// The site.
    async fn site(&self, context: &Context<'_>) -> Result<Site> {
        required(context, self.0.site_id).await.map(Site)
    }

    /// The first day that it holds on, by the site's clocks. Of several for one day the last that was set holds.
    async fn from(&self) -> Date {
        Date(self.0.starts_on)
    }

    /// The price of one base unit; null where the price of all sites holds again.
    async fn price(&self, context: &Context<'_>) -> Result<Option<Money>> {
        self.0.price.map(|price| Money::new(context, price)).transpose()
    }

    /// When it was set.
    async fn set_at(&self) -> DateTime<Utc> {
        self.0.set_at.to_utc()
    }

    /// Who set it.
    async fn set_by(&self) -> &str {
        &self.0.set_by
    }
}
