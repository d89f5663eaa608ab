//! The inputs of reservations.

use super::id;
use crate::{
    graphql::scalar::{Decimal, GivenInstant},
    operations::{release_reservation::ReleaseReservation, reserve_stock::ReserveStock},
    rules::refusal::{Refusal, field},
};
use async_graphql::{ID, InputObject};

/// Stock to be promised.
#[derive(Debug, InputObject)]
pub struct ReserveStockInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// Where.
    site_id: ID,
    /// Of which product; not a set.
    product_id: ID,
    /// How much, in base units; at most what is available.
    quantity: Decimal,
    /// For what: a cart, a booked treatment. No names.
    purpose: String,
    /// Until when, exclusive: it ends by itself.
    expires_at: GivenInstant,
}

impl ReserveStockInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<ReserveStock, Refusal> {
        Ok(ReserveStock {
            site_id: id(field("siteId"), &self.site_id)?,
            product_id: id(field("productId"), &self.product_id)?,
            quantity: self.quantity.0,
            purpose: self.purpose,
            expires_at: self.expires_at.into(),
        })
    }
}

/// A reservation to be given back before its time.
#[derive(Debug, InputObject)]
pub struct ReleaseReservationInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The reservation.
    reservation_id: ID,
}

impl ReleaseReservationInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for the id of something else.
    pub fn into_operation(self) -> Result<ReleaseReservation, Refusal> {
        Ok(ReleaseReservation { reservation_id: id(field("reservationId"), &self.reservation_id)? })
    }
}
