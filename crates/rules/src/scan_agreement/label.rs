//! The lot and its expiry, as the codes and the person say them.

use super::{Scanned, disagreement};
use crate::{
    form::Form,
    lot_label::LotLabel,
    lot_number,
    refusal::{Field, InputRule, Refusal},
    scanned_code::last_day,
};
use chrono::NaiveDate;
use entity::lot::ExpiryBasis;

/// The label that was keyed, completed.
pub(super) fn complete(
    keyed: &LotLabel,
    scans: &[Scanned<'_>],
    at: &dyn Fn(&str) -> Field,
) -> Result<LotLabel, Vec<Refusal>> {
    let mut form = Form::default();
    let lot_number = form.take(number(keyed, scans, at));
    let expires_on = form.take(expiry(keyed, scans, at));
    let best_before = keyed.expires_on.is_none() && only_best_before(scans);
    form.finish(LotLabel {
        lot_number,
        lot_unknown: keyed.lot_unknown,
        expires_in_month: keyed.expires_in_month.clone().filter(|_| expires_on.is_none()),
        expires_on,
        expiry_basis: keyed.expiry_basis.or(best_before.then_some(ExpiryBasis::BestBefore)),
    })
}

fn number(keyed: &LotLabel, scans: &[Scanned<'_>], at: &dyn Fn(&str) -> Field) -> Result<Option<String>, Refusal> {
    let same = |one: &str, other: &str| lot_number::canonical(one) == lot_number::canonical(other);
    let mut read = sound(scans).filter_map(|scanned| scanned.reading.lot_number.as_deref());
    let Some(first) = read.next() else {
        let confirmed = || scans.iter().find_map(|scanned| scanned.reading.lot_number.clone());
        return Ok(keyed.lot_number.clone().or_else(|| confirmed().filter(|_| !keyed.lot_unknown)));
    };
    if let Some(other) = read.find(|other| !same(first, other)) {
        return Err(disagreement(at("scans"), "lot number", first, other));
    }
    match keyed.lot_number.as_deref() {
        Some(number) if !same(first, number) => {
            let message = format!("The code gives lot {first}, the line {number}.");
            Err(Refusal::beyond(at("lotNumber"), InputRule::Barcode, first, message))
        }
        _ => Ok(Some(first.to_owned())),
    }
}

fn expiry(keyed: &LotLabel, scans: &[Scanned<'_>], at: &dyn Fn(&str) -> Field) -> Result<Option<NaiveDate>, Refusal> {
    let mut read = sound(scans).filter_map(|scanned| last_day(scanned.reading));
    let Some(first) = read.next() else {
        let confirmed = || scans.iter().find_map(|scanned| last_day(scanned.reading));
        let is_keyed = keyed.expires_on.is_some() || keyed.expires_in_month.is_some();
        return Ok(keyed.expires_on.or_else(|| confirmed().filter(|_| !is_keyed)));
    };
    if let Some(other) = read.find(|other| *other != first) {
        let message =
            format!("The codes give {first} and {other}: carton and vial that disagree are a sign of counterfeit.");
        return Err(Refusal::beyond(at("scans"), InputRule::ExpiryDiffers, first, message));
    }
    let differs = |name, given: &str| {
        let message = format!("The code gives {first}, the line {given}.");
        Refusal::beyond(at(name), InputRule::ExpiryDiffers, first, message)
    };
    match (keyed.expires_on, &keyed.expires_in_month) {
        (Some(day), _) if day != first => Err(differs("expiresOn", &day.to_string())),
        (_, Some(month)) if *month != first.format("%Y-%m").to_string() => Err(differs("expiresInMonth", month)),
        _ => Ok(Some(first)),
    }
}

fn only_best_before(scans: &[Scanned<'_>]) -> bool {
    let dated = scans.iter().filter(|scanned| last_day(scanned.reading).is_some());
    dated.clone().count() > 0 && dated.clone().all(|scanned| scanned.reading.expires_on.is_none())
}

fn sound<'s>(scans: &'s [Scanned<'_>]) -> impl Iterator<Item = &'s Scanned<'s>> {
    scans.iter().filter(|scanned| !scanned.reading.suspect)
}
