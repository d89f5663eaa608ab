//! Usability: may this stock be used at this instant, at this site, for this purpose, for this patient? The one answer
//! that use, sale, reservation, reorder, alerts, reports and the pre-check share.

use super::{clock, expiry};
use chrono_tz::Tz;
use entity::{
    component,
    container::{self, ContainerStatus},
    hold::{self, HoldKind},
    instant::Instant,
    lot,
};
use serde::{Deserialize, Serialize};

/// Why stock must not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum UnusableReason {
    /// Under a recall.
    Recalled,
    /// Possibly counterfeit.
    Suspect,
    /// In quarantine.
    Quarantined,
    /// Past the lot's expiry.
    Expired,
    /// Past the container's in-use period.
    InUseExpired,
    /// Kept for another patient.
    KeptForAnotherPatient,
    /// At another site.
    WrongSite,
    /// Empty or discarded.
    ContainerClosed,
    /// Promised to somebody else.
    Reserved,
    /// Not for this: a sample for sale, say.
    NotForThisPurpose,
    /// The package gives another last day than the books.
    ExpiryDiffers,
    /// It came to the site after the act, or was taken since.
    NotThereThen,
    /// The container was opened after the act, or counted into the books after it.
    OpenedLater,
    /// Closed by then, until a witness sees it wasted.
    AwaitingWitness,
}

/// What stock is wanted for. Waste, supplier return, count and hold are allowed on any stock and do not ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Use with a patient, or without one.
    Use,
    /// Sale.
    Sale,
    /// Outbound transfer.
    Transfer,
}

/// What the answer depends on, besides the stock.
#[derive(Clone, Copy, Debug)]
pub struct Circumstance<'a> {
    /// The instant of the act.
    pub at: Instant,
    /// The site's time zone.
    pub zone: Tz,
    /// What it is wanted for.
    pub purpose: Purpose,
    /// For whom.
    pub patient_id: Option<&'a str>,
}

impl Circumstance<'_> {
    /// Why sealed containers of `lot` must not be taken; empty when they may. Holds of a part are not looked at here:
    /// they lessen what there is ([`held_quantity`]).
    pub fn sealed(&self, lot: &lot::Model, holds: &[hold::Model]) -> Vec<UnusableReason> {
        let mut reasons = self.held(holds, None);
        if expiry::lot_usable_until(lot, self.zone).is_some_and(|until| self.at >= until) {
            reasons.push(UnusableReason::Expired);
        }
        reasons
    }

    /// Why the open `container` must not be drawn from; empty when it may. What is sold is sealed.
    pub fn opened(&self, container: &container::Model, lot: &lot::Model, holds: &[hold::Model]) -> Vec<UnusableReason> {
        let mut reasons = self.held(holds, Some(container));
        let expired = expiry::lot_usable_until(lot, self.zone).is_some_and(|until| self.at >= until);
        let checks = [
            (expired, UnusableReason::Expired),
            (container.in_use_until.is_some_and(|until| self.at >= until), UnusableReason::InUseExpired),
            (self.is_kept_from_patient(container), UnusableReason::KeptForAnotherPatient),
            (container.status != ContainerStatus::Open, UnusableReason::ContainerClosed),
            (container.witness_awaited_since.is_some_and(|since| self.at >= since), UnusableReason::AwaitingWitness),
            (self.purpose == Purpose::Sale, UnusableReason::NotForThisPurpose),
            (self.is_before_opening(container), UnusableReason::OpenedLater),
        ];
        reasons.extend(checks.into_iter().filter_map(|(applies, reason)| applies.then_some(reason)));
        reasons
    }

    /// Whether the act was over when something happened at `instant`, by more than clocks differ.
    pub fn is_before(&self, instant: Instant) -> bool {
        self.at.plus(expiry::CLOCKS_DIFFER) < instant
    }

    /// Whether the act was over when the container was opened, or when it was counted into the books: what was drawn
    /// before is not in what it came with.
    pub fn is_before_opening(&self, container: &container::Model) -> bool {
        if container.booked_from.is_some_and(|counted| self.is_before(counted)) {
            return true;
        }
        self.is_before(container.opened_at) && !clock::may_have_been_open(container, self.at)
    }

    fn is_kept_from_patient(&self, container: &container::Model) -> bool {
        container.kept_for.as_deref().is_some_and(|kept_for| self.patient_id != Some(kept_for))
    }

    fn held(&self, holds: &[hold::Model], container: Option<&container::Model>) -> Vec<UnusableReason> {
        let applies = |hold: &&hold::Model| {
            hold.quantity.is_none() && hold.container_id.is_none_or(|held| container.is_some_and(|own| own.id == held))
        };
        let mut reasons: Vec<_> = holds.iter().filter(applies).map(|hold| reason_of(hold.kind)).collect();
        reasons.sort_unstable();
        reasons.dedup();
        reasons
    }
}

/// A hold on the lot that was mixed into `container` as `component`, as it stands on the container: a vial whose diluent
/// is recalled is recalled with it, and the reason names the lot that is `mixed_in`. `None` where it does not reach that far: a hold of a part of the sealed stock, or of
/// another container than the one that the component was drawn from.
pub fn hold_through(
    hold: &hold::Model,
    component: &component::Model,
    container: &container::Model,
    mixed_in: &str,
) -> Option<hold::Model> {
    let reaches = hold.quantity.is_none() && hold.container_id.is_none_or(|id| component.from_container_id == Some(id));
    let reason = format!("lot {mixed_in} that was mixed in: {}", hold.reason);
    let (lot_id, container_id) = (container.lot_id, Some(container.id));
    reaches.then(|| hold::Model { lot_id, container_id, reason, ..hold.clone() })
}

/// How much of the sealed stock is held by holds of a part: their sum.
pub fn held_quantity(holds: &[hold::Model]) -> entity::fixed_point::Quantity {
    holds.iter().filter_map(|hold| hold.quantity).sum()
}

/// What a hold of this kind is called as a reason.
pub fn reason_of(kind: HoldKind) -> UnusableReason {
    match kind {
        HoldKind::Recall => UnusableReason::Recalled,
        HoldKind::Suspect => UnusableReason::Suspect,
        HoldKind::Quarantine => UnusableReason::Quarantined,
    }
}

impl UnusableReason {
    /// The word for it, as in the API.
    pub fn word(self) -> &'static str {
        match self {
            Self::Recalled => "RECALLED",
            Self::Suspect => "SUSPECT",
            Self::Quarantined => "QUARANTINED",
            Self::Expired => "EXPIRED",
            Self::InUseExpired => "IN_USE_EXPIRED",
            Self::KeptForAnotherPatient => "KEPT_FOR_ANOTHER_PATIENT",
            Self::WrongSite => "WRONG_SITE",
            Self::ContainerClosed => "CONTAINER_CLOSED",
            Self::Reserved => "RESERVED",
            Self::NotForThisPurpose => "NOT_FOR_THIS_PURPOSE",
            Self::ExpiryDiffers => "EXPIRY_DIFFERS",
            Self::NotThereThen => "NOT_THERE_THEN",
            Self::OpenedLater => "OPENED_LATER",
            Self::AwaitingWitness => "AWAITING_WITNESS",
        }
    }

    /// Several of them for a sentence: `expired, quarantined`.
    pub fn sentence(reasons: &[Self]) -> String {
        reasons.iter().map(|reason| reason.word().to_lowercase().replace('_', " ")).collect::<Vec<_>>().join(", ")
    }
}
