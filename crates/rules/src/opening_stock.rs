//! What was on the shelf when the books were opened: sealed containers, and opened ones with what is left in them.

use super::{
    container_label, expiry, quantity, receipt,
    refusal::{Field, InputRule, Refusal},
};
use entity::{
    container::{self, ContainerStatus},
    fixed_point::Quantity,
    id::{ContainerId, LotId, SiteId},
    instant::Instant,
    product,
};
use rust_decimal::Decimal;
use serde::Serialize;

/// An opened container as it was found.
#[derive(Clone, Debug, Serialize)]
pub struct OpenedGiven {
    /// What is left in it.
    pub remaining: Decimal,
    /// When it was opened.
    pub opened_at: Instant,
    /// The label on it; made by us when it has none.
    pub label: Option<String>,
}

/// The same, when it can be one of the product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// What is left in it.
    pub remaining: Quantity,
    /// When it was opened.
    pub opened_at: Instant,
    /// When that was left.
    pub counted_at: Instant,
    /// The label on it.
    pub label: Option<String>,
}

/// So many sealed containers, which may be none beside opened ones.
///
/// # Errors
/// `NOT_POSITIVE` below 0, or for 0 where nothing is open either; `OUT_OF_RANGE`.
pub fn sealed(count: i32, any_open: bool, product: &product::Model, field: Field) -> Result<Quantity, Refusal> {
    if count == 0 && any_open { Ok(Quantity::ZERO) } else { receipt::containers(count.into(), product, field) }
}

/// An opened container of `product`, as it was at `as_of`. `at` makes the path of one of its fields.
///
/// # Errors
/// `NOT_POSITIVE`, `QUANTITY_STEP`, `OUT_OF_RANGE` beyond what a container holds or opened after `as_of`, and a label
/// that is none.
pub fn opened(
    given: &OpenedGiven,
    product: &product::Model,
    as_of: Instant,
    at: &dyn Fn(&str) -> Field,
) -> Result<Opened, Refusal> {
    let remaining = quantity::positive(at("remaining"), given.remaining)?;
    let remaining = quantity::in_steps(at("remaining"), remaining, product)?;
    if remaining > product.contents {
        let (contents, unit) = (product.contents, &product.unit);
        let message = format!("{remaining} {unit} are left, but one {} holds {contents}.", product.container_name);
        return Err(Refusal::beyond(at("remaining"), InputRule::OutOfRange, contents, message));
    }
    if given.opened_at > as_of {
        let limit = as_of.to_utc().to_rfc3339();
        return Err(Refusal::beyond(at("openedAt"), InputRule::OutOfRange, limit, "It was opened before that."));
    }
    let label = given.label.as_deref().map(|label| container_label::check(at("label"), label)).transpose()?;
    Ok(Opened { remaining, opened_at: given.opened_at, counted_at: as_of, label: label.flatten() })
}

/// The row of an opened container. What was drawn from it before is not in the books: its contents are what it came
/// into them with.
pub fn container(
    opened: &Opened,
    id: ContainerId,
    lot_id: LotId,
    site_id: SiteId,
    product: &product::Model,
    person: &str,
) -> container::Model {
    container::Model {
        id,
        lot_id,
        site_id,
        label: opened.label.clone().unwrap_or_else(|| container_label::of(id)),
        status: ContainerStatus::Open,
        opened_at: opened.opened_at,
        opened_at_first: None,
        opening_recorded_at: None,
        booked_from: Some(opened.counted_at),
        opened_by: person.to_owned(),
        in_use_until: expiry::in_use_until(opened.opened_at, product),
        first_patient_id: None,
        kept_for: None,
        serial: None,
        witness_awaited_since: None,
        contents: opened.remaining,
        counted: Quantity::ZERO,
        used: Quantity::ZERO,
        wasted: Quantity::ZERO,
        remaining: opened.remaining,
    }
}
