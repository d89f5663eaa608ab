//! What comes back to containers when lines are voided, and what becomes of it: an open or empty container has it
//! again, with its clock as it was; to a discarded one it comes back and is wasted; the rest of a single-use container
//! that another line still used is wasted with that line.

use crate::{
    ledger::Movement,
    rules::{
        allocation::PlannedContainer,
        clock,
        notice::{Notice, NoticeCode},
        refusal::field,
    },
};
use entity::{
    container::{self, ContainerStatus},
    entry::{self, LedgerAccount, WasteReason},
    fixed_point::Quantity,
    id::{ContainerId, LotId, ProductId, UsageLineId},
    instant::Instant,
    lot,
    product::{self, ContainerUse},
    usage_line,
};
use std::collections::BTreeMap;

/// The containers that voided lines drew from, as they become.
pub(super) struct Returned {
    containers: BTreeMap<ContainerId, container::Model>,
}

/// What is wasted of what came back.
#[derive(Default)]
pub(super) struct Wasted {
    pub movements: Vec<Movement>,
    pub by_line: Vec<(UsageLineId, Quantity)>,
    pub notices: Vec<Notice>,
}

impl Returned {
    pub(super) fn new(containers: BTreeMap<ContainerId, container::Model>) -> Self {
        Self { containers }
    }

    /// What the entry took is in the container again.
    pub(super) fn goes_back(&mut self, entry: &entry::Model) {
        let Some(container) = self.of(entry) else { return };
        let taken = entry.quantity.negated();
        let account = if entry.account == LedgerAccount::Waste { &mut container.wasted } else { &mut container.used };
        account.0 -= taken.0;
        container.remaining.0 += taken.0;
    }

    /// What the entry used is wasted instead.
    pub(super) fn is_gone(&mut self, entry: &entry::Model) {
        let Some(container) = self.of(entry) else { return };
        container.used.0 += entry.quantity.0;
        container.wasted.0 -= entry.quantity.0;
    }

    fn of(&mut self, entry: &entry::Model) -> Option<&mut container::Model> {
        self.containers.get_mut(&entry.container_id?)
    }

    /// Wastes what cannot stay: `drawn` are the lines of the usage that did come out of a container, those that stand
    /// last. The rest of a single-use container goes with the last of them.
    pub(super) fn waste_rests(
        &mut self,
        products: &BTreeMap<ProductId, product::Model>,
        lots: &BTreeMap<LotId, lot::Model>,
        drawn: &[&usage_line::Model],
    ) -> Wasted {
        let mut wasted = Wasted::default();
        for container in self.containers.values_mut().filter(|container| container.remaining > Quantity::ZERO) {
            let lot = lots.values().find(|lot| lot.id == container.lot_id);
            let product = lot.and_then(|lot| products.get(&lot.product_id));
            let single_use = product.is_some_and(|product| product.container_use == ContainerUse::SingleUse);
            let line = drawn.iter().rfind(|line| line.container_id == Some(container.id));
            let rest = container.remaining;
            if container.status == ContainerStatus::Discarded {
                wasted.notices.push(discarded_notice(&container.label, rest));
                wasted.movements.push(waste(container, None, WasteReason::Other));
            } else if let Some(line) = line.filter(|_| single_use && container.kept_for.is_none()) {
                wasted.by_line.push((line.id, rest));
                wasted.movements.push(waste(container, Some(line.id), WasteReason::SingleUseRemainder));
            } else {
                container.status = ContainerStatus::Open;
            }
        }
        wasted
    }

    /// The containers whose clock an act moved.
    pub(super) fn with_moved_clocks(&self) -> impl Iterator<Item = ContainerId> {
        self.containers.values().filter(|container| container.opened_at_first.is_some()).map(|container| container.id)
    }

    /// Gives their clocks back, as far as what still stands was drawn later.
    pub(super) fn give_clocks_back(&mut self, standing: &[entry::Model]) {
        for container in self.containers.values_mut() {
            let own = standing.iter().filter(|entry| entry.container_id == Some(container.id));
            let drawn_at: Vec<Instant> = own.map(|entry| entry.occurred_at).collect();
            clock::give_back(container, drawn_at);
        }
    }

    pub(super) fn into_planned(self) -> Vec<PlannedContainer> {
        self.containers.into_values().map(|container| PlannedContainer { container, is_new: false }).collect()
    }
}

/// Wastes what is left in the container.
fn waste(container: &mut container::Model, line: Option<UsageLineId>, reason: WasteReason) -> Movement {
    let rest = std::mem::take(&mut container.remaining);
    container.wasted.0 += rest.0;
    Movement {
        container_id: Some(container.id),
        usage_line_id: line,
        waste_reason: Some(reason),
        ..Movement::new(container.lot_id, LedgerAccount::Waste, rest.negated())
    }
}

/// What a void to a discarded container leaves behind.
fn discarded_notice(label: &str, quantity: Quantity) -> Notice {
    let message = format!("{label} is discarded: the {quantity} that came back to it are wasted.");
    Notice::new(NoticeCode::RemainderWasted, field("voidLines"), message)
}
