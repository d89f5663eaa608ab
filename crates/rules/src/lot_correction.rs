//! A lot whose number or expiry was keyed wrong: what it is from now on, what happens when it turns out to be another
//! lot of the product, and which usages were past a date that nobody knew.

use super::{
    expiry,
    lot_label::{self, CheckedLabel, LotLabel},
    refusal::{Field, InputRule, Refusal, field},
};
use chrono::NaiveDate;
use chrono_tz::Tz;
use entity::{
    container,
    cost::Cost,
    fixed_point::Quantity,
    id::ContainerId,
    instant::Instant,
    lot::{self, ExpiryBasis},
    product, stock,
};
use serde::Serialize;

/// What is to be different.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Correction {
    /// The number as printed.
    pub lot_number: Option<String>,
    /// Last day of use.
    pub expires_on: Option<NaiveDate>,
    /// What kind of date it is; `NONE_DECLARED` takes the date away.
    pub expiry_basis: Option<ExpiryBasis>,
}

/// Until when a lot is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expiry {
    /// Last day of use.
    pub expires_on: Option<NaiveDate>,
    /// What kind of date it is.
    pub basis: ExpiryBasis,
}

impl Expiry {
    /// That of a lot.
    pub fn of(lot: &lot::Model) -> Self {
        Self { expires_on: lot.expires_on, basis: lot.expiry_basis }
    }
}

/// The label of `lot` after `correction`: what is not corrected stays.
///
/// # Errors
/// `REQUIRED` when nothing is given; as [`lot_label::check`].
pub fn label(correction: &Correction, lot: &lot::Model, product: &product::Model) -> Result<CheckedLabel, Refusal> {
    if correction.lot_number.is_none() && !correction.is_of_expiry() {
        let message = "Give the right number, the right expiry date, or both.";
        return Err(Refusal::invalid(field("lotNumber"), InputRule::Required, message));
    }
    let stays_unknown = lot.lot_unknown && correction.lot_number.is_none();
    let known = (!stays_unknown && product.lot_tracked).then(|| lot.lot_number.clone());
    let expires_on = match correction.expiry_basis {
        Some(ExpiryBasis::NoneDeclared) => correction.expires_on,
        _ => correction.expires_on.or(lot.expires_on),
    };
    let basis_before =
        (lot.expiry_basis != ExpiryBasis::NoneDeclared && expires_on.is_some()).then_some(lot.expiry_basis);
    let label = LotLabel {
        lot_number: correction.lot_number.clone().or(known),
        lot_unknown: stays_unknown,
        expires_on,
        expires_in_month: None,
        expiry_basis: correction.expiry_basis.or(basis_before),
    };
    lot_label::check(&label, product, &|name| -> Field { field(name) })
}

impl Correction {
    /// Whether it says until when the lot is good.
    pub fn is_of_expiry(&self) -> bool {
        self.expires_on.is_some() || self.expiry_basis.is_some()
    }
}

/// Until when two lots that turned out to be one are good: as corrected, or as both say.
///
/// # Errors
/// `CONFLICT` with both dates when they differ and the correction does not settle it.
pub fn merged_expiry(
    from: &lot::Model,
    into: &lot::Model,
    correction: &Correction,
    label: &CheckedLabel,
) -> Result<Expiry, Refusal> {
    if correction.is_of_expiry() {
        return Ok(Expiry { expires_on: label.expires_on, basis: label.expiry_basis });
    }
    if from.expires_on == into.expires_on {
        return Ok(Expiry::of(into));
    }
    let date = |lot: &lot::Model| lot.expires_on.map_or("no date".to_owned(), |day| day.to_string());
    let (theirs, ours) = (date(into), date(from));
    let message = format!(
        "Lot {} is known already, with {theirs}; the lot to be corrected has {ours}. Say which date is right.",
        into.lot_number
    );
    Err(Refusal::conflict(field("expiresOn"), Some(theirs), message))
}

/// Whether a usage kept the date that was known, `before`, and is past the right one, `after`.
pub fn is_past_only_now(performed_at: Instant, before: Option<NaiveDate>, after: Option<NaiveDate>, zone: Tz) -> bool {
    let is_past = |day: Option<NaiveDate>| day.is_some_and(|day| performed_at >= expiry::end_of_day(day, zone));
    is_past(after) && !is_past(before)
}

/// A part of a balance that moves to another lot, worth its share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The open container; `None` for the sealed stock.
    pub container_id: Option<ContainerId>,
    /// How much.
    pub quantity: Quantity,
    /// What it cost, by the share of the balance that leaves before the next part does.
    pub cost: Cost,
}

/// All of `balance` in the parts that it moves in: sealed stock, then each open container. The last part carries what
/// is left of the cost.
pub fn parts(balance: &stock::Model, open: &[container::Model]) -> Vec<Part> {
    let sealed = (None, Quantity(balance.on_hand.0 - balance.opened.0));
    let opened = open.iter().map(|container| (Some(container.id), container.remaining));
    let mut on_hand = balance.on_hand;
    let mut left = balance.cost();
    let mut parts = Vec::with_capacity(open.len() + 1);
    for (container_id, quantity) in [sealed].into_iter().chain(opened).filter(|(_, part)| *part > Quantity::ZERO) {
        let cost = left.share(quantity, on_hand).unwrap_or(Cost::unknown(quantity));
        parts.push(Part { container_id, quantity, cost });
        on_hand = Quantity(on_hand.0 - quantity.0);
        left = left.plus(cost.negated()).unwrap_or_default();
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usage_is_a_deviation_when_only_the_right_date_was_past() {
        let day = |day: &str| day.parse::<NaiveDate>().ok();
        let performed_at = expiry::end_of_day(day("2026-03-31").unwrap_or_default(), Tz::America__Denver);
        let (march, april) = (day("2026-03-31"), day("2026-04-30"));
        assert!(is_past_only_now(performed_at, april, march, Tz::America__Denver));
        assert!(!is_past_only_now(Instant(performed_at.0 - 1), april, march, Tz::America__Denver));
        assert!(!is_past_only_now(performed_at, march, march, Tz::America__Denver), "it was known to be past");
        assert!(is_past_only_now(performed_at, None, march, Tz::America__Denver));
        assert!(!is_past_only_now(performed_at, march, april, Tz::America__Denver));
    }
}
