//! The form of an adjustment: what must be right before anything is read.

use super::{AdjustStock, AdjustmentLine, StockChange};
use crate::{
    error::Error,
    operations::{Act, receive_stock::line_count},
    rules::{
        adjustment::Change,
        person, quantity,
        refusal::{Field, InputRule, Refusal, field, of_first_kind},
    },
};
use entity::{
    fixed_point::Quantity,
    id::{ContainerId, LotId},
};
use rust_decimal::Decimal;

/// A line whose form is right.
pub(super) struct CheckedLine {
    pub number: usize,
    pub target: Target,
    pub change: Change,
}

/// What a line names.
#[derive(Clone, Copy)]
pub(super) enum Target {
    Lot(LotId),
    Container(ContainerId),
}

impl CheckedLine {
    /// The field that names the stock.
    pub(super) fn field(&self) -> Field {
        let name = if matches!(self.target, Target::Lot(_)) { "lotId" } else { "containerId" };
        path(self.number, &[name])
    }

    /// The field that says how it changes.
    pub(super) fn change_field(&self) -> Field {
        match self.change {
            Change::By(_) => path(self.number, &["change", "by"]),
            Change::Counted { .. } => path(self.number, &["change", "counted"]),
        }
    }
}

fn path(line: usize, names: &[&str]) -> Field {
    let line = line.to_string();
    ["lines", line.as_str()].iter().chain(names).map(ToString::to_string).collect()
}

/// The reason, when it and the instant of the act are right.
pub(super) fn reason(input: &AdjustStock, act: &Act<'_>) -> Result<String, Refusal> {
    act.not_in_the_future(input.occurred_at, field("occurredAt"))?;
    person::none_in(field("reason"), &input.reason)
}

/// Every line, or the refusals of the first kind over all of them.
pub(super) fn lines(input: &AdjustStock) -> Result<Vec<CheckedLine>, Error> {
    line_count(input.lines.len())?;
    let checked = input.lines.iter().enumerate().map(|(number, line)| checked(number, line));
    let (mut lines, mut refusals) = (Vec::new(), Vec::new());
    for outcome in checked {
        match outcome {
            Ok(line) => lines.push(line),
            Err(refusal) => refusals.push(refusal),
        }
    }
    if refusals.is_empty() { Ok(lines) } else { Err(Error::Refused(of_first_kind(refusals))) }
}

fn checked(number: usize, line: &AdjustmentLine) -> Result<CheckedLine, Refusal> {
    let target = match (line.lot_id, line.container_id) {
        (Some(lot), None) => Target::Lot(lot),
        (None, Some(container)) => Target::Container(container),
        _ => {
            let message = "Name a lot or a container: one of the two.";
            return Err(Refusal::invalid(path(number, &["lotId"]), InputRule::Required, message));
        }
    };
    let change = match line.change {
        StockChange::By(by) => Change::By(not_zero(path(number, &["change", "by"]), by)?),
        StockChange::Counted { amount, expected } => Change::Counted {
            amount: quantity::not_negative(path(number, &["change", "counted", "amount"]), amount)?,
            expected: quantity::not_negative(path(number, &["change", "counted", "expected"]), expected)?,
        },
    };
    Ok(CheckedLine { number, target, change })
}

fn not_zero(at: Field, value: Decimal) -> Result<Quantity, Refusal> {
    let quantity = quantity::signed(at.clone(), value)?;
    if quantity == Quantity::ZERO {
        return Err(Refusal::invalid(at, InputRule::Other, "A change of 0 changes nothing."));
    }
    Ok(quantity)
}
