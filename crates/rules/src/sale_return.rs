//! Goods that come back from a customer: what may become of them, and how much can come back at all.

use super::{
    notice::{Notice, NoticeCode},
    refusal::{Field, InputRule, Reason, Refusal},
    sale,
    usability::{Circumstance, UnusableReason},
};
use entity::{
    cost::Cost,
    fixed_point::{Money, Quantity},
    hold, lot, sale_line,
    sale_return_line::ReturnDisposition,
};

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
        blame: Box::default(),
        alternative: None,
    })
}

/// What is said when something else becomes of goods than was asked.
pub fn notice(field: Field, asked: ReturnDisposition, became: ReturnDisposition, lot: &lot::Model) -> Option<Notice> {
    let message = format!("Lot {} is recalled or suspect: what came back is in quarantine.", lot.lot_number);
    (asked != became).then(|| Notice::new(NoticeCode::ReturnedToQuarantine, field, message))
}

/// What is paid back for `quantity` of what a line sold: the share of what was paid, in whole cents; or what is said,
/// where less was really paid back. Never more than is left of it.
///
/// # Errors
/// `OUT_OF_RANGE` when more is said than is left of what was paid.
pub fn refund(
    field: Field,
    line: &sale_line::Model,
    quantity: Quantity,
    said: Option<Money>,
    cent: Money,
) -> Result<Money, Refusal> {
    let left = Money(line.revenue.0 - line.refunded.0);
    let Some(said) = said else {
        return Ok(sale::given_back(line.revenue, line.quantity, line.returned, quantity, cent).min(left));
    };
    if said <= left {
        return Ok(said);
    }
    let message = format!("{left} of what was paid for the line did not go back yet: {said} is more.");
    Err(Refusal::beyond(field, InputRule::OutOfRange, left, message))
}

/// What `quantity` that comes back of a line did cost when it was sold: the known and the unknown part each in their
/// proportion, so that all returns together give back what left, never more.
pub fn cost_given_back(line: &sale_line::Model, quantity: Quantity) -> Cost {
    let cost = line.sold_at_cost();
    // What goods cost is kept to the last decimal, as it is never paid.
    let share = |whole| sale::given_back(whole, line.quantity, line.returned, quantity, Money(1));
    // An amount is divided like money: both are whole numbers of ten-thousandths.
    let unknown = share(Money(cost.unknown.0));
    Cost { known: share(cost.known), unknown: Quantity(unknown.0) }
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
