//! A reservation: stock of a product that is promised at a site until a time. It ends by itself: whoever asks compares
//! the time. Written by `operations::reserve_stock`, `release_reservation` and what uses it up.

use crate::{
    fixed_point::Quantity,
    id::{ProductId, ReservationId, SiteId},
    instant::Instant,
};
use sea_orm::entity::prelude::*;

/// One row of the table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reservation")]
pub struct Model {
    /// The reservation.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReservationId,
    /// Of which product.
    pub product_id: ProductId,
    /// Where.
    pub site_id: SiteId,
    /// How much was promised, in base units.
    pub quantity: Quantity,
    /// Of it, what sales and usages that named it took.
    pub used: Quantity,
    /// For what: a cart, a booked treatment.
    pub purpose: String,
    /// Until when, exclusive.
    pub expires_at: Instant,
    /// When it was made; earlier ones are served first.
    pub created_at: Instant,
    /// By whom.
    pub created_by: String,
    /// When it was released.
    pub released_at: Option<Instant>,
    /// By whom.
    pub released_by: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
