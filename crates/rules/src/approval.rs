//! Acts that take two people: who signs which, for how long a signature holds, and where a request stands.
//!
//! A request is bound to the hash of its input, waits [`REQUEST_LASTS`] and is signed by somebody else with a token of
//! their own; a signature that nobody used within [`SIGNATURE_LASTS`] is void, and the request waits again.

mod signing;
#[cfg(test)]
mod tests;

pub use signing::{Decided, already_signed, may_be_decided, may_decide, signatures, signed_until, signers_at};

use super::{refusal::Field, rights::Role};
use chrono::TimeDelta;
use entity::{
    approval::{self, ApprovalAct},
    id::{ApprovalId, SiteId},
    instant::Instant,
};

/// How long a request waits for its signatures.
pub const REQUEST_LASTS: TimeDelta = TimeDelta::hours(24);
/// How long a signature holds.
pub const SIGNATURE_LASTS: TimeDelta = TimeDelta::minutes(15);
/// Longest time after an act within which a site may let it be signed, in days.
pub const MAX_SECOND_SIGNATURE_DAYS: i32 = 90;

/// One line of the table: what takes a second person, and whose signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SigningRule {
    /// What takes it.
    pub act: ApprovalAct,
    /// One of these signs; always somebody else than who asks.
    pub signers: &'static [Role],
    /// Of the two, at least one has this role: it is the only one that may sign for somebody without it.
    pub one_of_two: Option<Role>,
    /// How many signatures.
    pub needed: u8,
    /// Whether a site may let it be done first and signed within days.
    pub may_be_signed_later: bool,
}

/// The rule of an act: who signs what. Recalled or suspect stock never goes back to the shelf before somebody signed.
pub const fn rule(act: ApprovalAct) -> SigningRule {
    match act {
        ApprovalAct::CorrectLot => SigningRule {
            act,
            signers: &[Role::Manager, Role::MedicalDirector],
            one_of_two: None,
            needed: 1,
            may_be_signed_later: true,
        },
        ApprovalAct::ReleaseStock | ApprovalAct::CancelRecall => SigningRule {
            act,
            signers: &[Role::Manager, Role::MedicalDirector],
            one_of_two: Some(Role::MedicalDirector),
            needed: 1,
            may_be_signed_later: false,
        },
        ApprovalAct::WitnessWaste => SigningRule {
            act,
            signers: &[Role::Nurse, Role::Manager, Role::MedicalDirector],
            one_of_two: None,
            needed: 1,
            may_be_signed_later: true,
        },
    }
}

impl SigningRule {
    /// Whose signature is asked for, when the one who asks has these roles there.
    pub fn signers_beside(&self, has_role: impl Fn(Role) -> bool) -> Vec<Role> {
        match self.one_of_two {
            Some(role) if !has_role(role) => vec![role],
            _ => self.signers.to_vec(),
        }
    }
}

/// Where an act reaches, and so where whoever signs it has the role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// These sites; with none of them, anywhere.
    Sites(Vec<SiteId>),
    /// Every site.
    Everywhere,
}

/// What an act asks a second person for.
#[derive(Clone, Debug)]
pub struct Ask {
    /// What takes the second person.
    pub act: ApprovalAct,
    /// Where it reaches.
    pub reach: Reach,
    /// What is done, in words for whoever signs. Names no patient.
    pub summary: String,
    /// The field of the input that names the approval.
    pub field: Field,
}

/// What an act lacks that speaks for itself otherwise: the request that is kept once nothing else refuses it.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// What is asked for.
    pub ask: Ask,
    /// Whose signature.
    pub signers: Vec<Role>,
    /// A request that was made before and still waits.
    pub known: Option<ApprovalId>,
}

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ApprovalStatus {
    /// It waits for signatures.
    Waiting,
    /// It can be used.
    Signed,
    /// Somebody declined it.
    Declined,
    /// The act was done with it.
    Used,
    /// The act was done, and nobody has signed yet.
    DoneUnsigned,
    /// Nobody signed in time.
    Expired,
}

/// Where a request stands at `now`.
pub fn status(approval: &approval::Model, now: Instant) -> ApprovalStatus {
    if approval.used_at.is_some() {
        return ApprovalStatus::Used;
    }
    if approval.declined_at.is_some() {
        return ApprovalStatus::Declined;
    }
    if approval.done_at.is_some() {
        return ApprovalStatus::DoneUnsigned;
    }
    if approval.signed_until.is_some_and(|until| now < until) {
        return ApprovalStatus::Signed;
    }
    if now < approval.expires_at { ApprovalStatus::Waiting } else { ApprovalStatus::Expired }
}

/// Letters and digits that are told apart on the phone: no I, L, O or U.
const CODE_ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of a code.
const CODE_LENGTH: u32 = 6;

/// The short code of a request, from the random end of its id.
pub fn code(id: ApprovalId) -> String {
    let bits = id.0.as_u128();
    let digit = |place: u32| CODE_ALPHABET.get((bits >> (place * 5)) as usize & 31).map(|letter| char::from(*letter));
    (0..CODE_LENGTH).rev().filter_map(digit).collect()
}

/// A code as somebody typed it: small letters, spaces and hyphens are let pass, and what is mistaken for a digit is one.
pub fn read_code(typed: &str) -> String {
    let meant = typed.chars().filter(|typed| !typed.is_whitespace() && *typed != '-');
    let meant = meant.map(|typed| match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    });
    meant.collect()
}
