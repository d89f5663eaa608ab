//! Allocation: from what a usage needs and what is on the shelf to a plan, or to the reasons why not. The check before
//! the needle and the record after it are this one function.
//!
//! First expired, first out; open containers before sealed ones; one need may be split over several lots and
//! containers. A named lot is used even when it is not first, never another one. Before the act a broken rule refuses;
//! a fact ([`Terms::fact`]) is planned all the same, its breaches kept, and what the books cannot supply is unbooked.

mod bench;
mod choice;
mod notices;
pub mod opening;
mod remainder;

use super::{
    blame::{self, Blame},
    notice::Notice,
    refusal::{Field, InputRule, Reason, Refusal, SkippedStock, StockChoice, of_first_kind, part_field},
    shelf::{LotOnShelf, Place, Shelf},
    usability::{Circumstance, UnusableReason},
};
use bench::Bench;
use entity::{
    container,
    fixed_point::Quantity,
    id::{ContainerId, LotId, ProductId, ReservationId},
    instant::Instant,
    product::{ContainerUse, RegulatoryClass},
};
use std::collections::BTreeMap;

/// The shelves of the site, of every product that is needed.
pub type Shelves = BTreeMap<ProductId, Shelf>;

/// What one line of a usage needs.
#[derive(Clone, Debug)]
pub struct Need {
    /// Which line of the input.
    pub line: usize,
    /// Which component of the line, mixed in at the chair or when a container is prepared; `None` for the line itself.
    pub component: Option<usize>,
    /// Of which product.
    pub product_id: ProductId,
    /// From where.
    pub source: Source,
    /// Base units used; above 0.
    pub quantity: Quantity,
    /// Base units wasted on the way.
    pub wasted: Quantity,
    /// Whether the rest of a single-use container is kept for the same patient.
    pub keep_remainder: bool,
    /// A medical director sets the in-use clock of the named container aside; never a lot's expiry or a recall.
    pub overrides_in_use: bool,
    /// The label that the client put on a container it opens.
    pub label: Option<String>,
    /// The reservation that it is drawn from.
    pub reservation_id: Option<ReservationId>,
    /// Rules that the source broke before it came to the shelf, such as a container that is closed.
    pub breaches: Vec<Reason>,
}

impl Need {
    /// The path of one of its fields: `lines.0.source`, or `lines.0.components.1.source`.
    pub fn field(&self, name: &str) -> Field {
        part_field(self.line, self.component, name)
    }

    /// Whether `draw` is for it.
    pub fn is_met_by(&self, draw: &Draw) -> bool {
        (self.line, self.component) == (draw.line, draw.component)
    }
}

/// From where a line is to be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// This lot: its one open container, then sealed ones.
    Lot(LotId),
    /// This open container and no other.
    Container(ContainerId),
    /// A sealed container of this lot, although one may be open.
    OpenNew(LotId),
    /// The product: first expired, first out.
    Product,
    /// Not from the books at all: a fact whose lot they do not have.
    Unbooked(Option<LotId>),
}

/// On what terms stock is allocated.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// When, where and for whom.
    pub circumstance: Circumstance<'a>,
    /// It already happened: nothing is refused for a rule of the stockroom.
    pub fact: bool,
    /// A line that the books could not supply is settled from what they have now: what came after the act will do, as a
    /// breach. Everything else takes only what was there.
    pub settles: bool,
    /// Lots that first expired, first out picks need no confirmation here.
    pub accepts_assumed_lots: bool,
    /// Who opens containers.
    pub opened_by: &'a str,
    /// When the act is recorded: an opening before that was entered late.
    pub recorded_at: Instant,
}

/// What one line takes from one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draw {
    /// Which line of the input.
    pub line: usize,
    /// Which component of the line; `None` for the line itself.
    pub component: Option<usize>,
    /// Of which product.
    pub product_id: ProductId,
    /// The lot; for what the books cannot supply, the one that was named.
    pub lot_id: Option<LotId>,
    /// Whether the books supply it.
    pub booked: bool,
    /// The open container; `None` for whole sealed ones.
    pub container_id: Option<ContainerId>,
    /// Base units used.
    pub quantity: Quantity,
    /// Base units wasted, the rest of a single-use container included.
    pub wasted: Quantity,
    /// The rules it breaks: only facts break any.
    pub breaches: Vec<Reason>,
}

/// A container that the plan draws from, as it is afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedContainer {
    /// The row to write.
    pub container: container::Model,
    /// Whether it is opened now.
    pub is_new: bool,
}

/// What is to be done.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// What each line takes, line by line.
    pub draws: Vec<Draw>,
    /// The containers that are drawn from.
    pub containers: Vec<PlannedContainer>,
    /// What first expired, first out passed over.
    pub skipped: Vec<SkippedStock>,
    /// What somebody should know.
    pub notices: Vec<Notice>,
}

/// Plans `needs` from `shelves`. `new_id` names the containers that are opened.
///
/// ```
/// # mod rows { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/rows.rs")); }
/// # use rows::*;
/// use chrono_tz::America::Denver;
/// use entity::{fixed_point::Quantity, id::ContainerId};
/// use rules::allocation::{Need, Shelves, Source, Terms, allocate};
/// use rules::refusal::Code;
/// use rules::shelf::Shelf;
/// use rules::usability::{Circumstance, Purpose};
///
/// let vial = vial();
/// let (late, soon) = (lot(&vial, "LATE", "2027-09-30"), lot(&vial, "SOON", "2026-12-31"));
/// let (late_id, soon_id) = (late.id, soon.id);
/// let shelf = Shelf { product: vial.clone(), lots: vec![sealed(&vial, late, 5), sealed(&vial, soon, 1)] };
/// let shelves = Shelves::from([(vial.id, shelf)]);
///
/// let circumstance =
///     Circumstance { at: at("2026-11-22T18:00:00Z"), zone: Denver, purpose: Purpose::Use, patient_id: Some("P-88") };
/// let terms = Terms {
///     circumstance,
///     fact: false,
///     settles: false,
///     accepts_assumed_lots: true,
///     opened_by: "ana",
///     recorded_at: at("2026-11-22T18:00:00Z"),
/// };
/// let need = |units| Need {
///     line: 0,
///     component: None,
///     product_id: vial.id,
///     source: Source::Product,
///     quantity: Quantity::whole(units),
///     wasted: Quantity::ZERO,
///     keep_remainder: false,
///     overrides_in_use: false,
///     label: None,
///     reservation_id: None,
///     breaches: vec![],
/// };
///
/// // First expired, first out: the one vial that ends soon, then a vial of the other lot.
/// let plan = allocate(&[need(120)], &shelves, &terms, &mut ContainerId::new).unwrap();
/// let taken: Vec<_> = plan.draws.iter().map(|draw| (draw.lot_id, draw.quantity.to_string())).collect();
/// assert_eq!(taken, [(Some(soon_id), "100".to_owned()), (Some(late_id), "20".to_owned())]);
///
/// // What is not there is refused, and nothing is planned in part.
/// let refused = allocate(&[need(700)], &shelves, &terms, &mut ContainerId::new).unwrap_err();
/// assert_eq!(refused[0].code(), Code::InsufficientStock);
/// ```
///
/// # Errors
/// The refusals of the first kind, for every line: `AMBIGUOUS_CONTAINER`, `CONFIRM_LOT`, `STOCK_NOT_USABLE`,
/// `INSUFFICIENT_STOCK`; never for a fact.
pub fn allocate(
    needs: &[Need],
    shelves: &Shelves,
    terms: &Terms<'_>,
    new_id: &mut (dyn FnMut() -> ContainerId + Send),
) -> Result<Plan, Vec<Refusal>> {
    let mut bench = Bench::new(shelves, terms, new_id);
    let mut refusals = Vec::new();
    for need in needs {
        refusals.extend(line(&mut bench, need, shelves, terms).err());
    }
    if !refusals.is_empty() {
        return Err(of_first_kind(refusals));
    }
    remainder::settle(&mut bench, needs, terms);
    let mut plan = bench.into_plan();
    plan.notices = notices::of(needs, &plan, shelves, terms);
    Ok(plan)
}

fn line(bench: &mut Bench<'_>, need: &Need, shelves: &Shelves, terms: &Terms<'_>) -> Result<(), Refusal> {
    let mut wanted = Wanted { used: need.quantity, wasted: need.wasted };
    let places = if matches!(need.source, Source::Unbooked(_)) { vec![] } else { bench.places(need) };
    let mut breaches = Vec::new();
    if let Some(reason) = kept_against_policy(need, shelves) {
        breach_at(need.field("keepRemainder"), reason, terms, &mut breaches)?;
    }
    let known: Vec<Reason> =
        need.breaches.iter().map(|reason| with_alternatives(bench, reason.clone(), need, shelves, terms)).collect();
    let ambiguity = ambiguity(need, &places, bench);
    let unusable = unusable(bench, need, &places, shelves, terms);
    for reason in known.into_iter().chain(ambiguity).chain(unusable) {
        breach(need, reason, terms, &mut breaches)?;
    }
    let first_draw = bench.draws_so_far();
    for place in drawable(need, &places, terms) {
        bench.draw(need, place, &mut wanted, &breaches);
    }
    if wanted.total() > Quantity::ZERO {
        let reason = shortage(need, &places, shelves, terms);
        breach(need, reason, terms, &mut breaches)?;
        bench.leave_unbooked(need, &wanted, breaches);
    }
    confirm(bench, need, first_draw, shelves, terms)
}

/// What a line still wants.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    used: Quantity,
    wasted: Quantity,
}

impl Wanted {
    fn total(self) -> Quantity {
        Quantity(self.used.0 + self.wasted.0)
    }

    /// Takes up to `quantity` off: first what is used, then what is wasted.
    fn take(&mut self, quantity: Quantity) -> (Quantity, Quantity) {
        let used = self.used.min(quantity);
        let wasted = self.wasted.min(Quantity(quantity.0 - used.0));
        self.used.0 -= used.0;
        self.wasted.0 -= wasted.0;
        (used, wasted)
    }
}

/// What the source broke before it came to the shelf, with what may be used here in its place.
fn with_alternatives(
    bench: &mut Bench<'_>,
    reason: Reason,
    need: &Need,
    shelves: &Shelves,
    terms: &Terms<'_>,
) -> Reason {
    let Some(shelf) = shelves.get(&need.product_id).filter(|_| !terms.fact) else { return reason };
    match reason {
        Reason::UnknownLot { lot_number, .. } => {
            Reason::UnknownLot { lot_number, usable: blame::usable_lots(shelf, &terms.circumstance, &[]) }
        }
        Reason::StockNotUsable { lot_id, lot_number, container_id, reasons, mut blame, alternative: None } => {
            let alternative = bench.alternative(need, shelf).map(Box::new);
            blame.caution = alternative.as_ref().and_then(|choice| blame::caution(shelf, choice.lot_id));
            Reason::StockNotUsable { lot_id, lot_number, container_id, reasons, blame, alternative }
        }
        reason => reason,
    }
}

/// A broken rule refuses what is asked for, and is kept with what already happened.
fn breach(need: &Need, reason: Reason, terms: &Terms<'_>, kept: &mut Vec<Reason>) -> Result<(), Refusal> {
    breach_at(need.field("source"), reason, terms, kept)
}

fn breach_at(field: Field, reason: Reason, terms: &Terms<'_>, kept: &mut Vec<Reason>) -> Result<(), Refusal> {
    if terms.fact {
        kept.push(reason);
        return Ok(());
    }
    Err(Refusal::new(field, reason))
}

/// The rest of a single-use container is asked to be kept, and the product's policy is that it is wasted.
fn kept_against_policy(need: &Need, shelves: &Shelves) -> Option<Reason> {
    let product = &shelves.get(&need.product_id)?.product;
    let wastes_the_rest = product.container_use == ContainerUse::SingleUse && !product.may_keep_remainder;
    let message = || format!("The rest of a {} of {} is not kept: it is wasted.", product.container_name, product.name);
    (need.keep_remainder && wastes_the_rest).then(|| Reason::Invalid {
        rule: InputRule::Other,
        limit: None,
        message: message(),
    })
}

/// The places that the line may take from, in order. For a fact, those of a named lot that must not be used come last:
/// it was used all the same. What was not there then was not used: of that, a container that is named for itself, and
/// what settles a line.
fn drawable<'p>(need: &Need, places: &'p [Place], terms: &Terms<'_>) -> impl Iterator<Item = &'p Place> {
    let despite_rules = terms.fact && need.source != Source::Product;
    let names_container = matches!(need.source, Source::Container(_));
    let was_taken = move |place: &&Place| {
        !place.is_usable() && (despite_rules && (place.was_there() || names_container) || may_settle(place, terms))
    };
    let usable = places.iter().filter(|place| place.is_usable());
    usable.chain(places.iter().filter(was_taken))
}

/// Whether a line is settled from the place: nothing speaks against it but that it came after the act.
fn may_settle(place: &Place, terms: &Terms<'_>) -> bool {
    terms.settles && !place.was_there() && !place.is_because_of(UnusableReason::OpenedLater)
}

fn ambiguity(need: &Need, places: &[Place], bench: &Bench<'_>) -> Option<Reason> {
    let Source::Lot(_) = need.source else { return None };
    let fits = |place: &&Place| place.is_usable() && place.container_id.is_some_and(|id| bench.tells_apart(id));
    let candidates: Vec<_> = places.iter().filter(fits).filter_map(|place| place.container_id).collect();
    (candidates.len() > 1).then_some(Reason::AmbiguousContainer { candidates })
}

/// A named lot or container of which nothing may be used. Where nothing is left of it, or never was here, its own rules
/// are broken all the same: what was used was of it.
fn unusable(
    bench: &mut Bench<'_>,
    need: &Need,
    places: &[Place],
    shelves: &Shelves,
    terms: &Terms<'_>,
) -> Option<Reason> {
    if need.source == Source::Product || places.iter().any(Place::is_usable) {
        return None;
    }
    let shelf = shelves.get(&need.product_id)?;
    let (lot_id, container_id, reasons) = match places.first() {
        Some(place) => (place.lot_id, place.container_id, place.reasons.clone()),
        None => {
            let lot = shelf.lot(named_lot(need, shelf)?)?;
            (lot.lot.id, None, terms.circumstance.sealed(&lot.lot, &lot.holds))
        }
    };
    if reasons.is_empty() {
        return None;
    }
    let lot = shelf.lot(lot_id)?;
    let container = lot.containers.iter().find(|container| Some(container.id) == container_id);
    let mut blame = Blame::of_place(lot, container, &reasons, &shelf.product, &terms.circumstance);
    let alternative = if terms.fact { None } else { bench.alternative(need, shelf) };
    blame.caution = alternative.as_ref().and_then(|choice| blame::caution(shelf, choice.lot_id));
    Some(Reason::StockNotUsable {
        lot_id,
        lot_number: lot.lot.lot_number.clone(),
        container_id,
        reasons,
        blame: Box::new(blame),
        alternative: alternative.map(Box::new),
    })
}

/// The lot that a source names, where it names one.
fn named_lot(need: &Need, shelf: &Shelf) -> Option<LotId> {
    match need.source {
        Source::Lot(lot_id) | Source::OpenNew(lot_id) => Some(lot_id),
        Source::Unbooked(lot_id) => lot_id,
        Source::Container(id) => {
            let holds_it = |lot: &&LotOnShelf| lot.containers.iter().any(|container| container.id == id);
            shelf.lots.iter().find(holds_it).map(|lot| lot.lot.id)
        }
        Source::Product => None,
    }
}

fn shortage(need: &Need, places: &[Place], shelves: &Shelves, terms: &Terms<'_>) -> Reason {
    let skipped = places.iter().filter(|place| !place.is_usable()).map(|place| skipped(need.line, place)).collect();
    let shelf = shelves.get(&need.product_id);
    let named = shelf.and_then(|shelf| named_lot(need, shelf));
    let others = shelf.filter(|_| named.is_some() && !terms.fact).map(|shelf| {
        let named: Vec<LotId> = named.into_iter().collect();
        blame::usable_lots(shelf, &terms.circumstance, &named)
    });
    Reason::InsufficientStock {
        product_id: need.product_id,
        unit: shelf.map(|shelf| shelf.product.unit.clone()).unwrap_or_default(),
        requested: Quantity(need.quantity.0 + need.wasted.0),
        available: places.iter().filter(|place| place.is_usable()).map(|place| place.quantity).sum(),
        reserved: Quantity::ZERO,
        skipped,
        others: others.unwrap_or_default(),
    }
}

fn skipped(line: usize, place: &Place) -> SkippedStock {
    let (lot_id, container_id) = (place.lot_id, place.container_id);
    SkippedStock { line, lot_id, container_id, reasons: place.reasons.clone(), quantity: place.quantity }
}

/// A drug, biologic or device by product alone: what was planned is to be confirmed lot by lot.
fn confirm(
    bench: &mut Bench<'_>,
    need: &Need,
    first: usize,
    shelves: &Shelves,
    terms: &Terms<'_>,
) -> Result<(), Refusal> {
    let Some(shelf) = shelves.get(&need.product_id) else { return Ok(()) };
    if !needs_confirmation(need, shelf, terms) {
        return Ok(());
    }
    let plan = bench.choices_since(first, shelf);
    let caution = plan.iter().find_map(|choice| blame::caution(shelf, choice.lot_id));
    let reason = Reason::ConfirmLot { plan, caution };
    let mut kept = Vec::new();
    breach(need, reason, terms, &mut kept)?;
    bench.add_breaches_since(first, &kept);
    Ok(())
}

fn needs_confirmation(need: &Need, shelf: &Shelf, terms: &Terms<'_>) -> bool {
    use RegulatoryClass::{Biologic, CompoundedDrug, Device, Drug};
    let regulated = matches!(shelf.product.regulatory_class, Biologic | Drug | CompoundedDrug | Device);
    need.source == Source::Product && !terms.accepts_assumed_lots && regulated && shelf.product.lot_tracked
}

/// The plan as choices, for the check before the needle.
pub fn choices(plan: &Plan, shelves: &Shelves, circumstance: &Circumstance<'_>) -> Vec<StockChoice> {
    plan.draws
        .iter()
        .filter_map(|draw| choice::of(draw, &plan.containers, shelves.get(&draw.product_id)?, circumstance))
        .collect()
}
