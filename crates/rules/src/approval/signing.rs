//! Whether somebody may sign or decline, and until when the signatures of a request hold.

use super::{ApprovalStatus, SIGNATURE_LASTS};
use crate::{
    refusal::{Field, Reason, Refusal},
    rights::{Caller, Role},
};
use entity::{approval, approval_decision, instant::Instant};
use std::collections::BTreeMap;

/// The roles whose signature a request asks for.
pub fn signers_at(approval: &approval::Model) -> Vec<Role> {
    approval.signers.split(' ').filter_map(|name| name.parse().ok()).collect()
}

/// Refuses whoever may not decide: who asked (they may take it back by declining it), and who has none of the roles at
/// each of the sites that it reaches.
///
/// # Errors
/// `NOT_ALLOWED`, with the roles.
pub fn may_decide(
    approval: &approval::Model,
    site_codes: &[String],
    caller: &Caller,
    decided: Decided,
    field: Field,
) -> Result<(), Refusal> {
    let needs = signers_at(approval);
    if caller.subject == approval.requested_by {
        if decided == Decided::Declined {
            return Ok(());
        }
        let message = "This takes two: somebody else signs, with a token of their own.".to_owned();
        return Err(Refusal::new(field, Reason::NotAllowed { needs, message }));
    }
    let may = if approval.everywhere {
        needs.iter().any(|role| caller.has_role_everywhere(*role))
    } else if site_codes.is_empty() {
        needs.iter().any(|role| caller.has_role_somewhere(*role))
    } else {
        site_codes.iter().all(|code| needs.iter().any(|role| caller.has_role(*role, code)))
    };
    if may {
        return Ok(());
    }
    let names: Vec<&str> = needs.iter().map(|role| role.name()).collect();
    let place = if approval.everywhere { "every site".to_owned() } else { site_codes.join(", ") };
    let message = format!("This is signed by one with the role {} at {place}.", names.join(" or "));
    Err(Refusal::new(field, Reason::NotAllowed { needs, message }))
}

/// What somebody wants to do with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    /// Sign it.
    Signed,
    /// Decline it.
    Declined,
}

/// Refuses what the standing of a request leaves no room for: what is decided, used, or past its time. A signature that
/// was not used yet may still be declined; what was done already is not undone by declining it.
///
/// # Errors
/// `ALREADY_DONE`, `CONFLICT`.
pub fn may_be_decided(status: ApprovalStatus, decided: Decided, field: Field) -> Result<(), Refusal> {
    let (current, message) = match (status, decided) {
        (ApprovalStatus::Waiting, _)
        | (ApprovalStatus::Signed, Decided::Declined)
        | (ApprovalStatus::DoneUnsigned, Decided::Signed) => return Ok(()),
        (ApprovalStatus::Signed, Decided::Signed) => {
            let message = "It is signed already, and waits to be used.".to_owned();
            return Err(Refusal::new(field, Reason::AlreadyDone { message }));
        }
        (ApprovalStatus::Declined, Decided::Declined) => {
            let message = "It is declined already.".to_owned();
            return Err(Refusal::new(field, Reason::AlreadyDone { message }));
        }
        (ApprovalStatus::Declined, Decided::Signed) => ("DECLINED", "It was declined: it has to be asked for again."),
        (ApprovalStatus::Used, _) => ("USED", "It was signed and used already."),
        (ApprovalStatus::DoneUnsigned, Decided::Declined) => {
            ("DONE_UNSIGNED", "The act is done: declining does not undo it, correct what was recorded.")
        }
        (ApprovalStatus::Expired, _) => ("EXPIRED", "It waited too long: it has to be asked for again."),
    };
    Err(Refusal::conflict(field, Some(current.to_owned()), message))
}

/// Refuses a second signature of the same person while the first one holds: where two others sign, they are two.
///
/// # Errors
/// `ALREADY_DONE`.
pub fn already_signed(
    approval: &approval::Model,
    decisions: &[approval_decision::Model],
    person: &str,
    now: Instant,
    field: Field,
) -> Result<(), Refusal> {
    if !signatures(approval, decisions, now).contains_key(person) {
        return Ok(());
    }
    let message = "You signed it already; somebody else has to sign too.".to_owned();
    Err(Refusal::new(field, Reason::AlreadyDone { message }))
}

/// Until when a request is signed by as many as it needs; `None` while there are too few.
pub fn signed_until(
    approval: &approval::Model,
    decisions: &[approval_decision::Model],
    now: Instant,
) -> Option<Instant> {
    let holding = signatures(approval, decisions, now);
    let needed = usize::try_from(approval.needed).unwrap_or(usize::MAX);
    let first = holding.values().min().copied().filter(|_| holding.len() >= needed)?;
    Some(first.plus(SIGNATURE_LASTS))
}

/// The signatures that hold at `now`: of each person the last one. For an act that is done already none lapses.
pub fn signatures<'d>(
    approval: &approval::Model,
    decisions: &'d [approval_decision::Model],
    now: Instant,
) -> BTreeMap<&'d str, Instant> {
    let holds = |decision: &&approval_decision::Model| {
        decision.signed && (approval.done_at.is_some() || now < decision.at.plus(SIGNATURE_LASTS))
    };
    let mut holding = BTreeMap::new();
    for decision in decisions.iter().filter(holds) {
        let last: &mut Instant = holding.entry(decision.by.as_str()).or_insert(decision.at);
        *last = decision.at.max(*last);
    }
    holding
}
