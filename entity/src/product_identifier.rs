//! A code that a product's containers or packages are scanned by. Written with its product.

use crate::id::ProductId;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What kind of code identifies a product.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum IdentifierScheme {
    /// Global Trade Item Number, 8 to 14 digits.
    Gtin,
    /// US National Drug Code.
    Ndc,
    /// Health Industry Bar Code: labeler and product.
    Hibc,
    /// Universal Product Code of retail goods.
    Upc,
    /// The manufacturer's catalogue number.
    Ref,
}

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "product_identifier")]
pub struct Model {
    /// What kind of code.
    #[sea_orm(primary_key, auto_increment = false)]
    pub scheme: IdentifierScheme,
    /// The code in the form that codes are matched by.
    #[sea_orm(primary_key, auto_increment = false)]
    pub canonical: String,
    /// The product.
    pub product_id: ProductId,
    /// The code as it was given.
    pub value: String,
    /// How many containers one scanned package holds; 1 for the container's own code.
    pub containers_per_package: i32,
    /// The row that `product_id` names.
    #[sea_orm(belongs_to, from = "product_id", to = "id")]
    pub product: BelongsTo<super::product::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
