//! What a product did at a site on one day, by the day of the acts: a sum over the entries, kept by the database as entries are written. Proved, and
//! rebuilt, by `ledger::demand`.

use crate::{
    fixed_point::Quantity,
    id::{ProductId, SiteId},
};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "demand_day")]
pub struct Model {
    /// Where.
    #[sea_orm(primary_key, auto_increment = false)]
    pub site_id: SiteId,
    /// Of what.
    #[sea_orm(primary_key, auto_increment = false)]
    pub product_id: ProductId,
    /// On which day of the site.
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: Date,
    /// Used with patients and without, thrown away with use, and sold, less what came back.
    pub demand: Quantity,
    /// By how much the balances changed.
    pub moved: Quantity,
}

impl ActiveModelBehavior for ActiveModel {}
