//! The plan of a usage, from rows to rules: what the check before the needle and the record share.

use super::sources::{Resolved, products};
use crate::{
    error::Error,
    operations::act::zone_of,
    queries::shelves,
    rules::{
        allocation::{self, Plan, Shelves, Terms as Allocation},
        quantity,
        refusal::{Refusal, of_first_kind},
        usability::{Circumstance, Purpose},
    },
};
use entity::{id::ContainerId, instant::Instant, site, site::AssumedLots};
use sea_orm::ConnectionTrait;

/// For whom, when and on what terms.
pub(in crate::operations) struct Terms<'a> {
    pub(in crate::operations) patient_id: Option<&'a str>,
    pub(in crate::operations) at: Instant,
    pub(in crate::operations) fact: bool,
    pub(in crate::operations) opened_by: &'a str,
}

/// A plan, and the shelves it was made from.
pub(in crate::operations) struct Planned {
    pub(in crate::operations) shelves: Shelves,
    pub(in crate::operations) plan: Plan,
}

/// Reads the shelves and plans the needs.
pub(in crate::operations) async fn plan(
    connection: &impl ConnectionTrait,
    site: &site::Model,
    needs: &[Resolved],
    terms: &Terms<'_>,
) -> Result<Planned, Error> {
    let shelves = shelves::load(connection, site.id, &products(needs)).await?;
    check_steps(needs, &shelves)?;
    let circumstance =
        Circumstance { at: terms.at, zone: zone_of(site), purpose: Purpose::Use, patient_id: terms.patient_id };
    let accepts_assumed_lots = site.assumed_lots == AssumedLots::Accept;
    let terms = Allocation { circumstance, fact: terms.fact, accepts_assumed_lots, opened_by: terms.opened_by };
    let wanted: Vec<_> = needs.iter().map(|resolved| resolved.need.clone()).collect();
    let mut plan = allocation::allocate(&wanted, &shelves, &terms, &mut ContainerId::new).map_err(Error::Refused)?;
    keep_serials(&mut plan, needs);
    Ok(Planned { shelves, plan })
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
