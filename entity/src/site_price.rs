//! What a product costs at the till of one site from a day on. The last that was set for a day holds. Appended by
//! `operations::set_site_price`, never changed.

use crate::{
    fixed_point::Money,
    id::{ProductId, SiteId, SitePriceId},
    instant::Instant,
};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "site_price")]
pub struct Model {
    /// The price; later ones were set later.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SitePriceId,
    /// The product.
    pub product_id: ProductId,
    /// The site.
    pub site_id: SiteId,
    /// The first day of the site that it holds on.
    pub starts_on: Date,
    /// When that day begins.
    pub starts_at: Instant,
    /// The price of one base unit; `None` where the price of all sites holds again.
    pub price: Option<Money>,
    /// When it was set.
    pub set_at: Instant,
    /// Who set it.
    pub set_by: String,
}

impl ActiveModelBehavior for ActiveModel {}
