//! The status of a lot in one word, at one site or over all of them: the worst that applies.

use chrono::NaiveDate;
use entity::{
    hold::{self, HoldKind},
    id::SiteId,
    lot,
};

/// What is to be known of a lot first; worse is less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LotStatus {
    /// Under a recall.
    Recalled,
    /// All of it is held.
    Held,
    /// Past its expiry.
    Expired,
    /// None of these.
    Usable,
}

/// The status of `lot` under its unreleased `holds`, at `site`, where `last_ended_day` is the last day that has ended.
/// Without a site the lot is held only by holds on all sites, and the day is the one that has ended everywhere.
pub fn of(
    lot: &lot::Model,
    holds: &[hold::Model],
    site: Option<SiteId>,
    last_ended_day: Option<NaiveDate>,
) -> LotStatus {
    let by_hold = holds.iter().filter(|hold| stops_all(hold, site)).map(|hold| match hold.kind {
        HoldKind::Recall => LotStatus::Recalled,
        HoldKind::Suspect | HoldKind::Quarantine => LotStatus::Held,
    });
    let expired = lot.expires_on.zip(last_ended_day).is_some_and(|(expires_on, ended)| expires_on <= ended);
    by_hold.chain(expired.then_some(LotStatus::Expired)).min().unwrap_or(LotStatus::Usable)
}

/// Whether the hold stops everything of its lot at `site`: a part of it or one container leaves the lot usable.
fn stops_all(hold: &hold::Model, site: Option<SiteId>) -> bool {
    let reaches = hold.site_id.is_none() || hold.site_id == site;
    reaches && hold.released_at.is_none() && hold.quantity.is_none() && hold.container_id.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use entity::{
        fixed_point::Quantity,
        id::{ContainerId, HoldId, LotId, ProductId},
        instant::Instant,
        lot::ExpiryBasis,
    };

    fn lot(expires_on: Option<&str>) -> lot::Model {
        let expires_on = expires_on.and_then(|day| day.parse().ok());
        lot::Model {
            id: LotId::new(),
            product_id: ProductId::new(),
            lot_number: "C3016".to_owned(),
            lot_unknown: false,
            expires_on,
            expiry_sort: expires_on.unwrap_or(lot::UNDATED),
            expiry_basis: ExpiryBasis::LabelledExpiry,
            merged_into_id: None,
            created_at: Instant(0),
        }
    }

    fn hold(kind: HoldKind, site_id: Option<SiteId>) -> hold::Model {
        hold::Model {
            id: HoldId::new(),
            kind,
            lot_id: LotId::new(),
            site_id,
            container_id: None,
            quantity: None,
            reason: "warm".to_owned(),
            posting_id: None,
            recall_id: None,
            group_id: None,
            placed_at: Instant(0),
            placed_by: "max".to_owned(),
            released_at: None,
            released_by: None,
            release_reason: None,
        }
    }

    fn day(text: &str) -> Option<NaiveDate> {
        text.parse().ok()
    }

    #[test]
    fn the_worst_that_applies_is_the_status() {
        let expired = lot(Some("2026-03-01"));
        let (recall, quarantine) = (hold(HoldKind::Recall, None), hold(HoldKind::Quarantine, None));
        let ended = day("2026-03-01");
        assert_eq!(of(&expired, &[quarantine.clone(), recall], None, ended), LotStatus::Recalled);
        assert_eq!(of(&expired, &[quarantine], None, ended), LotStatus::Held);
        assert_eq!(of(&expired, &[], None, ended), LotStatus::Expired);
        assert_eq!(of(&expired, &[], None, day("2026-02-28")), LotStatus::Usable);
        assert_eq!(of(&lot(None), &[], None, ended), LotStatus::Usable);
    }

    #[test]
    fn a_hold_at_one_site_holds_the_lot_there_only() {
        let (here, there) = (SiteId::new(), SiteId::new());
        let held = [hold(HoldKind::Quarantine, Some(here))];
        assert_eq!(of(&lot(None), &held, Some(here), None), LotStatus::Held);
        assert_eq!(of(&lot(None), &held, Some(there), None), LotStatus::Usable);
        assert_eq!(of(&lot(None), &held, None, None), LotStatus::Usable);
    }

    #[test]
    fn a_hold_on_a_part_or_a_container_or_released_leaves_the_lot_usable() {
        let here = SiteId::new();
        let quarantine = hold(HoldKind::Quarantine, Some(here));
        let part = hold::Model { quantity: Some(Quantity::whole(1)), ..quarantine.clone() };
        let container = hold::Model { container_id: Some(ContainerId::new()), ..quarantine.clone() };
        let released = hold::Model { released_at: Some(Instant(1)), ..quarantine };
        assert_eq!(of(&lot(None), &[part, container, released], Some(here), None), LotStatus::Usable);
    }
}
