//! The kinds of rules that refuse, in order of precedence, and the word of each.

use serde::{Deserialize, Serialize};

/// What kind of rule refuses; the word that programs decide by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Code {
    /// The input cannot mean anything.
    Invalid,
    /// It names what does not exist.
    NotFound,
    /// The key was used for something else.
    IdempotencyConflict,
    /// The data asks for another role or a second person.
    NotAllowed,
    /// What is recorded already says otherwise.
    Conflict,
    /// It was done before.
    AlreadyDone,
    /// The same is recorded under another key.
    PossibleDuplicate,
    /// Several open containers fit.
    AmbiguousContainer,
    /// The plan is to be confirmed lot by lot.
    ConfirmLot,
    /// What was named must not be used.
    StockNotUsable,
    /// There is not enough that may be used.
    InsufficientStock,
    /// It is sold only on a prescription.
    PrescriptionRequired,
    /// Something keeps a recall open.
    NotBalanced,
    /// It waits for a second person.
    NeedsApproval,
}

impl Code {
    /// The word for it, as in the API.
    pub fn word(self) -> &'static str {
        match self {
            Self::Invalid => "INVALID",
            Self::NotFound => "NOT_FOUND",
            Self::IdempotencyConflict => "IDEMPOTENCY_CONFLICT",
            Self::NotAllowed => "NOT_ALLOWED",
            Self::Conflict => "CONFLICT",
            Self::AlreadyDone => "ALREADY_DONE",
            Self::PossibleDuplicate => "POSSIBLE_DUPLICATE",
            Self::AmbiguousContainer => "AMBIGUOUS_CONTAINER",
            Self::ConfirmLot => "CONFIRM_LOT",
            Self::StockNotUsable => "STOCK_NOT_USABLE",
            Self::InsufficientStock => "INSUFFICIENT_STOCK",
            Self::PrescriptionRequired => "PRESCRIPTION_REQUIRED",
            Self::NotBalanced => "NOT_BALANCED",
            Self::NeedsApproval => "NEEDS_APPROVAL",
        }
    }
}
