//! A component of a bundle: a retail set that is sold as one line and leaves the stock as its parts. Written by `operations::create_product`.

use crate::{fixed_point::Quantity, id::ProductId};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bundle_component")]
pub struct Model {
    /// The set.
    #[sea_orm(primary_key, auto_increment = false)]
    pub bundle_id: ProductId,
    /// What is in it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub product_id: ProductId,
    /// How much of it one set has, in base units of the component.
    pub quantity: Quantity,
}

impl ActiveModelBehavior for ActiveModel {}
