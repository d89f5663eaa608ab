//! Giving a reservation back before its time.

use super::{Act, Operation};
use crate::{
    error::{Error, Failure},
    ledger,
    rules::{
        refusal::{Reason, Refusal, field},
        reservation::{self as rule, Status},
        rights::Right,
    },
};
use entity::{id::ReservationId, reservation, site};
use sea_orm::{EntityTrait, IntoActiveModel, Set};
use serde::{Deserialize, Serialize};

/// A reservation to be given back.
#[derive(Clone, Debug, Serialize)]
pub struct ReleaseReservation {
    /// The reservation.
    pub reservation_id: ReservationId,
}

/// What was given back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReleaseReservationDone {
    /// The reservation.
    pub reservation_id: ReservationId,
}

impl Operation for ReleaseReservation {
    type Done = ReleaseReservationDone;
    const NAME: &'static str = "releaseReservation";

    async fn perform(&self, act: &Act<'_>) -> Result<ReleaseReservationDone, Error> {
        let found = self.read(act).await?;
        let site = site::Entity::find_by_id(found.site_id).one(act.transaction).await?;
        let site = site.ok_or_else(|| Failure::Broken(format!("{} is named and gone", found.site_id)))?;
        act.require(Right::Sell, &site)?;
        ledger::lock(act.transaction, site.id, [found.product_id]).await?;
        let found = self.read(act).await?;
        let over = match rule::status(&found, act.now()) {
            Status::Active => None,
            Status::Used => Some("All of it was used."),
            Status::Released => Some("It was released before."),
            Status::Lapsed => Some("Its time is over."),
        };
        if let Some(message) = over {
            let reason = Reason::AlreadyDone { message: message.to_owned() };
            return Err(Refusal::new(field("reservationId"), reason).into());
        }
        let mut released = found.into_active_model();
        released.released_at = Set(Some(act.now()));
        released.released_by = Set(Some(act.person().to_owned()));
        act.update(released).await?;
        Ok(ReleaseReservationDone { reservation_id: self.reservation_id })
    }
}

impl ReleaseReservation {
    async fn read(&self, act: &Act<'_>) -> Result<reservation::Model, Error> {
        let found = reservation::Entity::find_by_id(self.reservation_id).one(act.transaction).await?;
        found.ok_or_else(|| Refusal::not_found(field("reservationId"), "reservation").into())
    }
}
