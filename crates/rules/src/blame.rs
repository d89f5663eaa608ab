//! What exactly is to blame where stock must not be used, for the person who holds it: the vial or the lot, and for each
//! reason its day, its hour, or the words of the hold.

use chrono_tz::Tz;
use entity::{
    container,
    hold::{self, HoldKind},
    instant::Instant,
    product,
};

use super::{
    expiry,
    shelf::{LotOnShelf, Shelf},
    usability::{Circumstance, UnusableReason},
};

/// What is to blame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blame {
    /// The open container, where one was named: `vial VK-7`. The lot, where there is none.
    pub container: Option<String>,
    /// Why, reason by reason; nothing where the reasons say it all.
    pub because: Vec<String>,
    /// What of the alternative is to be looked at before it is taken.
    pub caution: Option<String>,
}

impl Blame {
    /// Of a place of `lot`: an open container of it, or what is sealed.
    pub fn of_place(
        lot: &LotOnShelf,
        container: Option<&container::Model>,
        reasons: &[UnusableReason],
        product: &product::Model,
        circumstance: &Circumstance<'_>,
    ) -> Self {
        let because = reasons.iter().map(|reason| phrase(*reason, lot, container, circumstance.zone));
        let container = container.map(|container| named(container, product));
        Self { container, because: because.collect(), caution: None }
    }

    /// Of a container that is closed or elsewhere, and by which word.
    pub fn of_container(container_name: &str, label: &str, because: &str) -> Self {
        let container = Some(format!("{container_name} {label}"));
        Self { container, because: vec![because.to_owned()], caution: None }
    }
}

/// A container as people call it.
pub fn named(container: &container::Model, product: &product::Model) -> String {
    format!("{} {}", product.container_name, container.label)
}

fn phrase(reason: UnusableReason, lot: &LotOnShelf, container: Option<&container::Model>, zone: Tz) -> String {
    let word = UnusableReason::sentence(&[reason]);
    let detail = match reason {
        UnusableReason::Recalled => why_held(&lot.holds, HoldKind::Recall, container),
        UnusableReason::Suspect => why_held(&lot.holds, HoldKind::Suspect, container),
        UnusableReason::Quarantined => why_held(&lot.holds, HoldKind::Quarantine, container),
        UnusableReason::Expired => lot.lot.expires_on.map(|day| format!("last day of use {day}")),
        UnusableReason::InUseExpired => container
            .and_then(|container| container.in_use_until)
            .map(|until| format!("its time ended at {}", local(until, zone))),
        _ => None,
    };
    detail.map_or(word.clone(), |detail| format!("{word} ({detail})"))
}

/// The reason of the hold that stops it: its own before one of all the lot.
fn why_held(holds: &[hold::Model], kind: HoldKind, container: Option<&container::Model>) -> Option<String> {
    let own = container.map(|container| container.id);
    let reaches = |hold: &&hold::Model| hold.kind == kind && hold.container_id.is_none_or(|held| Some(held) == own);
    let first = holds.iter().filter(reaches).min_by_key(|hold| hold.container_id.is_none())?;
    Some(first.reason.clone())
}

/// The instant by the clock on the wall.
pub fn local(at: Instant, zone: Tz) -> String {
    at.to_utc().with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
}

/// What is to be said of a lot whose number may have been read for that of a recalled one beside it.
pub fn caution(shelf: &Shelf, lot: entity::id::LotId) -> Option<String> {
    let (lot, recalled) = (shelf.lot(lot)?, shelf.like_recalled(lot)?);
    Some(format!(
        "Lot {} reads almost like lot {}, which is recalled: read the number on the package again.",
        lot.lot.lot_number, recalled.lot.lot_number
    ))
}

/// Most lots that one sentence names.
const MOST_NAMED: usize = 3;

/// The lots of the shelf that may be used under `circumstance`, other than these, soonest to expire first, each with how much:
/// for who stands there with another one.
pub fn usable_lots(shelf: &Shelf, circumstance: &Circumstance<'_>, other_than: &[entity::id::LotId]) -> Vec<String> {
    let unit = &shelf.product.unit;
    let lots = shelf.lots_first_expired_first(circumstance.zone).into_iter();
    let offered = lots.filter(|lot| !other_than.contains(&lot.lot.id) && shelf.like_recalled(lot.lot.id).is_none());
    let usable = offered.filter_map(|lot| {
        let quantity = lot.division(circumstance).usable;
        let is_any = quantity > entity::fixed_point::Quantity::ZERO;
        is_any.then(|| format!("{} ({quantity} {unit}{})", lot.lot.lot_number, until(lot, circumstance.zone)))
    });
    usable.take(MOST_NAMED).collect()
}

fn until(lot: &LotOnShelf, zone: Tz) -> String {
    let ends = expiry::lot_usable_until(&lot.lot, zone).and(lot.lot.expires_on);
    ends.map(|day| format!(", expires {day}")).unwrap_or_default()
}

/// The end of a sentence that names other lots; nothing where there are none.
pub fn usable_here(lots: &[String]) -> String {
    if lots.is_empty() { String::new() } else { format!(" Usable here: {}.", lots.join("; ")) }
}
