//! Opening a container on purpose, before anything is drawn from it: which sealed one, and what is mixed into it. What
//! must not be used must not be opened.

use super::{
    Draw, Need, Plan, Shelves, Source, Terms, bench::Bench, line, needs_confirmation, notices, remainder, shortage,
    unusable, with_alternatives,
};
use crate::{
    blame, expiry,
    refusal::{InputRule, Reason, Refusal, StockChoice, field, of_first_kind},
    shelf::{Place, Shelf},
};
use entity::{container, fixed_point::Quantity, id::ContainerId, product::ContainerUse};

/// A container to be opened.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The container, with all its contents.
    pub container: container::Model,
    /// What is mixed into it.
    pub components: Plan,
}

/// Plans the opening of the sealed container that `need` names, and the `components` that are mixed into it. It is kept
/// for the patient of `terms`, where there is one.
///
/// # Errors
/// As [`allocate`](super::allocate). `AMBIGUOUS_CONTAINER` names the open containers that would serve: opening another
/// one is said explicitly. `REQUIRED` where a container for one patient is opened for nobody.
pub fn open(
    need: &Need,
    components: &[Need],
    shelves: &Shelves,
    terms: &Terms<'_>,
    new_id: &mut (dyn FnMut() -> ContainerId + Send),
) -> Result<Opening, Vec<Refusal>> {
    let mut bench = Bench::new(shelves, terms, new_id);
    // Before it is opened, as nothing is mixed into itself.
    let mixed: Vec<_> = components.iter().map(|component| line(&mut bench, component, shelves, terms)).collect();
    let refusals: Vec<Refusal> = mixed.into_iter().filter_map(Result::err).collect();
    let id = match take_sealed(&mut bench, need, shelves, terms) {
        Ok(id) if refusals.is_empty() => id,
        opened => return Err(of_first_kind(opened.err().into_iter().chain(refusals).collect())),
    };
    remainder::settle(&mut bench, components, terms);
    split(bench.into_plan(), id, need, components, shelves, terms).ok_or_else(Vec::new)
}

/// The opened container apart from what is mixed into it; the notices of both.
fn split(
    mut plan: Plan,
    id: ContainerId,
    need: &Need,
    components: &[Need],
    shelves: &Shelves,
    terms: &Terms<'_>,
) -> Option<Opening> {
    let place = plan.containers.iter().position(|planned| planned.container.id == id)?;
    let mut container = plan.containers.remove(place).container;
    container.kept_for = terms.circumstance.patient_id.map(str::to_owned);
    let whole = Plan { draws: vec![all_of(need, &container)], ..Plan::default() };
    let mut all = notices::of(std::slice::from_ref(need), &whole, shelves, terms);
    all.extend(notices::of(components, &plan, shelves, terms));
    plan.notices = all;
    Some(Opening { container, components: plan })
}

/// What is opened, as if all of it were drawn: a lot that is not the first to expire is worth a word now.
fn all_of(need: &Need, container: &container::Model) -> Draw {
    Draw {
        line: need.line,
        component: need.component,
        product_id: need.product_id,
        lot_id: Some(container.lot_id),
        booked: true,
        container_id: Some(container.id),
        quantity: container.remaining,
        wasted: Quantity::ZERO,
        breaches: vec![],
    }
}

/// Opens one of the sealed containers that `need` names.
fn take_sealed(
    bench: &mut Bench<'_>,
    need: &Need,
    shelves: &Shelves,
    terms: &Terms<'_>,
) -> Result<ContainerId, Refusal> {
    let Some(shelf) = shelves.get(&need.product_id) else {
        return Err(Refusal::not_found(need.field("source"), "product"));
    };
    let refused = |reason| Refusal::new(need.field("source"), reason);
    if let Some(reason) = not_sealed(need) {
        return Err(refused(with_alternatives(bench, reason, need, shelves, terms)));
    }
    for_whom(shelf, terms)?;
    let (open, sealed): (Vec<Place>, Vec<Place>) =
        bench.places(need).into_iter().partition(|place| place.container_id.is_some());
    one_is_open(need, &open, bench).map_or(Ok(()), |reason| Err(refused(reason)))?;
    unusable(bench, need, &sealed, shelves, terms).map_or(Ok(()), |reason| Err(refused(reason)))?;
    let whole = |place: &&Place| place.is_usable() && place.quantity >= shelf.product.contents;
    let place = sealed.iter().find(whole).ok_or_else(|| refused(shortage(need, &sealed, shelves, terms)))?;
    if needs_confirmation(need, shelf, terms) {
        let plan = vec![choice(place, shelf, terms)];
        let caution = blame::caution(shelf, place.lot_id);
        return Err(refused(Reason::ConfirmLot { plan, caution }));
    }
    Ok(bench.open(need, place.lot_id, &shelf.product))
}

/// A source that names no sealed container, or is in doubt.
fn not_sealed(need: &Need) -> Option<Reason> {
    let known = need.breaches.first().cloned();
    let of_source = || match need.source {
        Source::Container(_) => Some(Reason::AlreadyDone { message: "This container is open already.".to_owned() }),
        Source::Unbooked(_) => Some(Reason::NotFound { what: "lot" }),
        Source::Lot(_) | Source::OpenNew(_) | Source::Product => None,
    };
    known.or_else(of_source)
}

/// A container for one patient is opened for somebody.
fn for_whom(shelf: &Shelf, terms: &Terms<'_>) -> Result<(), Refusal> {
    if shelf.product.container_use != ContainerUse::SinglePatient || terms.circumstance.patient_id.is_some() {
        return Ok(());
    }
    let message =
        format!("A {} of {} is for one patient: say for whom.", shelf.product.container_name, shelf.product.name);
    Err(Refusal::invalid(field("keptFor"), InputRule::Required, message))
}

/// Open containers that would serve as well, unless another one is asked for explicitly.
fn one_is_open(need: &Need, open: &[Place], bench: &Bench<'_>) -> Option<Reason> {
    if matches!(need.source, Source::OpenNew(_)) {
        return None;
    }
    let serves = |place: &&Place| place.is_usable() && place.container_id.is_some_and(|id| bench.tells_apart(id));
    let candidates: Vec<ContainerId> = open.iter().filter(serves).filter_map(|place| place.container_id).collect();
    (!candidates.is_empty()).then_some(Reason::AmbiguousContainer { candidates })
}

fn choice(place: &Place, shelf: &Shelf, terms: &Terms<'_>) -> StockChoice {
    let product = &shelf.product;
    let in_use_until = expiry::in_use_until(terms.circumstance.at, product);
    let usable_until = place.usable_until.into_iter().chain(in_use_until).min();
    StockChoice { opens_container: true, usable_until, ..place.choice(0, product.contents) }
}
