//! A price that a product had until some instant. The price now stands on the product. Written by `operations::update_product`, never changed.

use crate::{fixed_point::Money, id::ProductId, instant::Instant};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "former_price")]
pub struct Model {
    /// The product.
    #[sea_orm(primary_key, auto_increment = false)]
    pub product_id: ProductId,
    /// Until when it held, exclusive.
    #[sea_orm(primary_key, auto_increment = false)]
    pub until: Instant,
    /// The price of one base unit; `None` while it had none.
    pub price: Option<Money>,
}

impl ActiveModelBehavior for ActiveModel {}
