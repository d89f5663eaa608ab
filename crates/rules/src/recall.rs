//! Recalls: which lots one is about, whom they may have reached, and whether every unit is accounted for.

pub mod accounting;
pub mod closing;
pub mod form;
pub mod look_alike;
pub mod lot_range;
pub mod periods;
pub mod possible;
pub mod resemblance;
pub mod scope;
pub mod window;

use super::refusal::{Refusal, field};
use entity::{
    hold::HoldKind,
    recall::{RecallKind, RecallStatus},
    recall_contact::ContactStatus,
    usage_line::LotEvidence,
};

/// How a recall of this kind holds stock; a mock recall holds none.
pub fn hold_kind(kind: RecallKind) -> Option<HoldKind> {
    match kind {
        RecallKind::Recall | RecallKind::MarketWithdrawal => Some(HoldKind::Recall),
        RecallKind::SuspectProduct => Some(HoldKind::Suspect),
        RecallKind::Mock => None,
    }
}

/// Whether nothing more is to be done for a contact: everybody but the pending is told, or need not or cannot be.
pub fn is_done(status: ContactStatus) -> bool {
    status != ContactStatus::Pending
}

/// Whether it is certain that somebody was reached: a lot of the recall was used, and a person or a code said so. What
/// first expired, first out picked may have been another one.
pub fn is_certain(by_recalled_lot: bool, evidence: LotEvidence) -> bool {
    by_recalled_lot && evidence != LotEvidence::Assumed
}

/// Refuses what only an open recall takes.
///
/// # Errors
/// `CONFLICT`, with the status.
pub fn must_be(wanted: RecallStatus, status: RecallStatus) -> Result<(), Refusal> {
    if wanted == status {
        return Ok(());
    }
    let word = |status| match status {
        RecallStatus::Open => "open",
        RecallStatus::Closed => "closed",
        RecallStatus::Cancelled => "cancelled",
    };
    let message = format!("The recall is {}; this is done with one that is {}.", word(status), word(wanted));
    Err(Refusal::conflict(field("recallId"), Some(word(status).to_owned()), message))
}
