//! The rests of single-use containers that a usage wasted at its end. What is added to the usage comes out of them first,
//! as it would have if the usage had been recorded so: 0.6 mL and a forgotten 0.4 mL of one syringe are one syringe.

use super::{reversal, voids::wastes};
use crate::{
    error::Error,
    operations::{Act, named, record_usage::resolved::Resolved},
    rules::allocation::{Need, PlannedContainer, Source},
};
use entity::{
    container::{self, ContainerStatus},
    entry::{self, LedgerAccount, WasteReason},
    fixed_point::Quantity,
    id::{ContainerId, ProductId},
    site, usage, usage_line,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};
use std::collections::{BTreeMap, BTreeSet};

/// A container with a rest that was wasted, and the entries that wasted it.
pub(in crate::operations) struct Rest {
    container: container::Model,
    product_id: ProductId,
    entries: Vec<entry::Model>,
    left: Quantity,
}

/// The rests that the lines of a usage wasted, the first opened first.
pub(in crate::operations) async fn of(act: &Act<'_>, lines: &[usage_line::Model]) -> Result<Vec<Rest>, Error> {
    let of_lines = Condition::all()
        .add(entry::COLUMN.usage_line_id.is_in(lines.iter().map(|line| line.id)))
        .add(entry::COLUMN.waste_reason.eq(WasteReason::SingleUseRemainder))
        .add(entry::COLUMN.account.eq(LedgerAccount::Waste))
        .add(entry::COLUMN.container_id.is_not_null());
    let all = entry::Entity::find().filter(of_lines).order_by_asc(entry::COLUMN.sequence).all(act.transaction).await?;
    let mut entries: BTreeMap<ContainerId, Vec<entry::Model>> = BTreeMap::new();
    for entry in reversal::standing(all) {
        if let Some(container) = entry.container_id {
            entries.entry(container).or_default().push(entry);
        }
    }
    let containers = named::containers(act.transaction, &entries.keys().copied().collect()).await?;
    let rest = |(id, entries): (ContainerId, Vec<entry::Model>)| {
        let left = Quantity(entries.iter().map(|entry| -entry.quantity.0).sum());
        let wasting = entries.first().and_then(|entry| entry.usage_line_id);
        let product_id = lines.iter().find(|line| Some(line.id) == wasting)?.product_id;
        Some(Rest { container: containers.get(&id)?.clone(), product_id, entries, left })
    };
    let mut rests: Vec<Rest> = entries.into_iter().filter_map(rest).collect();
    rests.sort_by_key(|rest| (rest.container.opened_at, rest.container.id));
    Ok(rests)
}

/// The needs as they are once they come out of `rests` first: a need that does becomes one for each container. What is
/// left in `rests` afterwards is what nothing came out of.
pub(in crate::operations) fn come_first(needs: Vec<Resolved>, rests: &mut [Rest]) -> Vec<Resolved> {
    let mut all = Vec::with_capacity(needs.len());
    for mut resolved in needs {
        for rest in rests.iter_mut() {
            if !rest.answers(&resolved.need) {
                continue;
            }
            let (used, wasted) = rest.take(&mut resolved.need);
            if used.0 + wasted.0 > 0 {
                let source = Source::Container(rest.container.id);
                let need = Need { source, quantity: used, wasted, label: None, ..resolved.need.clone() };
                all.push(Resolved { need, ..resolved.clone() });
            }
        }
        if resolved.need.quantity.0 + resolved.need.wasted.0 > 0 {
            all.push(resolved);
        }
    }
    all
}

impl Rest {
    /// Whether it is of the named lot, or of the product where only that is known.
    fn answers(&self, need: &Need) -> bool {
        match need.source {
            Source::Lot(lot_id) => lot_id == self.container.lot_id,
            Source::Product => need.product_id == self.product_id,
            Source::Container(_) | Source::OpenNew(_) | Source::Unbooked(_) => false,
        }
    }

    /// Takes off the need what the rest can give: first what is used, then what is wasted.
    fn take(&mut self, need: &mut Need) -> (Quantity, Quantity) {
        let used = need.quantity.min(self.left);
        let wasted = need.wasted.min(Quantity(self.left.0 - used.0));
        need.quantity.0 -= used.0;
        need.wasted.0 -= wasted.0;
        self.left.0 -= used.0 + wasted.0;
        (used, wasted)
    }

    fn is_touched(&self) -> bool {
        self.left.0 < self.entries.iter().map(|entry| -entry.quantity.0).sum()
    }
}

/// Takes back the waste of the rests that something comes out of: the container has it again, and the line that wasted
/// it did not.
pub(in crate::operations) async fn give_back(
    act: &Act<'_>,
    site: &site::Model,
    usage: &usage::Model,
    rests: Vec<Rest>,
    reason: &str,
) -> Result<(), Error> {
    let rests: Vec<Rest> = rests.into_iter().filter(Rest::is_touched).collect();
    let mut containers = rests.iter().map(|rest| (rest.container.id, rest.container.clone())).collect();
    let entries: Vec<entry::Model> = rests.into_iter().flat_map(|rest| rest.entries).collect();
    let lots = named::lots(act.transaction, &entries.iter().map(|entry| entry.lot_id).collect()).await?;
    for (reversed, entries) in reversal::by_posting(entries) {
        let back =
            |entry: &entry::Model| reversal::back(entry, lots.get(&entry.lot_id).map_or(entry.lot_id, |lot| lot.id));
        let movements = entries.iter().map(back).collect();
        let posting = reversal::posting(act, site, usage, reversed, reason);
        let filled = filled(&mut containers, &entries);
        reversal::post(act, site, posting, &lots, movements, filled).await?;
        for entry in entries {
            let Some(line) = entry.usage_line_id else { continue };
            wastes(act, line, entry.quantity, entry.cost().complete()).await?;
        }
    }
    Ok(())
}

/// The containers that these entries wasted from, which have it again.
fn filled(containers: &mut BTreeMap<ContainerId, container::Model>, entries: &[entry::Model]) -> Vec<PlannedContainer> {
    let mut filled = BTreeSet::new();
    for entry in entries {
        let Some(container) = entry.container_id.and_then(|id| containers.get_mut(&id)) else { continue };
        container.wasted.0 += entry.quantity.0;
        container.remaining.0 -= entry.quantity.0;
        container.status = ContainerStatus::Open;
        filled.insert(container.id);
    }
    let again = |id| containers.get(&id).map(|own| PlannedContainer { container: own.clone(), is_new: false });
    filled.into_iter().filter_map(again).collect()
}
