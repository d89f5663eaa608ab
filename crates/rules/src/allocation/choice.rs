//! A draw as people choose stock: one lot, one container of it, so much, until when.

use super::{Draw, PlannedContainer};
use crate::{expiry, refusal::StockChoice, shelf::Shelf, usability::Circumstance};

/// One draw as a choice: unbooked ones are none.
pub(super) fn of(
    draw: &Draw,
    touched: &[PlannedContainer],
    shelf: &Shelf,
    circumstance: &Circumstance<'_>,
) -> Option<StockChoice> {
    let lot = &shelf.lot(draw.lot_id.filter(|_| draw.booked)?)?.lot;
    let planned = touched.iter().find(|planned| Some(planned.container.id) == draw.container_id);
    let usable_until = match planned {
        Some(planned) => expiry::container_usable_until(&planned.container, lot, circumstance.zone),
        None => expiry::lot_usable_until(lot, circumstance.zone),
    };
    Some(StockChoice {
        line: draw.line,
        lot_id: lot.id,
        container_id: draw.container_id.filter(|_| planned.is_some_and(|planned| !planned.is_new)),
        opens_container: planned.is_some_and(|planned| planned.is_new),
        quantity: draw.quantity,
        wasted: draw.wasted,
        usable_until,
    })
}
