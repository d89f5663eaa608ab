//! A product at a site: the row that every write of its stock there locks first, in id order. Made when the product first gets stock at the site.

use crate::id::{ProductId, SiteId};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "product_site")]
pub struct Model {
    /// The product.
    #[sea_orm(primary_key, auto_increment = false)]
    pub product_id: ProductId,
    /// The site.
    #[sea_orm(primary_key, auto_increment = false)]
    pub site_id: SiteId,
}

impl ActiveModelBehavior for ActiveModel {}
