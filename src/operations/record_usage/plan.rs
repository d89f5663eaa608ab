//! The plan of a usage or a sale, from rows to rules: what the check before the act and the record share.

use super::{meanwhile, merged_patient, resolved::Resolved, sources::products, stated};
use crate::{
    error::Error,
    ledger,
    operations::named,
    queries::{past, reservations, samples, shelves},
    rules::{
        allocation::{self, Need, Plan, Shelves, Terms as Allocation},
        quantity,
        refusal::{InputRule, Refusal, line_field, of_first_kind},
        reservation::{self, Promises, UsedUp},
        shelf::LotOnShelf,
        site::zone_of,
        usability::{Circumstance, Purpose},
    },
};
use entity::{
    fixed_point::Quantity,
    id::{ContainerId, LotId, ProductId},
    instant::Instant,
    product::ContainerUse,
    site,
    site::AssumedLots,
};
use sea_orm::ConnectionTrait;
use std::collections::{BTreeMap, BTreeSet};

/// For whom, when and on what terms.
pub(in crate::operations) struct Terms<'a> {
    pub(in crate::operations) patient_id: Option<&'a str>,
    /// What the stock is for.
    pub(in crate::operations) purpose: Purpose,
    /// When it happens: expiry and clocks are judged then.
    pub(in crate::operations) at: Instant,
    /// When it is recorded: what is promised to others is judged now.
    pub(in crate::operations) now: Instant,
    pub(in crate::operations) fact: bool,
    /// An unbooked line is settled by it, from what the books have now.
    pub(in crate::operations) settles: bool,
    pub(in crate::operations) opened_by: &'a str,
}

/// A plan, and the shelves it was made from.
pub(in crate::operations) struct Planned {
    pub(in crate::operations) shelves: Shelves,
    pub(in crate::operations) plan: Plan,
    /// How much of each reservation it uses up.
    pub(in crate::operations) used_up: UsedUp,
}

/// Reads the shelves and plans the needs.
pub(in crate::operations) async fn plan(
    connection: &impl ConnectionTrait,
    site: &site::Model,
    needs: &[Resolved],
    terms: &Terms<'_>,
) -> Result<Planned, Error> {
    let mut shelves = shelves::load(connection, site.id, &products(needs)).await?;
    meanwhile::still_so(connection, needs, &shelves).await?;
    check_steps(needs, &shelves)?;
    if !terms.settles {
        check_waste_reasons(needs, &shelves)?;
    }
    shelve_named(connection, site, needs, &mut shelves, terms.now).await?;
    let renamed = merged_patient::see_as_one(connection, &mut shelves, terms.patient_id).await?;
    let mut wanted: Vec<Need> = needs.iter().map(|resolved| resolved.need.clone()).collect();
    let resembling = stated::judge(connection, site, needs, &mut wanted, &shelves, terms).await?;
    if terms.purpose == Purpose::Sale {
        samples::set_apart(connection, &mut shelves).await?;
    }
    let circumstance =
        Circumstance { at: terms.at, zone: zone_of(site), purpose: terms.purpose, patient_id: terms.patient_id };
    let accepts_assumed_lots = terms.purpose == Purpose::Sale || site.assumed_lots == AssumedLots::Accept;
    let now = terms.now;
    let terms = Allocation {
        circumstance,
        fact: terms.fact,
        settles: terms.settles,
        accepts_assumed_lots,
        opened_by: terms.opened_by,
        recorded_at: now,
    };
    // What is promised is weighed against what is usable now, before the shelf is put back to the instant of the act.
    let mut promises = promises(connection, site, &wanted, &shelves, now).await?;
    past::judge_at(connection, site.id, &mut shelves, circumstance.at, now).await?;
    let plan = allocation::allocate(&wanted, &shelves, &terms, &mut ContainerId::new);
    let mut plan =
        plan.map_err(|refusals| reservation::tell(refusals, &wanted, &promises, &terms)).map_err(Error::Refused)?;
    renamed.restore(&mut plan);
    keep_serials(&mut plan, needs);
    plan.notices.extend(resembling);
    let used_up = reservation::weigh(&mut plan, &wanted, &mut promises, &terms).map_err(Error::Refused)?;
    Ok(Planned { shelves, plan, used_up })
}

/// Puts lots that were never here on the shelf, where a need names one: nothing is there of them, and what speaks against
/// them speaks against what was used of them. Nothing is asked of the database where all are here.
async fn shelve_named(
    connection: &impl ConnectionTrait,
    site: &site::Model,
    needs: &[Resolved],
    shelves: &mut Shelves,
    now: Instant,
) -> Result<(), Error> {
    let named = needs.iter().filter_map(|resolved| resolved.lot_id);
    let is_here = |id: &LotId| shelves.values().any(|shelf| shelf.lot(*id).is_some());
    let elsewhere: BTreeSet<LotId> = named.filter(|id| !is_here(id)).collect();
    if elsewhere.is_empty() {
        return Ok(());
    }

    let lots = named::lots(connection, &elsewhere).await?;
    let ids: Vec<LotId> = lots.values().map(|lot| lot.id).collect();
    let mut holds = shelves::holds_on(connection, &ids, Some(site.id)).await?;
    for lot in lots.into_values() {
        let Some(shelf) = shelves.get_mut(&lot.product_id) else { continue };
        shelf.lots.push(LotOnShelf {
            stock: ledger::new_balance(lot.id, lot.product_id, site.id, now),
            holds: holds.remove(&lot.id).unwrap_or_default(),
            containers: vec![],
            samples: Quantity::ZERO,
            sealed_then: None,
            lot,
        });
    }
    Ok(())
}

/// What is promised of the products now; a reservation that is named must be one of them.
async fn promises(
    connection: &impl ConnectionTrait,
    site: &site::Model,
    needs: &[Need],
    shelves: &Shelves,
    now: Instant,
) -> Result<BTreeMap<ProductId, Promises>, Error> {
    let named = needs.iter().filter_map(|need| need.reservation_id).collect();
    let found = reservations::of_site(connection, site.id, shelves.keys().copied(), &named, now).await?;
    let unknown = |need: &&Need| {
        need.reservation_id.is_some_and(|id| {
            !found.iter().any(|reservation| reservation.id == id && reservation.product_id == need.product_id)
        })
    };
    if let Some(need) = needs.iter().find(unknown) {
        return Err(Refusal::not_found(line_field(need.line, "reservationId"), "reservation").into());
    }
    let circumstance = Circumstance { at: now, zone: zone_of(site), purpose: Purpose::Use, patient_id: None };
    Ok(Promises::of_shelves(shelves, &found, &circumstance))
}

/// The first container that a line opens is the one whose serial number it gives: from then on it is found by it.
fn keep_serials(plan: &mut Plan, needs: &[Resolved]) {
    for resolved in needs {
        let draws = || plan.draws.iter().filter(|draw| resolved.need.is_met_by(draw));
        let is_own = |id: ContainerId| draws().any(|draw| draw.container_id == Some(id));
        let first = plan.containers.iter_mut().find(|planned| planned.is_new && is_own(planned.container.id));
        if let Some(planned) = first.filter(|planned| planned.container.serial.is_none()) {
            planned.container.serial.clone_from(&resolved.serial);
        }
    }
}

/// Why something was wasted is said, not guessed. Only the rest of a single-use container explains itself.
fn check_waste_reasons(needs: &[Resolved], shelves: &Shelves) -> Result<(), Error> {
    let explains_itself = |resolved: &Resolved| {
        let shelf = shelves.get(&resolved.need.product_id);
        shelf.is_some_and(|shelf| shelf.product.container_use == ContainerUse::SingleUse)
    };
    let unexplained = needs.iter().filter(|resolved| resolved.waste_unexplained && !explains_itself(resolved));
    let refusal = |resolved: &Resolved| {
        let message = format!("Say why {} were wasted.", resolved.need.wasted);
        Refusal::invalid(resolved.need.field("wasteReason"), InputRule::Required, message)
    };
    let refusals: Vec<Refusal> = unexplained.map(refusal).collect();
    if refusals.is_empty() { Ok(()) } else { Err(Error::Refused(refusals)) }
}

/// Every product is known, and every amount in its steps.
pub(in crate::operations) fn check_steps(needs: &[Resolved], shelves: &Shelves) -> Result<(), Error> {
    let check = |resolved: &Resolved| {
        let need = &resolved.need;
        let Some(shelf) = shelves.get(&need.product_id) else {
            return Err(Refusal::not_found(need.field("source"), "product"));
        };
        quantity::in_steps(need.field("quantity"), need.quantity, &shelf.product)?;
        quantity::in_steps(need.field("wasted"), need.wasted, &shelf.product).map(drop)
    };
    let refusals: Vec<_> = needs.iter().filter_map(|resolved| check(resolved).err()).collect();
    if refusals.is_empty() { Ok(()) } else { Err(Error::Refused(of_first_kind(refusals))) }
}
