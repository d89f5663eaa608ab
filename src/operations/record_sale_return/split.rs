//! What comes back of a line of the till that was split over several lots: the first lot first, as far as it goes.

use entity::{
    fixed_point::{Money, Quantity},
    sale_line,
};

use super::form::CheckedLine;
use crate::rules::sale;

/// The line as it falls on each of `sold`, in their order: amounts that nothing is left for fall on the last, where they
/// are refused. What is said to be paid back is shared by what is left of what was paid, in whole cents.
pub(super) fn over<'a>(line: &CheckedLine<'a>, sold: &[sale_line::Model], cent: Money) -> Vec<CheckedLine<'a>> {
    let mut left = line.quantity;
    let mut quantities = Vec::with_capacity(sold.len());
    for (place, row) in sold.iter().enumerate() {
        let most = Quantity(row.quantity.0 - row.returned.0);
        let part = if place + 1 == sold.len() { left } else { left.min(most) };
        quantities.push(part);
        left.0 -= part.0;
    }

    let left_to_refund = |(quantity, row): (&Quantity, &sale_line::Model)| {
        let left = row.revenue.0 - row.refunded.0;
        Quantity(if *quantity > Quantity::ZERO { left } else { 0 })
    };
    let weights: Vec<Quantity> = quantities.iter().zip(sold).map(left_to_refund).collect();
    let refunds = line.refund.map(|refund| sale::divide(refund, &weights, cent));

    let part = |(place, quantity): (usize, Quantity)| {
        let refund = refunds.as_ref().and_then(|refunds| refunds.get(place).copied());
        CheckedLine { quantity, refund, ..line.clone() }
    };
    quantities.into_iter().enumerate().map(part).collect()
}
