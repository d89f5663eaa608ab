//! Setting the books right: how far they are from what is there, for sealed stock of a lot or for one opened container.

use super::{
    quantity,
    refusal::{Field, Reason, Refusal},
    usability::UnusableReason,
};
use entity::{
    container::{self, ContainerStatus},
    fixed_point::Quantity,
    lot, product, stock,
};

/// What somebody says of the books.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// They are to move by this; never 0.
    By(Quantity),
    /// There is `amount`, where the books said `expected` when it was compared.
    Counted {
        /// What is there.
        amount: Quantity,
        /// What it was compared with.
        expected: Quantity,
    },
}

/// What is set right: all of a lot at a site by its sealed stock, or one container.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The product.
    pub product: &'a product::Model,
    /// The lot.
    pub lot: &'a lot::Model,
    /// Its balance at the site.
    pub balance: &'a stock::Model,
    /// The opened container; `None` for the lot.
    pub container: Option<&'a container::Model>,
}

impl Subject<'_> {
    /// What the books say is there: left in the container, or all of the lot, opened and sealed.
    fn recorded(&self) -> Quantity {
        self.container.map_or(self.balance.on_hand, |container| container.remaining)
    }

    /// How much can be taken off: parts exist in opened containers only, so a lot gives sealed stock.
    fn removable(&self) -> Quantity {
        self.container.map_or(Quantity(self.balance.on_hand.0 - self.balance.opened.0), |container| container.remaining)
    }
}

/// The signed difference that `change` makes; 0 where the count agrees with the books. `in_containers` is what the same
/// act changes in opened containers of the lot: a count of the lot is of everything, and only the rest is sealed stock.
///
/// # Errors
/// `QUANTITY_STEP` for a container and `WHOLE_CONTAINERS` for sealed stock; `CONFLICT` with what the books say when it
/// is not what was expected; `STOCK_NOT_USABLE` for a discarded container; `INSUFFICIENT_STOCK` below zero.
pub fn difference(
    subject: &Subject<'_>,
    change: Change,
    in_containers: Quantity,
    field: &Field,
) -> Result<Quantity, Refusal> {
    let difference = match change {
        Change::By(difference) => difference,
        Change::Counted { amount, expected } => {
            compared(subject, expected, field)?;
            Quantity(amount.0 - subject.recorded().0 - in_containers.0)
        }
    };
    match subject.container {
        Some(container) => {
            not_discarded(subject, container, field)?;
            quantity::in_steps(field.clone(), difference, subject.product)?
        }
        None => quantity::in_containers(field.clone(), difference, subject.product)?,
    };
    enough(subject, difference, field)
}

fn compared(subject: &Subject<'_>, expected: Quantity, field: &Field) -> Result<(), Refusal> {
    let recorded = subject.recorded();
    if recorded == expected {
        return Ok(());
    }
    let unit = &subject.product.unit;
    let message = format!("Compared with {expected} {unit}, but the books say {recorded} {unit} now: compare again.");
    Err(Refusal::conflict(field.clone(), Some(recorded.to_string()), message))
}

fn not_discarded(subject: &Subject<'_>, container: &container::Model, field: &Field) -> Result<(), Refusal> {
    if container.status != ContainerStatus::Discarded {
        return Ok(());
    }
    let reason = Reason::StockNotUsable {
        lot_id: subject.lot.id,
        lot_number: subject.lot.lot_number.clone(),
        container_id: Some(container.id),
        reasons: vec![UnusableReason::ContainerClosed],
        blame: Box::default(),
        alternative: None,
    };
    Err(Refusal::new(field.clone(), reason))
}

fn enough(subject: &Subject<'_>, difference: Quantity, field: &Field) -> Result<Quantity, Refusal> {
    let (requested, available) = (difference.negated(), subject.removable());
    if requested <= available {
        return Ok(difference);
    }
    let (product_id, unit) = (subject.product.id, subject.product.unit.clone());
    let reason = Reason::InsufficientStock {
        product_id,
        unit,
        requested,
        available,
        reserved: Quantity::ZERO,
        skipped: vec![],
        others: vec![],
    };
    Err(Refusal::new(field.clone(), reason))
}

/// `container` after `difference` was found in it by measuring: it stands in `counted`, apart from use and waste.
pub fn measured(container: &container::Model, difference: Quantity) -> container::Model {
    let remaining = Quantity(container.remaining.0 + difference.0);
    let status = if remaining > Quantity::ZERO { ContainerStatus::Open } else { ContainerStatus::Empty };
    container::Model { counted: Quantity(container.counted.0 + difference.0), remaining, status, ..container.clone() }
}
