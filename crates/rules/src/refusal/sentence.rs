//! Refusals as sentences for people, with their numbers.

use super::{Reason, Refusal, SkippedStock};
use crate::{blame, text, usability::UnusableReason};
use entity::fixed_point::Quantity;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reason.fmt(formatter)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid { message, .. }
            | Self::NotAllowed { message, .. }
            | Self::Conflict { message, .. }
            | Self::NeedsApproval { message, .. }
            | Self::PossibleDuplicate { message, .. }
            | Self::StatedNotUsable { message, .. }
            | Self::AlreadyDone { message } => formatter.write_str(message),
            Self::NotFound { what } => write!(formatter, "There is no such {what}."),
            Self::IdempotencyConflict { first_recorded_at } => {
                let at = first_recorded_at.to_utc().to_rfc3339();
                write!(formatter, "This idempotency key was used for another input at {at}.")
            }
            Self::AmbiguousContainer { candidates } => {
                write!(formatter, "{} open containers fit: name one of them, or open a new one.", candidates.len())
            }
            Self::ConfirmLot { plan, caution } => {
                let lots = plan.iter().map(|choice| choice.lot_id).collect::<BTreeSet<_>>().len();
                let caution = caution.as_ref().map(|caution| format!(" {caution}")).unwrap_or_default();
                write!(
                    formatter,
                    "First expired, first out picked {lots} of the lots: name what was taken by its lot.{caution}"
                )
            }
            Self::StockNotUsable { lot_number, reasons, blame, .. } => {
                let because = match blame.because.as_slice() {
                    [] => UnusableReason::sentence(reasons),
                    because => because.join("; "),
                };
                let caution = blame.caution.as_ref().map(|caution| format!(" {caution}")).unwrap_or_default();
                match &blame.container {
                    Some(container) => write!(
                        formatter,
                        "{} of lot {lot_number} must not be used: {because}.{caution}",
                        text::capitalized(container)
                    ),
                    None => write!(formatter, "Lot {lot_number} must not be used: {because}.{caution}"),
                }
            }
            Self::UnknownLot { lot_number, usable } => {
                write!(formatter, "There is no such lot: {lot_number}.{}", blame::usable_here(usable))
            }
            Self::ExpiryDiffers { lot_number, known, given, .. } => {
                let known = known.map_or("no date".to_owned(), |day| day.to_string());
                write!(
                    formatter,
                    "Lot {lot_number} is known with {known}, this package says {given}: it must not be used."
                )
            }
            Self::NotBalanced { matter } => matter.fmt(formatter),
            Self::InsufficientStock { unit, requested, available, reserved, skipped, others, .. } => {
                let others = blame::usable_here(others);
                write!(formatter, "{requested} {unit} asked for, {available} {unit} available")?;
                write!(formatter, "{}.{others}", not_available(unit, *reserved, skipped))
            }
            Self::PrescriptionRequired { product, missing } => {
                write!(formatter, "{product} is sold on a prescription: name {}.", missing.join(" and "))
            }
        }
    }
}

/// What is there and cannot be had, and why: `: 3 each reserved for others, 2 each expired`.
fn not_available(unit: &str, reserved: Quantity, skipped: &[SkippedStock]) -> String {
    let mut by_reasons = BTreeMap::<String, Quantity>::new();
    // What is reserved is told once, as a sum.
    for part in skipped.iter().filter(|part| part.reasons != [UnusableReason::Reserved]) {
        by_reasons.entry(UnusableReason::sentence(&part.reasons)).or_default().0 += part.quantity.0;
    }

    let reserved = (reserved > Quantity::ZERO).then(|| format!("{reserved} {unit} reserved for others"));
    let others = by_reasons.into_iter().map(|(reasons, quantity)| format!("{quantity} {unit} {reasons}"));
    let parts: Vec<String> = reserved.into_iter().chain(others).collect();
    if parts.is_empty() { String::new() } else { format!(": {}", parts.join("; ")) }
}
