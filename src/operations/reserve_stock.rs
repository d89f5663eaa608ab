//! Promising stock to somebody until a time: a cart, a booked treatment.

use super::{Act, Operation};
use crate::{
    error::Error,
    ledger,
    queries::{reservations, shelves},
    rules::{
        person, product as rule, quantity,
        refusal::{InputRule, Reason, Refusal, field, of_first_kind},
        reservation::Promises,
        rights::Right,
        site::zone_of,
        usability::{Circumstance, Purpose},
    },
};
use entity::{
    fixed_point::Quantity,
    id::{ProductId, ReservationId, SiteId},
    instant::Instant,
    product, reservation, site,
};
use rust_decimal::Decimal;
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Stock to be promised.
#[derive(Clone, Debug, Serialize)]
pub struct ReserveStock {
    /// Where.
    pub site_id: SiteId,
    /// Of which product.
    pub product_id: ProductId,
    /// Base units.
    pub quantity: Decimal,
    /// For what.
    pub purpose: String,
    /// Until when, exclusive.
    pub expires_at: Instant,
}

/// What was promised.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReserveStockDone {
    /// The reservation.
    pub reservation_id: ReservationId,
}

impl Operation for ReserveStock {
    type Done = ReserveStockDone;
    const NAME: &'static str = "reserveStock";

    async fn perform(&self, act: &Act<'_>) -> Result<ReserveStockDone, Error> {
        let (quantity, purpose) = self.form(act)?;
        let site = act.site(self.site_id, Right::Sell).await?;
        let product = self.product(act).await?;
        quantity::in_steps(field("quantity"), quantity, &product)?;
        ledger::lock(act.transaction, site.id, [product.id]).await?;
        self.is_available(act, &site, &product, quantity).await?;
        let row = reservation::Model {
            id: ReservationId::new(),
            product_id: product.id,
            site_id: site.id,
            quantity,
            used: Quantity::ZERO,
            purpose,
            expires_at: self.expires_at,
            created_at: act.now(),
            created_by: act.person().to_owned(),
            released_at: None,
            released_by: None,
        };
        let reservation_id = row.id;
        act.insert(row).await?;
        Ok(ReserveStockDone { reservation_id })
    }
}

impl ReserveStock {
    fn form(&self, act: &Act<'_>) -> Result<(Quantity, String), Error> {
        let quantity = quantity::positive(field("quantity"), self.quantity);
        let purpose = person::none_in_purpose(field("purpose"), &self.purpose);
        let over = (self.expires_at <= act.now()).then(|| {
            let now = act.request.at.to_rfc3339();
            Refusal::beyond(field("expiresAt"), InputRule::OutOfRange, now, "A promise ends in the future.")
        });
        match (quantity, purpose, over) {
            (Ok(quantity), Ok(purpose), None) => Ok((quantity, purpose)),
            (quantity, purpose, over) => {
                let refusals = [quantity.err(), purpose.err(), over].into_iter().flatten().collect();
                Err(Error::Refused(of_first_kind(refusals)))
            }
        }
    }

    async fn product(&self, act: &Act<'_>) -> Result<product::Model, Error> {
        let product = product::Entity::find_by_id(self.product_id).one(act.transaction).await?;
        let product = product.ok_or_else(|| Refusal::not_found(field("productId"), "product"))?;
        rule::has_stock(&product, field("productId"))?;
        Ok(product)
    }

    /// What is promised is usable and promised to nobody else.
    async fn is_available(
        &self,
        act: &Act<'_>,
        site: &site::Model,
        product: &product::Model,
        quantity: Quantity,
    ) -> Result<(), Error> {
        let circumstance = Circumstance { at: act.now(), zone: zone_of(site), purpose: Purpose::Use, patient_id: None };
        let shelves = shelves::load(act.transaction, site.id, &[product.id].into()).await?;
        let standing =
            reservations::of_site(act.transaction, site.id, [product.id], &BTreeSet::new(), act.now()).await?;
        let promises = Promises::of_shelves(&shelves, &standing, &circumstance);
        let promises = promises.get(&product.id);
        let available = promises.map_or(Quantity::ZERO, Promises::free);
        if quantity <= available {
            return Ok(());
        }
        let (product_id, unit, requested) = (product.id, product.unit.clone(), quantity);
        let reserved = promises.map_or(Quantity::ZERO, Promises::covered);
        let reason = Reason::InsufficientStock {
            product_id,
            unit,
            requested,
            available,
            reserved,
            skipped: vec![],
            others: vec![],
        };
        Err(Refusal::new(field("quantity"), reason).into())
    }
}
