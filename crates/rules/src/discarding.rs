//! Discarding an opened container: what is measured in it is waste, and what the books say beyond that is a counted
//! difference, so that contents + counted = used + wasted + remaining. The glass never agrees with the books: the
//! difference shows by product and opener, and does not hide as waste.

use super::{
    quantity,
    refusal::{Field, InputRule, Reason, Refusal},
};
use entity::{
    container::{self, ContainerStatus},
    fixed_point::Quantity,
    product,
};

/// A container that is discarded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discarded {
    /// The container afterwards.
    pub container: container::Model,
    /// Signed: what was measured beyond the books.
    pub counted: Quantity,
    /// What was in it.
    pub wasted: Quantity,
}

/// Discards `container`, in which `measured` is left; what the books say where nobody measured.
///
/// # Errors
/// `QUANTITY_STEP`, and `OUT_OF_RANGE` for more than one of the product holds; `ALREADY_DONE` for a discarded container,
/// and for an empty one that is empty indeed.
pub fn discard(
    container: &container::Model,
    product: &product::Model,
    measured: Option<Quantity>,
    at: &dyn Fn(&str) -> Field,
) -> Result<Discarded, Refusal> {
    let measured = measured.unwrap_or(container.remaining);
    let in_glass = quantity::in_steps(at("measuredRemaining"), measured, product)?;
    fits(in_glass, container, product, at)?;
    let closed = |what: &str| {
        let message = format!("{} is {what}: nothing is left to discard.", container.label);
        Err(Refusal::new(at("containerId"), Reason::AlreadyDone { message }))
    };
    match container.status {
        ContainerStatus::Discarded => return closed("discarded"),
        ContainerStatus::Empty if in_glass == Quantity::ZERO => return closed("empty"),
        ContainerStatus::Empty | ContainerStatus::Open => {}
    }
    let counted = Quantity(in_glass.0 - container.remaining.0);
    let container = container::Model {
        status: ContainerStatus::Discarded,
        counted: Quantity(container.counted.0 + counted.0),
        wasted: Quantity(container.wasted.0 + in_glass.0),
        remaining: Quantity::ZERO,
        ..container.clone()
    };
    Ok(Discarded { container, counted, wasted: in_glass })
}

/// Not more is measured than one of the product holds, or than the books say.
fn fits(
    measured: Quantity,
    container: &container::Model,
    product: &product::Model,
    at: &dyn Fn(&str) -> Field,
) -> Result<(), Refusal> {
    let most = product.contents.max(container.remaining);
    if measured <= most {
        return Ok(());
    }
    let (unit, name) = (&product.unit, &product.container_name);
    let message = format!("{measured} {unit} measured, but one {name} holds {most} {unit}.");
    Err(Refusal::beyond(at("measuredRemaining"), InputRule::OutOfRange, most, message))
}
