//! What was stated of stock that the books do not have: whether its number is recalled or resembles a recalled one, and
//! whether its last day was over, or is another one than the books have for the lot.

use super::{
    plan::{Planned, Terms},
    resolved::Resolved,
};
use crate::{
    error::Failure,
    operations::recalls,
    queries::recalls::standing::{self, Standing},
    rules::{
        allocation::{Need, Shelves, Source},
        notice::{Notice, NoticeCode},
        recall::{hold_kind, resemblance::Recalled},
        refusal::{Reason, field},
        site::day_of,
        usability::{UnusableReason, reason_of},
    },
};
use entity::{id::ProductId, lot, site};
use sea_orm::ConnectionTrait;
use std::collections::BTreeSet;

/// Adds to `wanted`, which are the needs of `resolved` in their order, the rules that what was stated broke. Answers what
/// somebody should know beside them.
///
/// # Errors
/// When the database fails.
pub(super) async fn judge(
    connection: &impl ConnectionTrait,
    site: &site::Model,
    resolved: &[Resolved],
    wanted: &mut [Need],
    shelves: &Shelves,
    terms: &Terms<'_>,
) -> Result<Vec<Notice>, Failure> {
    for (resolved, need) in resolved.iter().zip(wanted.iter_mut()) {
        need.breaches.extend(expiry(resolved, site, shelves, terms));
    }

    let unknown = |resolved: &&Resolved| resolved.need.source == Source::Unbooked(None) && resolved.stated.is_some();
    let products: BTreeSet<ProductId> =
        resolved.iter().filter(unknown).map(|resolved| resolved.need.product_id).collect();
    if products.is_empty() || !terms.fact {
        return Ok(vec![]);
    }
    let standing = standing::of_products(connection, products).await?;
    let mut notices = Vec::new();
    for (resolved, need) in resolved.iter().zip(wanted.iter_mut()).filter(|(resolved, _)| unknown(resolved)) {
        let recalled = standing.iter().find_map(|standing| recalled(resolved, standing));
        match recalled {
            Some(reason) => need.breaches.push(reason),
            None => notices.extend(standing.iter().find_map(|standing| resembles(resolved, standing))),
        }
    }
    Ok(notices)
}

/// The rules that the stated last day breaks.
fn expiry(resolved: &Resolved, site: &site::Model, shelves: &Shelves, terms: &Terms<'_>) -> Vec<Reason> {
    let Some(given) = resolved.stated_expires_on else { return vec![] };
    let shelf = shelves.get(&resolved.need.product_id);
    let known = resolved.lot_id.and_then(|id| shelf?.lot(id)).map(|lot| &lot.lot);
    let differs = known.filter(|lot| lot.expires_on != Some(given)).map(|lot| differs(lot, given));

    let is_new = known.is_none() || differs.is_some();
    let is_over = given < day_of(terms.at, site);
    let expired = (is_new && is_over).then(|| {
        let stated = resolved.stated.as_ref().map_or("The stock".to_owned(), |(number, _)| format!("Lot {number}"));
        let message = format!("{stated} was stated with {given} as its last day of use, which was over.");
        Reason::StatedNotUsable { reasons: vec![UnusableReason::Expired], message }
    });
    differs.into_iter().chain(expired).collect()
}

/// What a plan says of lots whose last day was stated otherwise: to be read by whoever settles a line.
pub(in crate::operations) fn differing(planned: &Planned) -> Vec<Notice> {
    let mut notices: Vec<Notice> = Vec::new();
    for reason in planned.plan.draws.iter().flat_map(|draw| &draw.breaches) {
        let notice = Notice::new(NoticeCode::Deviation, field("source"), reason.to_string());
        if matches!(reason, Reason::ExpiryDiffers { .. }) && !notices.contains(&notice) {
            notices.push(notice);
        }
    }
    notices
}

/// The books have another last day for the lot than the package in hand: a sign of counterfeit.
fn differs(lot: &lot::Model, given: chrono::NaiveDate) -> Reason {
    let (lot_id, lot_number, known) = (lot.id, lot.lot_number.clone(), lot.expires_on);
    Reason::ExpiryDiffers { lot_id, lot_number, known, given }
}

/// The recall that means the number that was stated.
fn recalled(resolved: &Resolved, standing: &Standing) -> Option<Reason> {
    let (printed, canonical) = resolved.stated.as_ref()?;
    let mut lines = standing.lines_for(resolved.need.product_id);
    lines.find(|line| line.is_about_stated(canonical))?;

    let recall = &standing.recall;
    let message = format!("Lot {printed} must not be used: {}: {}", recalls::name(recall), recall.reason);
    Some(Reason::StatedNotUsable { reasons: vec![reason_of(hold_kind(recall.kind)?)], message })
}

/// That the number that was stated may be a recalled one.
fn resembles(resolved: &Resolved, standing: &Standing) -> Option<Notice> {
    let (printed, canonical) = resolved.stated.as_ref()?;
    let lines = standing.lines_for(resolved.need.product_id);
    let like = Recalled::by(lines).resemblance(canonical)?;
    let name = recalls::name(&standing.recall);
    let message = format!("Lot {printed} {like} ({name}): read the number on the package again.");
    Some(Notice::new(NoticeCode::LookAlikeLot, resolved.need.field("source"), message))
}
