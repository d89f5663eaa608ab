//! The shelf: what a site has of a product, lot by lot, with all that decides whether it may be used.

use super::{
    expiry, lot_number,
    recall::look_alike,
    refusal::StockChoice,
    usability::{self, Circumstance, Purpose, UnusableReason},
};
use chrono_tz::Tz;
use entity::{
    container::{self, ContainerStatus},
    fixed_point::Quantity,
    hold::{self, HoldKind},
    id::{ContainerId, LotId},
    instant::Instant,
    lot, product, stock,
};

/// One lot at the site.
#[derive(Clone, Debug)]
pub struct LotOnShelf {
    /// Its balance.
    pub stock: stock::Model,
    /// The lot.
    pub lot: lot::Model,
    /// The holds that reach it here, unreleased.
    pub holds: Vec<hold::Model>,
    /// Its open containers here.
    pub containers: Vec<container::Model>,
    /// What of it came as samples and is still there; 0 until somebody asked (`queries::samples`).
    pub samples: Quantity,
    /// What of the sealed stock was there at the instant of a past act and was not taken since, at most; `None` where
    /// nothing came or went after it (`queries::past`).
    pub sealed_then: Option<Quantity>,
}

/// What a site has of one product.
#[derive(Clone, Debug)]
pub struct Shelf {
    /// The product.
    pub product: product::Model,
    /// Its lots with a balance row, in no order.
    pub lots: Vec<LotOnShelf>,
}

/// How one lot's stock divides: recalled + held + expired + usable = on hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Division {
    /// Under a recall.
    pub recalled: Quantity,
    /// Under another hold.
    pub held: Quantity,
    /// Not held, and past its expiry or its in-use period.
    pub expired: Quantity,
    /// What may be used, were it for the patient it is kept for.
    pub usable: Quantity,
}

/// A place that can be drawn from, in the order of first expired, first out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The lot.
    pub lot_id: LotId,
    /// The open container; `None` for sealed stock.
    pub container_id: Option<ContainerId>,
    /// How much there is.
    pub quantity: Quantity,
    /// Why it must not be used; empty when it may.
    pub reasons: Vec<UnusableReason>,
    /// Until when it may be used, exclusive.
    pub usable_until: Option<Instant>,
}

impl LotOnShelf {
    /// Whether a recall or a suspicion stops all of it.
    pub fn is_recalled(&self) -> bool {
        let stops = |hold: &hold::Model| hold.kind != HoldKind::Quarantine && hold.container_id.is_none();
        self.holds.iter().any(stops)
    }

    /// What of it is sealed: whole containers.
    pub fn sealed(&self) -> Quantity {
        Quantity(self.stock.on_hand.0 - self.stock.opened.0)
    }

    /// What of the sealed stock is held in part: at most all of it.
    pub fn held_in_part(&self) -> Quantity {
        usability::held_quantity(&self.holds).min(self.sealed())
    }

    /// What of the sealed stock that is not held must not be sold: samples.
    fn kept_from(&self, purpose: Purpose) -> Quantity {
        let free = Quantity(self.sealed().0 - self.held_in_part().0);
        if purpose == Purpose::Sale { self.samples.min(free) } else { Quantity::ZERO }
    }

    /// What of the sealed stock may have been there when the act happened: all of it, unless it came or went since.
    pub fn sealed_there(&self) -> Quantity {
        self.sealed_then.map_or(self.sealed(), |then| then.max(Quantity::ZERO).min(self.sealed()))
    }

    /// So much sealed stock leaves, or is opened.
    pub(crate) fn unseal(&mut self, quantity: Quantity) {
        if let Some(then) = &mut self.sealed_then {
            then.0 -= quantity.0;
        }
    }

    /// How its stock divides under `circumstance`.
    pub fn division(&self, circumstance: &Circumstance<'_>) -> Division {
        let mut division = Division::default();
        let in_part = self.held_in_part();
        let whole_reasons = circumstance.sealed(&self.lot, &self.holds);
        division.add(Quantity(self.sealed().0 - in_part.0), &whole_reasons);
        let reasons_of_part = [&whole_reasons[..], &[UnusableReason::Quarantined]].concat();
        division.add(in_part, &reasons_of_part);
        for container in &self.containers {
            division.add(container.remaining, &circumstance.opened(container, &self.lot, &self.holds));
        }
        division
    }
}

impl Division {
    fn add(&mut self, quantity: Quantity, reasons: &[UnusableReason]) {
        use UnusableReason::{Expired, InUseExpired, Quarantined, Recalled, Suspect};
        let any = |wanted: &[UnusableReason]| reasons.iter().any(|reason| wanted.contains(reason));
        let part = match () {
            () if any(&[Recalled]) => &mut self.recalled,
            () if any(&[Suspect, Quarantined]) => &mut self.held,
            () if any(&[Expired, InUseExpired]) => &mut self.expired,
            () => &mut self.usable,
        };
        part.0 += quantity.0;
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            recalled: Quantity(self.recalled.0 + other.recalled.0),
            held: Quantity(self.held.0 + other.held.0),
            expired: Quantity(self.expired.0 + other.expired.0),
            usable: Quantity(self.usable.0 + other.usable.0),
        }
    }
}

impl Shelf {
    /// Every place with something in it, open containers first, then by usable-until (undated last), then by the day it
    /// came, then by lot: a total order.
    pub fn places(&self, circumstance: &Circumstance<'_>) -> Vec<Place> {
        let mut keyed: Vec<_> = self.lots.iter().flat_map(|lot| places_of(lot, circumstance)).collect();
        keyed.sort_by_key(|(key, _)| *key);
        keyed.into_iter().map(|(_, place)| place).filter(|place| place.quantity > Quantity::ZERO).collect()
    }

    /// How all of it divides.
    pub fn division(&self, circumstance: &Circumstance<'_>) -> Division {
        let parts = self.lots.iter().map(|lot| lot.division(circumstance));
        parts.fold(Division::default(), Division::plus)
    }

    /// The lots of which something is there, or, as things were once, was missing; first expired first, in the order of
    /// [`places`](Self::places).
    pub fn lots_first_expired_first(&self, zone: Tz) -> Vec<&LotOnShelf> {
        let mut lots: Vec<_> = self.lots.iter().filter(|lot| lot.stock.on_hand != Quantity::ZERO).collect();
        lots.sort_by_cached_key(|lot| sealed_order(lot, zone));
        lots
    }

    /// The recalled lot that stands here and whose number a lot may have been read for, or the other way round.
    pub fn like_recalled(&self, id: LotId) -> Option<&LotOnShelf> {
        let number = lot_number::canonical(&self.lot(id)?.lot.lot_number);
        self.lots.iter().find(|other| {
            let is_stopped = other.is_recalled() && other.stock.on_hand > Quantity::ZERO;
            other.lot.id != id
                && is_stopped
                && look_alike::is_like(&number, &lot_number::canonical(&other.lot.lot_number))
        })
    }

    /// The lot on this shelf.
    pub fn lot(&self, id: LotId) -> Option<&LotOnShelf> {
        self.lots.iter().find(|lot| lot.lot.id == id)
    }
}

impl Place {
    /// Whether it may be drawn from.
    pub fn is_usable(&self) -> bool {
        self.reasons.is_empty()
    }

    /// Whether it counts as usable stock, were it for the patient that it is kept for: neither held nor past its time.
    pub fn is_in_stock(&self) -> bool {
        use UnusableReason::{Expired, InUseExpired, Quarantined, Recalled, Suspect};
        let is_out =
            |reason: &UnusableReason| matches!(reason, Recalled | Suspect | Quarantined | Expired | InUseExpired);
        !self.reasons.iter().any(is_out)
    }

    /// Whether it was there when the act happened, sealed or open as it is now.
    pub fn was_there(&self) -> bool {
        !self.is_because_of(UnusableReason::NotThereThen) && !self.is_because_of(UnusableReason::OpenedLater)
    }

    /// Whether this is among the reasons why it must not be used.
    pub fn is_because_of(&self, reason: UnusableReason) -> bool {
        self.reasons.contains(&reason)
    }

    /// This place as an answer to `line`, taking `quantity` of it.
    pub fn choice(&self, line: usize, quantity: Quantity) -> StockChoice {
        StockChoice {
            line,
            lot_id: self.lot_id,
            container_id: self.container_id,
            opens_container: false,
            quantity,
            wasted: Quantity::ZERO,
            usable_until: self.usable_until,
        }
    }
}

type FefoKey = (bool, Instant, Instant, LotId, Option<ContainerId>);

fn places_of<'a>(
    shelf: &'a LotOnShelf,
    circumstance: &'a Circumstance<'_>,
) -> impl Iterator<Item = (FefoKey, Place)> + 'a {
    let opened = shelf.containers.iter().filter(|container| container.status == ContainerStatus::Open);
    let opened = opened.map(|container| opened_place(shelf, container, circumstance));
    let in_part = shelf.held_in_part();
    let reasons = circumstance.sealed(&shelf.lot, &shelf.holds);
    let kept = shelf.kept_from(circumstance.purpose);
    let because_of = |reason| [&reasons[..], &[reason]].concat();
    let held = sealed_place(shelf, in_part, because_of(UnusableReason::Quarantined), circumstance.zone);
    let samples = sealed_place(shelf, kept, because_of(UnusableReason::NotForThisPurpose), circumstance.zone);
    let all_free = Quantity(shelf.sealed().0 - in_part.0 - kept.0);
    let there = all_free.min(shelf.sealed_there());
    let came_later = Quantity(all_free.0 - there.0);
    let came_later = sealed_place(shelf, came_later, because_of(UnusableReason::NotThereThen), circumstance.zone);
    let free = sealed_place(shelf, there, reasons, circumstance.zone);
    opened.chain([free, held, samples, came_later])
}

fn opened_place(shelf: &LotOnShelf, container: &container::Model, circumstance: &Circumstance<'_>) -> (FefoKey, Place) {
    let usable_until = expiry::container_usable_until(container, &shelf.lot, circumstance.zone);
    let place = Place {
        lot_id: shelf.lot.id,
        container_id: Some(container.id),
        quantity: container.remaining,
        reasons: circumstance.opened(container, &shelf.lot, &shelf.holds),
        usable_until,
    };
    ((false, usable_until.unwrap_or(Instant(i64::MAX)), container.opened_at, shelf.lot.id, Some(container.id)), place)
}

fn sealed_place(shelf: &LotOnShelf, quantity: Quantity, reasons: Vec<UnusableReason>, zone: Tz) -> (FefoKey, Place) {
    let usable_until = expiry::lot_usable_until(&shelf.lot, zone);
    let (until, received_at, lot_id) = sealed_order(shelf, zone);
    let place = Place { lot_id, container_id: None, quantity, reasons, usable_until };
    ((true, until, received_at, lot_id, None), place)
}

/// Where the sealed stock of a lot stands: by usable-until, undated last, then by when it came, then by lot.
fn sealed_order(shelf: &LotOnShelf, zone: Tz) -> (Instant, Instant, LotId) {
    let until = expiry::lot_usable_until(&shelf.lot, zone).unwrap_or(Instant(i64::MAX));
    (until, shelf.stock.first_received_at, shelf.lot.id)
}
