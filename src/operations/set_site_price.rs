//! What a product costs at the till of one site, from a day on.

use super::{Act, Operation};
use crate::{
    error::Error,
    rules::{
        day, expiry,
        form::Form,
        money::{self, MoneyAmount},
        refusal::{InputRule, Refusal, field},
        rights::Right,
        site::{day_of, zone_of},
    },
};
use chrono::NaiveDate;
use entity::{
    id::{ProductId, SiteId, SitePriceId},
    instant::Instant,
    product, site, site_price,
};
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};

/// Sets what a product costs at a site from a day on. What is sold before that day keeps the price of its own day.
#[derive(Clone, Debug, Serialize)]
pub struct SetSitePrice {
    /// The site.
    pub site_id: SiteId,
    /// The product.
    pub product_id: ProductId,
    /// The first day, by the site's clocks; today unless said.
    pub from: Option<NaiveDate>,
    /// The price of one base unit; nothing where the price of all sites is to hold again.
    pub price: Option<MoneyAmount>,
}

/// The price that was set.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetSitePriceDone {
    /// The price.
    pub site_price_id: SitePriceId,
    /// The product.
    pub product_id: ProductId,
}

impl Operation for SetSitePrice {
    type Done = SetSitePriceDone;
    const NAME: &'static str = "setSitePrice";

    async fn perform(&self, act: &Act<'_>) -> Result<SetSitePriceDone, Error> {
        let site = act.site(self.site_id, Right::ManageStock).await?;
        let product = product::Entity::find_by_id(self.product_id).one(act.transaction).await?;
        let product = product.ok_or_else(|| Refusal::not_found(field("productId"), "product"))?;
        let row = self.row(act, &site).map_err(Error::Refused)?;

        let site_price_id = row.id;
        act.insert(row).await?;
        Ok(SetSitePriceDone { site_price_id, product_id: product.id })
    }
}

impl SetSitePrice {
    fn row(&self, act: &Act<'_>, site: &site::Model) -> Result<site_price::Model, Vec<Refusal>> {
        let mut form = Form::default();
        let today = day_of(act.now(), site);
        let starts_on = form.take(first_day(self.from.unwrap_or(today), today));
        let price = self.price.as_ref();
        let price = price.map(|price| money::in_currency(&field("price"), price, &act.terms.currency));

        let row = site_price::Model {
            id: SitePriceId::new(),
            product_id: self.product_id,
            site_id: site.id,
            starts_on,
            starts_at: begin_of(starts_on, site),
            price: form.take_optional(price),
            set_at: act.now(),
            set_by: act.person().to_owned(),
        };
        form.finish(row)
    }
}

/// What was sold on a day that is over had a price.
fn first_day(from: NaiveDate, today: NaiveDate) -> Result<NaiveDate, Refusal> {
    let from = day::within_reason(field("from"), from)?;
    if from >= today {
        return Ok(from);
    }
    let message = format!("A price holds from today, {today}, on or later: what was sold on {from} has had its price.");
    Err(Refusal::beyond(field("from"), InputRule::OutOfRange, today, message))
}

fn begin_of(day: NaiveDate, site: &site::Model) -> Instant {
    day.pred_opt().map_or(Instant(i64::MIN), |before| expiry::end_of_day(before, zone_of(site)))
}
