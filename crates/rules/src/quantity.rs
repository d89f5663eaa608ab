//! Quantities: positive, exact, in the product's steps; sealed stock in whole containers.

use super::refusal::{Field, InputRule, Refusal};
use entity::{
    fixed_point::{FixedPointError, Money, Quantity},
    product,
};
use rust_decimal::Decimal;

/// Most base units, or money, in one line: far beyond any clinic, and far from overflow when lines are added up.
pub const LIMIT: Quantity = Quantity::whole(1_000_000_000);

/// A decimal as a quantity above 0.
///
/// # Errors
/// `TOO_MANY_DECIMALS`, `OUT_OF_RANGE` beyond [`LIMIT`], `NOT_POSITIVE`.
pub fn positive(field: Field, value: Decimal) -> Result<Quantity, Refusal> {
    let quantity = not_negative(field.clone(), value)?;
    if quantity == Quantity::ZERO {
        return Err(Refusal::beyond(field, InputRule::NotPositive, 0, "A quantity must be more than 0."));
    }
    Ok(quantity)
}

/// A decimal as a quantity of 0 or more.
///
/// # Errors
/// As [`positive`], but for 0.
pub fn not_negative(field: Field, value: Decimal) -> Result<Quantity, Refusal> {
    let quantity = signed(field.clone(), value)?;
    if quantity < Quantity::ZERO {
        return Err(Refusal::beyond(field, InputRule::NotPositive, 0, format!("{value} is below 0.")));
    }
    Ok(quantity)
}

/// A decimal as a quantity of either sign.
///
/// # Errors
/// `TOO_MANY_DECIMALS`, `OUT_OF_RANGE` beyond [`LIMIT`].
pub fn signed(field: Field, value: Decimal) -> Result<Quantity, Refusal> {
    let quantity = Quantity::try_from(value).map_err(|error| unfit(field.clone(), error))?;
    if quantity > LIMIT || quantity < LIMIT.negated() {
        return Err(unfit(field, FixedPointError::OutOfRange));
    }
    Ok(quantity)
}

/// A decimal as an amount of money of 0 or more: free goods cost 0.
///
/// # Errors
/// `NOT_POSITIVE` below 0; `TOO_MANY_DECIMALS`, `OUT_OF_RANGE`.
pub fn money(field: Field, value: Decimal) -> Result<Money, Refusal> {
    let money = Money::try_from(value).map_err(|error| unfit(field.clone(), error))?;
    if money < Money::ZERO {
        return Err(Refusal::beyond(field, InputRule::NotPositive, 0, format!("{value} is below 0.")));
    }
    if money.0 > LIMIT.0 {
        return Err(unfit(field, FixedPointError::OutOfRange));
    }
    Ok(money)
}

/// `quantity`, when it is a whole number of the product's steps.
///
/// ```
/// # mod rows { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/rows.rs")); }
/// # use rows::*;
/// use rules::{quantity, refusal::field};
///
/// let vial = vial(); // recorded in half units
/// let amount = |text: &str| quantity::positive(field("quantity"), text.parse().unwrap());
///
/// let half = amount("12.5").unwrap();
/// assert!(quantity::in_steps(field("quantity"), half, &vial).is_ok());
/// let third = amount("12.3").unwrap();
/// let refused = quantity::in_steps(field("quantity"), third, &vial).unwrap_err();
/// assert_eq!(refused.to_string(), "12.3 U is not a multiple of 0.5 U, the step of Neurotoxin 100 U.");
/// assert!(amount("0").is_err() && amount("0.00001").is_err());
/// ```
///
/// # Errors
/// `QUANTITY_STEP`, with the step.
pub fn in_steps(field: Field, quantity: Quantity, product: &product::Model) -> Result<Quantity, Refusal> {
    if quantity.is_multiple_of(product.quantity_step) {
        return Ok(quantity);
    }
    let (step, unit) = (product.quantity_step, &product.unit);
    let message = format!("{quantity} {unit} is not a multiple of {step} {unit}, the step of {}.", product.name);
    Err(Refusal::beyond(field, InputRule::QuantityStep, step, message))
}

/// `quantity`, when it is a whole number of containers.
///
/// ```
/// # mod rows { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/rows.rs")); }
/// # use rows::*;
/// use entity::fixed_point::Quantity;
/// use rules::{quantity::in_containers, refusal::field};
///
/// let vial = vial(); // of 100 units
/// assert!(in_containers(field("quantity"), Quantity::whole(200), &vial).is_ok());
/// assert!(in_containers(field("quantity"), Quantity::whole(150), &vial).is_err());
/// ```
///
/// # Errors
/// `WHOLE_CONTAINERS`, with the contents of one.
pub fn in_containers(field: Field, quantity: Quantity, product: &product::Model) -> Result<Quantity, Refusal> {
    if quantity.is_multiple_of(product.contents) {
        return Ok(quantity);
    }
    let (contents, unit, name) = (product.contents, &product.unit, &product.container_name);
    let message = format!("{quantity} {unit} is not a whole number of {name}s of {contents} {unit}: sealed stock is.");
    Err(Refusal::beyond(field, InputRule::WholeContainers, contents, message))
}

fn unfit(field: Field, error: FixedPointError) -> Refusal {
    match error {
        FixedPointError::TooManyDecimals => {
            Refusal::beyond(field, InputRule::TooManyDecimals, 4, "At most 4 decimals are kept.")
        }
        FixedPointError::OutOfRange => Refusal::beyond(
            field,
            InputRule::OutOfRange,
            LIMIT,
            format!("Beyond {LIMIT}, or below 0 where it must not be."),
        ),
    }
}
