//! The rest of a single-use container: wasted once, at the end of the usage, or kept for the same patient.

use super::{Need, Terms, bench::Bench};
use crate::expiry;
use entity::{container::ContainerStatus, fixed_point::Quantity, product::ContainerUse};

/// Wastes what single-use containers still hold, unless the product's policy and every line that drew from one let it
/// be kept for the patient.
pub(super) fn settle(bench: &mut Bench<'_>, needs: &[Need], terms: &Terms<'_>) {
    let uses = bench.container_uses();
    for (planned, draw) in bench.touched_with_last_draw() {
        let Some((container_use, may_keep)) = uses.get(&draw.product_id).copied() else { continue };
        if !is_used_up(container_use, terms) {
            continue;
        }
        let asked = needs.iter().any(|need| need.is_met_by(draw) && need.keep_remainder);
        let container = &mut planned.container;
        if may_keep && asked && container_use == ContainerUse::SingleUse {
            container.kept_for = terms.circumstance.patient_id.map(str::to_owned);
            container.in_use_until = container.in_use_until.or(Some(expiry::kept_rest_until(container.opened_at)));
        } else {
            draw.wasted.0 += container.remaining.0;
            container.wasted.0 += container.remaining.0;
            container.remaining = Quantity::ZERO;
            container.status = ContainerStatus::Empty;
        }
    }
}

/// A container for one usage; and one for one patient where there is none to keep it for.
fn is_used_up(container_use: ContainerUse, terms: &Terms<'_>) -> bool {
    match container_use {
        ContainerUse::SingleUse => true,
        ContainerUse::SinglePatient => terms.circumstance.patient_id.is_none(),
        ContainerUse::MultiPatient => false,
    }
}
