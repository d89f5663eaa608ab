//! What somebody should know about a plan: it stands, and these are its oddities.

use super::{Draw, Need, Plan, PlannedContainer, Shelves, Source, Terms};
use crate::{
    blame, expiry,
    notice::{Notice, NoticeCode},
    refusal::Reason,
    shelf::{LotOnShelf, Place, Shelf},
    text,
    usability::UnusableReason,
};
use chrono::TimeDelta;
use entity::{fixed_point::Quantity, instant::Instant};

/// A lot that ends within this many days is worth a word.
const EXPIRES_SOON_DAYS: i64 = 7;
/// An open container whose clock ends within this many minutes is worth a word.
const IN_USE_EXPIRES_SOON_MINUTES: i64 = 60;

/// The notices of what `plan` draws for `needs`, line by line.
pub(super) fn of(needs: &[Need], plan: &Plan, shelves: &Shelves, terms: &Terms<'_>) -> Vec<Notice> {
    let mut notices = Vec::new();
    for need in needs {
        let Some(shelf) = shelves.get(&need.product_id) else { continue };
        let draws: Vec<_> = plan.draws.iter().filter(|draw| need.is_met_by(draw)).collect();
        let of_line = OfLine { need, shelf, draws: &draws, containers: &plan.containers, terms };
        let found = [
            of_line.earlier_lot(),
            of_line.split(),
            of_line.expires_soon(),
            of_line.in_use_expires_soon(),
            of_line.clock_moved(),
            of_line.remainder_wasted(),
            of_line.shared_vial(),
            of_line.unbooked(),
            of_line.suspect_barcode(),
            of_line.like_recalled(),
            of_line.recalled(),
            of_line.deviation(),
        ];
        notices.extend(found.into_iter().flatten());
    }
    notices
}

struct OfLine<'a> {
    need: &'a Need,
    shelf: &'a Shelf,
    draws: &'a [&'a Draw],
    containers: &'a [PlannedContainer],
    terms: &'a Terms<'a>,
}

impl OfLine<'_> {
    fn notice(&self, code: NoticeCode, message: String) -> Option<Notice> {
        Some(Notice::new(code, self.need.field("source"), message))
    }

    fn booked(&self) -> impl Iterator<Item = &&Draw> {
        self.draws.iter().filter(|draw| draw.booked)
    }

    /// A named lot that first expired, first out would not have picked: an open container would have served, or a lot
    /// that expires before it, whatever stands open.
    fn earlier_lot(&self) -> Option<Notice> {
        if matches!(self.need.source, Source::Product | Source::Unbooked(_)) {
            return None;
        }
        let used = self.shelf.lot(self.booked().next()?.lot_id?)?;
        let mut others = self.shelf.places(&self.terms.circumstance);
        others.retain(|place| place.is_usable() && place.lot_id != used.lot.id);

        // What stands open comes before what is sealed, whatever expires first.
        let drew_from_open = self.opened_before().next().is_some();
        if drew_from_open {
            others.retain(|place| place.container_id.is_some());
        }
        let open = if drew_from_open { None } else { self.open_elsewhere(&others) };
        let message = open.or_else(|| self.expires_before(&others, used))?;
        self.notice(NoticeCode::EarlierLotAvailable, message)
    }

    /// An open container of another lot that would have served, unless opening another one was said.
    fn open_elsewhere(&self, others: &[Place]) -> Option<String> {
        if matches!(self.need.source, Source::OpenNew(_)) {
            return None;
        }
        let (lot, container) = others.iter().find_map(|place| {
            let lot = self.shelf.lot(place.lot_id)?;
            let container = lot.containers.iter().find(|container| Some(container.id) == place.container_id)?;
            let is_begun = container.in_use_until.is_some() || container.used > Quantity::ZERO;
            is_begun.then_some((&lot.lot, container))
        })?;
        let until = container.in_use_until.map(|until| blame::local(until, self.terms.circumstance.zone));
        let until = until.map(|until| format!(" until {until}")).unwrap_or_default();
        let name = text::capitalized(&blame::named(container, &self.shelf.product));
        Some(format!("{name} of lot {} is open{until}: it is used first.", lot.lot_number))
    }

    fn expires_before(&self, others: &[Place], used: &LotOnShelf) -> Option<String> {
        let lots = others.iter().filter_map(|place| self.shelf.lot(place.lot_id)).map(|lot| &lot.lot);
        let earlier = lots.filter(|lot| lot.expiry_sort < used.lot.expiry_sort);
        let earliest = earlier.min_by_key(|lot| (lot.expiry_sort, lot.id))?;
        Some(format!("Lot {} expires first, on {}.", earliest.lot_number, earliest.expiry_sort))
    }

    /// A lot whose number may have been read for that of a recalled one beside it.
    fn like_recalled(&self) -> Option<Notice> {
        let mut lots = self.booked().filter_map(|draw| draw.lot_id);
        let message = lots.find_map(|lot| blame::caution(self.shelf, lot))?;
        self.notice(NoticeCode::LookAlikeLot, message)
    }

    /// What was used is recalled.
    fn recalled(&self) -> Option<Notice> {
        let is_recall = |reason: &&Reason| reason.unusable().contains(&UnusableReason::Recalled);
        let recalled = self.breaches().into_iter().find(is_recall)?;
        self.notice(NoticeCode::LotRecalled, recalled.to_string())
    }

    /// The rules that what already happened broke, each once.
    fn breaches(&self) -> Vec<&Reason> {
        let mut breaches: Vec<&Reason> = Vec::new();
        for breach in self.draws.iter().flat_map(|draw| &draw.breaches) {
            if !breaches.contains(&breach) {
                breaches.push(breach);
            }
        }
        breaches
    }

    fn split(&self) -> Option<Notice> {
        let mut lots: Vec<_> = self.booked().filter_map(|draw| draw.lot_id).collect();
        lots.sort_unstable();
        lots.dedup();
        if lots.len() < 2 {
            return None;
        }
        self.notice(NoticeCode::SplitOverLots, format!("No single lot covers it: taken from {} lots.", lots.len()))
    }

    fn expires_soon(&self) -> Option<Notice> {
        let at = self.terms.circumstance.at;
        let lots = self.booked().filter_map(|draw| self.shelf.lot(draw.lot_id?));
        let soon = lots.map(|lot| &lot.lot).find(|lot| {
            let until = expiry::lot_usable_until(lot, self.terms.circumstance.zone);
            until.is_some_and(|until| is_within(at, until, TimeDelta::days(EXPIRES_SOON_DAYS)))
        })?;
        self.notice(NoticeCode::ExpiresSoon, format!("Lot {} expires on {}.", soon.lot_number, soon.expiry_sort))
    }

    fn in_use_expires_soon(&self) -> Option<Notice> {
        let at = self.terms.circumstance.at;
        let soon = self.opened_before().find_map(|planned| {
            let until = planned.container.in_use_until?;
            is_within(at, until, TimeDelta::minutes(IN_USE_EXPIRES_SOON_MINUTES)).then_some((planned, until))
        });
        let (planned, until) = soon?;
        let minutes = (until.0 - at.0) / 60_000;
        let message = format!("The in-use time of {} ends in {minutes} minutes.", planned.container.label);
        self.notice(NoticeCode::InUseExpiresSoon, message)
    }

    /// The act shows that a container was opened before it was told to have been: its time ends earlier.
    fn clock_moved(&self) -> Option<Notice> {
        let before = |planned: &PlannedContainer| {
            let lot = self.shelf.lot(planned.container.lot_id)?;
            lot.containers.iter().find(|own| own.id == planned.container.id).map(|own| own.opened_at)
        };
        let moved =
            self.opened_before().find(|moved| before(moved).is_some_and(|was| moved.container.opened_at < was))?;
        let (label, opened) = (&moved.container.label, moved.container.opened_at.to_utc().to_rfc3339());
        let until = moved.container.in_use_until.map(|until| format!(", in use until {}", until.to_utc().to_rfc3339()));
        let message =
            format!("{label} was open earlier than was told: opened at {opened}{}.", until.unwrap_or_default());
        self.notice(NoticeCode::InUseClockMoved, message)
    }

    /// The rest of a single-use container beyond what the line itself said was wasted.
    fn remainder_wasted(&self) -> Option<Notice> {
        let wasted: Quantity = self.draws.iter().map(|draw| draw.wasted).sum();
        let rest = Quantity(wasted.0 - self.need.wasted.0);
        if rest <= Quantity::ZERO {
            return None;
        }
        let (unit, name) = (&self.shelf.product.unit, &self.shelf.product.container_name);
        self.notice(NoticeCode::RemainderWasted, format!("The rest of the {name}, {rest} {unit}, is wasted."))
    }

    fn shared_vial(&self) -> Option<Notice> {
        let patient = self.terms.circumstance.patient_id?;
        let other = |planned: &&PlannedContainer| planned.container.first_patient_id.as_deref() != Some(patient);
        let shared = self.opened_before().find(other)?;
        if !self.shelf.product.labelled_single_patient {
            return None;
        }
        let message = format!("{} is labelled for one patient and was drawn from for another.", shared.container.label);
        self.notice(NoticeCode::SharedSinglePatientVial, message)
    }

    fn unbooked(&self) -> Option<Notice> {
        let unbooked: Quantity = self.draws.iter().filter(|draw| !draw.booked).map(|draw| draw.quantity).sum();
        if unbooked == Quantity::ZERO {
            return None;
        }
        let unit = &self.shelf.product.unit;
        self.notice(NoticeCode::Unbooked, format!("The books do not have {unbooked} {unit}: settle the line later."))
    }

    /// A code that was not taken as it reads.
    fn suspect_barcode(&self) -> Option<Notice> {
        let doubt = self.need.breaches.iter().find(|reason| matches!(reason, Reason::Invalid { .. }))?;
        self.notice(NoticeCode::SuspectBarcode, doubt.to_string())
    }

    fn deviation(&self) -> Option<Notice> {
        let breaches: Vec<String> = self.breaches().into_iter().map(ToString::to_string).collect();
        if breaches.is_empty() {
            return None;
        }
        let message = format!("Recorded as done, and to be reviewed. {}", breaches.join(" "));
        self.notice(NoticeCode::Deviation, message)
    }

    fn opened_before(&self) -> impl Iterator<Item = &PlannedContainer> {
        let drawn =
            |planned: &&PlannedContainer| self.draws.iter().any(|draw| draw.container_id == Some(planned.container.id));
        self.containers.iter().filter(|planned| !planned.is_new).filter(drawn)
    }
}

fn is_within(at: Instant, until: Instant, distance: TimeDelta) -> bool {
    at < until && until <= at.plus(distance)
}
