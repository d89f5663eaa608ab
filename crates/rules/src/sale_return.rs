//! Goods that come back from a customer: what may become of them, and how much can come back at all.

use super::{
    notice::{Notice, NoticeCode},
    refusal::{Field, InputRule, Reason, Refusal},
    usability::{Circumstance, UnusableReason},
};
use entity::fixed_point::Quantity;
use entity::{hold, lot, sale_line, sale_return_line::ReturnDisposition};

/// Without a receipt nobody knows where it was meanwhile.
///
/// # Errors
/// `INVALID` when it is to go on the shelf again.
pub fn without_receipt(field: Field, asked: ReturnDisposition) -> Result<(), Refusal> {
    if asked != ReturnDisposition::Restock {
        return Ok(());
    }
    let message = "Without a receipt nothing goes back on the shelf: put it in quarantine, or destroy it.";
    Err(Refusal::invalid(field, InputRule::Other, message))
}

/// What becomes of goods of `lot`: recalled and suspect ones are evidence and go to quarantine whatever was asked.
///
/// # Errors
/// `STOCK_NOT_USABLE` for goods that cannot go on the shelf again, as they are expired or held.
pub fn disposition(
    asked: ReturnDisposition,
    lot: &lot::Model,
    holds: &[hold::Model],
    circumstance: &Circumstance<'_>,
) -> Result<ReturnDisposition, Reason> {
    let reasons = circumstance.sealed(lot, holds);
    let evidence = |reason: &UnusableReason| matches!(reason, UnusableReason::Recalled | UnusableReason::Suspect);
    if reasons.iter().any(evidence) {
        return Ok(ReturnDisposition::Quarantine);
    }
    if asked != ReturnDisposition::Restock || reasons.is_empty() {
        return Ok(asked);
    }
    Err(Reason::StockNotUsable {
        lot_id: lot.id,
        lot_number: lot.lot_number.clone(),
        container_id: None,
        reasons,
        alternative: None,
    })
}

/// What is said when something else becomes of goods than was asked.
pub fn notice(field: Field, asked: ReturnDisposition, became: ReturnDisposition, lot: &lot::Model) -> Option<Notice> {
    let message = format!("Lot {} is recalled or suspect: what came back is in quarantine.", lot.lot_number);
    (asked != became).then(|| Notice::new(NoticeCode::ReturnedToQuarantine, field, message))
}

/// Of what a line sold, at most all comes back, once.
///
/// # Errors
/// `ALREADY_DONE` when all of it came back before; `CONFLICT` when less is left, or other lines settled it.
pub fn can_come_back(field: Field, line: &sale_line::Model, quantity: Quantity) -> Result<(), Refusal> {
    let left = Quantity(line.quantity.0 - line.returned.0);
    if line.settled_at.is_some() {
        let message = "The line was settled from the stock: name the line that settled it.";
        return Err(Refusal::conflict(field, None, message));
    }
    if quantity <= left {
        return Ok(());
    }
    if left == Quantity::ZERO {
        let message = format!("All {} that the line sold came back before.", line.quantity);
        return Err(Refusal::new(field, Reason::AlreadyDone { message }));
    }
    let message = format!("{} were sold and {} came back: {left} can come back.", line.quantity, line.returned);
    Err(Refusal::conflict(field, Some(left.to_string()), message))
}
