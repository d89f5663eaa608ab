//! Refusals: what the stockroom does not do, and why, with the numbers. This list is the specification.
//!
//! The variants of [`Reason`] stand in order of precedence: where several rules are broken, the caller is told of the
//! first kind, for every field that breaks it.
//!
//! 1. `INVALID`: the input cannot mean anything.
//! 2. `NOT_FOUND`: it names what does not exist.
//! 3. `IDEMPOTENCY_CONFLICT`: the key was used for something else.
//! 4. `NOT_ALLOWED`: the data asks for another role or a second person.
//! 5. `CONFLICT`: what is recorded already says otherwise.
//! 6. `ALREADY_DONE`: it was done before.
//! 7. `POSSIBLE_DUPLICATE`: the same is recorded under another key; the caller may say that it is another one.
//! 8. `AMBIGUOUS_CONTAINER`: several open containers fit.
//! 9. `CONFIRM_LOT`: only a product was named; the plan is to be confirmed lot by lot.
//! 10. `STOCK_NOT_USABLE`: what was named must not be used.
//! 11. `INSUFFICIENT_STOCK`: there is not enough that may be used.
//! 12. `PRESCRIPTION_REQUIRED`: it is sold only on a prescription.
//! 13. `NOT_BALANCED`: something keeps a recall open.
//! 14. `NEEDS_APPROVAL`: nothing else refuses it; it waits for a second person.

mod choice;
mod code;
mod location;
mod sentence;

pub use choice::{SkippedStock, StockChoice};
pub use code::Code;
pub use location::{Field, field, line_field, part_field, path};

use super::{blame::Blame, recall::closing::Matter, rights::Role, usability::UnusableReason};
use chrono::NaiveDate;
use entity::{
    fixed_point::Quantity,
    id::{ApprovalId, ContainerId, LotId, ProductId},
    instant::Instant,
};
use std::fmt;

/// One rule that refuses the input, and the field that it refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The field.
    pub field: Field,
    /// The rule.
    pub reason: Reason,
}

/// Which rule of form an input breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each name is the rule; the message of the refusal says it in words")]
pub enum InputRule {
    Required,
    TooLong,
    TooMany,
    NotPositive,
    QuantityStep,
    TooManyDecimals,
    OutOfRange,
    InTheFuture,
    WholeContainers,
    LooksLikeAPerson,
    PlaceholderLotNumber,
    ExpiryRequired,
    ExpiryDiffers,
    LotRequired,
    SerialRequired,
    Barcode,
    Other,
}

/// The rule that refuses, with its numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The input cannot mean anything.
    Invalid {
        /// The rule of form.
        rule: InputRule,
        /// The bound that was broken, as text.
        limit: Option<String>,
        /// The rule in a sentence.
        message: String,
    },
    /// It names what does not exist, or not for this caller.
    NotFound {
        /// What was looked for, such as `lot`.
        what: &'static str,
    },
    /// The books do not have the lot.
    UnknownLot {
        /// The number, as it was read.
        lot_number: String,
        /// Lots of the product that may be used here, for the message.
        usable: Vec<String>,
    },
    /// The key was used for something else.
    IdempotencyConflict {
        /// When it was used.
        first_recorded_at: Instant,
    },
    /// The data asks for another role or a second person.
    NotAllowed {
        /// One of these roles may.
        needs: Vec<Role>,
        /// The rule in a sentence.
        message: String,
    },
    /// What is recorded already says otherwise.
    Conflict {
        /// What is recorded.
        current: Option<String>,
        /// The rule in a sentence.
        message: String,
    },
    /// It was done before.
    AlreadyDone {
        /// What was done, in a sentence.
        message: String,
    },
    /// The same is recorded under another key: whoever means another one says so.
    PossibleDuplicate {
        /// The id of what is recorded.
        first: String,
        /// What is recorded, in a sentence.
        message: String,
    },
    /// Several open containers fit.
    AmbiguousContainer {
        /// Those that fit, first to be used first.
        candidates: Vec<ContainerId>,
    },
    /// Only a product was named; this is the plan to confirm.
    ConfirmLot {
        /// The plan.
        plan: Vec<StockChoice>,
        /// What of it is to be looked at before it is taken, for the message.
        caution: Option<String>,
    },
    /// What was named must not be used.
    StockNotUsable {
        /// The lot that was named.
        lot_id: LotId,
        /// Its number, for the message.
        lot_number: String,
        /// The container that was named.
        container_id: Option<ContainerId>,
        /// Why not.
        reasons: Vec<UnusableReason>,
        /// What exactly is to blame, for the message.
        blame: Box<Blame>,
        /// What may be used in its place.
        alternative: Option<Box<StockChoice>>,
    },
    /// What was stated of stock that the books do not have says that it must not have been used. Kept with a fact; nothing
    /// that is asked for states a lot.
    StatedNotUsable {
        /// Why not.
        reasons: Vec<UnusableReason>,
        /// The rule in a sentence.
        message: String,
    },
    /// The package gives another last day than the books have for its lot: it must not be used.
    ExpiryDiffers {
        /// The lot that was named.
        lot_id: LotId,
        /// Its number, for the message.
        lot_number: String,
        /// The day in the books.
        known: Option<NaiveDate>,
        /// The day on the package.
        given: NaiveDate,
    },
    /// There is not enough that may be used.
    InsufficientStock {
        /// The product.
        product_id: ProductId,
        /// Base unit, for the message.
        unit: String,
        /// What was asked for.
        requested: Quantity,
        /// What may be taken.
        available: Quantity,
        /// What could be, and is promised to others.
        reserved: Quantity,
        /// What is there and may not be used.
        skipped: Vec<SkippedStock>,
        /// Other lots that may be used here, for the message.
        others: Vec<String>,
    },
    /// It is sold only on a prescription.
    PrescriptionRequired {
        /// The product's name.
        product: String,
        /// The fields that are missing.
        missing: Vec<&'static str>,
    },
    /// Something keeps a recall open.
    NotBalanced {
        /// What.
        matter: Matter,
    },
    /// Nothing else refuses it; it waits for a second person.
    NeedsApproval {
        /// The request that was kept.
        approval_id: ApprovalId,
        /// Where it stands, and what to do, in a sentence.
        message: String,
    },
}

impl Refusal {
    /// A refusal of `field` for `reason`.
    pub fn new(field: Field, reason: Reason) -> Self {
        Self { field, reason }
    }

    /// A refusal of form: `rule` is broken, `message` says how.
    pub fn invalid(field: Field, rule: InputRule, message: impl Into<String>) -> Self {
        Self::new(field, Reason::Invalid { rule, limit: None, message: message.into() })
    }

    /// A refusal of form with the bound that was broken.
    pub fn beyond(field: Field, rule: InputRule, limit: impl fmt::Display, message: impl Into<String>) -> Self {
        Self::new(field, Reason::Invalid { rule, limit: Some(limit.to_string()), message: message.into() })
    }

    /// There is no such thing.
    pub fn not_found(field: Field, what: &'static str) -> Self {
        Self::new(field, Reason::NotFound { what })
    }

    /// What is recorded says otherwise.
    pub fn conflict(field: Field, current: Option<String>, message: impl Into<String>) -> Self {
        Self::new(field, Reason::Conflict { current, message: message.into() })
    }

    /// What kind of rule refuses.
    pub fn code(&self) -> Code {
        self.reason.code()
    }
}

impl Reason {
    /// What kind of rule this is.
    pub fn code(&self) -> Code {
        match self {
            Self::Invalid { .. } => Code::Invalid,
            Self::NotFound { .. } | Self::UnknownLot { .. } => Code::NotFound,
            Self::IdempotencyConflict { .. } => Code::IdempotencyConflict,
            Self::NotAllowed { .. } => Code::NotAllowed,
            Self::Conflict { .. } => Code::Conflict,
            Self::AlreadyDone { .. } => Code::AlreadyDone,
            Self::PossibleDuplicate { .. } => Code::PossibleDuplicate,
            Self::AmbiguousContainer { .. } => Code::AmbiguousContainer,
            Self::ConfirmLot { .. } => Code::ConfirmLot,
            Self::StockNotUsable { .. } | Self::StatedNotUsable { .. } | Self::ExpiryDiffers { .. } => {
                Code::StockNotUsable
            }
            Self::InsufficientStock { .. } => Code::InsufficientStock,
            Self::PrescriptionRequired { .. } => Code::PrescriptionRequired,
            Self::NotBalanced { .. } => Code::NotBalanced,
            Self::NeedsApproval { .. } => Code::NeedsApproval,
        }
    }

    /// Why the stock that was named must not be used; empty for rules about anything else.
    pub fn unusable(&self) -> &[UnusableReason] {
        match self {
            Self::StockNotUsable { reasons, .. } | Self::StatedNotUsable { reasons, .. } => reasons,
            Self::ExpiryDiffers { .. } => &[UnusableReason::ExpiryDiffers],
            _ => &[],
        }
    }
}

/// Of several refusals, those of the kind that comes first.
pub fn of_first_kind(mut refusals: Vec<Refusal>) -> Vec<Refusal> {
    if let Some(first) = refusals.iter().map(Refusal::code).min() {
        refusals.retain(|refusal| refusal.code() == first);
    }
    refusals
}
