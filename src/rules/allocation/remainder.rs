//! The rest of a single-use container: wasted once, at the end of the usage, or kept for the same patient.

use super::{Need, Terms, bench::Bench};
use entity::{container::ContainerStatus, fixed_point::Quantity, product::ContainerUse};

/// Wastes what single-use containers still hold, unless the product's policy and every line that drew from one let it
/// be kept for the patient.
pub(super) fn settle(bench: &mut Bench<'_>, needs: &[Need], terms: &Terms<'_>) {
    let uses = bench.container_uses();
    for (planned, draw) in bench.touched_with_last_draw() {
        let Some((ContainerUse::SingleUse, may_keep)) = uses.get(&draw.product_id).copied() else { continue };
        let asked = needs.iter().any(|need| need.line == draw.line && need.keep_remainder);
        let container = &mut planned.container;
        if may_keep && asked {
            container.kept_for = terms.circumstance.patient_id.map(str::to_owned);
        } else {
            draw.wasted.0 += container.remaining.0;
            container.wasted.0 += container.remaining.0;
            container.remaining = Quantity::ZERO;
            container.status = ContainerStatus::Empty;
        }
    }
}
