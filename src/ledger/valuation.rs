//! Cost: the moving average per lot and site. An entry stores the value that moved; the unit cost is derived from it.

use super::{Movement, Worth, overflow};
use crate::error::Error;
use entity::{
    fixed_point::{Money, Quantity},
    stock,
};

/// What the movement is worth: its given value, or the share of the balance that leaves. The last unit takes all that is
/// left, so that nothing remains of a balance of nothing.
pub(super) fn of(movement: &Movement, balance: &stock::Model) -> Option<Money> {
    match movement.worth {
        Worth::Given(value) => value,
        Worth::Average if balance.on_hand == Quantity::ZERO => None,
        Worth::Average => balance.value?.share(movement.quantity, balance.on_hand),
    }
}

/// The balance's value after a movement worth `value`: unknown once anything unknown is in it, and known again when it
/// is empty. It never falls below zero by rounding.
///
/// # Errors
/// `OUT_OF_RANGE` on overflow.
pub(super) fn after(balance: &stock::Model, quantity: Quantity, value: Option<Money>) -> Result<Option<Money>, Error> {
    if balance.on_hand.plus(quantity) == Some(Quantity::ZERO) {
        return Ok(Some(Money::ZERO));
    }
    let (Some(before), Some(value)) = (balance.value, value) else { return Ok(None) };
    let after = before.plus(value).ok_or_else(overflow)?;
    Ok(Some(after.max(Money::ZERO)))
}
