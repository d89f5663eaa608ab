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
//! 7. `AMBIGUOUS_CONTAINER`: several open containers fit.
//! 8. `CONFIRM_LOT`: only a product was named; the plan is to be confirmed lot by lot.
//! 9. `STOCK_NOT_USABLE`: what was named must not be used.
//! 10. `INSUFFICIENT_STOCK`: there is not enough that may be used.
//! 11. `PRESCRIPTION_REQUIRED`: it is sold only on a prescription.
//! 12. `NOT_BALANCED`: something keeps a recall open.

use super::{recall::closing::Matter, rights::Role, usability::UnusableReason};
use chrono::NaiveDate;
use entity::{
    fixed_point::Quantity,
    id::{ContainerId, LotId, ProductId},
    instant::Instant,
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fmt};

/// Where in the input: names of fields and numbers of lines, outermost first.
pub type Field = Vec<String>;

/// The path of a field of a line, such as `lines.0.quantity`.
pub fn line_field(line: usize, name: &str) -> Field {
    vec!["lines".to_owned(), line.to_string(), name.to_owned()]
}

/// The path of a field of a line, or of one of its components: `lines.0.components.1.quantity`.
pub fn part_field(line: usize, component: Option<usize>, name: &str) -> Field {
    match component {
        None => line_field(line, name),
        Some(place) => path(["lines", &line.to_string(), "components", &place.to_string(), name]),
    }
}

/// The path of a field of the input itself.
pub fn field(name: &str) -> Field {
    vec![name.to_owned()]
}

/// The path of a field inside others, outermost first.
pub fn path<'a>(names: impl IntoIterator<Item = &'a str>) -> Field {
    names.into_iter().map(ToOwned::to_owned).collect()
}

/// One rule that refuses the input, and the field that it refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The field.
    pub field: Field,
    /// The rule.
    pub reason: Reason,
}

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

/// A choice of stock: one lot, one container of it where one is open, so much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StockChoice {
    /// The line of the input it answers.
    pub line: usize,
    /// The lot.
    pub lot_id: LotId,
    /// The open container; `None` for sealed stock.
    pub container_id: Option<ContainerId>,
    /// Whether a sealed container is opened for it.
    pub opens_container: bool,
    /// Base units used.
    pub quantity: Quantity,
    /// Base units wasted on the way.
    pub wasted: Quantity,
    /// Until when it may be used, exclusive; `None` for no limit.
    pub usable_until: Option<Instant>,
}

/// Stock that was there and was not chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkippedStock {
    /// The line of the input.
    pub line: usize,
    /// The lot.
    pub lot_id: LotId,
    /// The open container; `None` for sealed stock.
    pub container_id: Option<ContainerId>,
    /// Why not.
    pub reasons: Vec<UnusableReason>,
    /// How much of it there is.
    pub quantity: Quantity,
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
    /// Several open containers fit.
    AmbiguousContainer {
        /// Those that fit, first to be used first.
        candidates: Vec<ContainerId>,
    },
    /// Only a product was named; this is the plan to confirm.
    ConfirmLot {
        /// The plan.
        plan: Vec<StockChoice>,
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
        /// What may be used in its place.
        alternative: Option<Box<StockChoice>>,
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
        /// What may be used.
        available: Quantity,
        /// What is there and may not be used.
        skipped: Vec<SkippedStock>,
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
            Self::NotFound { .. } => Code::NotFound,
            Self::IdempotencyConflict { .. } => Code::IdempotencyConflict,
            Self::NotAllowed { .. } => Code::NotAllowed,
            Self::Conflict { .. } => Code::Conflict,
            Self::AlreadyDone { .. } => Code::AlreadyDone,
            Self::AmbiguousContainer { .. } => Code::AmbiguousContainer,
            Self::ConfirmLot { .. } => Code::ConfirmLot,
            Self::StockNotUsable { .. } | Self::ExpiryDiffers { .. } => Code::StockNotUsable,
            Self::InsufficientStock { .. } => Code::InsufficientStock,
            Self::PrescriptionRequired { .. } => Code::PrescriptionRequired,
            Self::NotBalanced { .. } => Code::NotBalanced,
        }
    }

    /// Why the stock that was named must not be used; empty for rules about anything else.
    pub fn unusable(&self) -> &[UnusableReason] {
        match self {
            Self::StockNotUsable { reasons, .. } => reasons,
            Self::ExpiryDiffers { .. } => &[UnusableReason::ExpiryDiffers],
            _ => &[],
        }
    }
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
            Self::AmbiguousContainer => "AMBIGUOUS_CONTAINER",
            Self::ConfirmLot => "CONFIRM_LOT",
            Self::StockNotUsable => "STOCK_NOT_USABLE",
            Self::InsufficientStock => "INSUFFICIENT_STOCK",
            Self::PrescriptionRequired => "PRESCRIPTION_REQUIRED",
            Self::NotBalanced => "NOT_BALANCED",
        }
    }
}

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
            | Self::AlreadyDone { message } => formatter.write_str(message),
            Self::NotFound { what } => write!(formatter, "There is no such {what}."),
            Self::IdempotencyConflict { first_recorded_at } => {
                let at = first_recorded_at.to_utc().to_rfc3339();
                write!(formatter, "This idempotency key was used for another input at {at}.")
            }
            Self::AmbiguousContainer { candidates } => {
                write!(formatter, "{} open containers fit: name one of them, or open a new one.", candidates.len())
            }
            Self::ConfirmLot { plan } => {
                let lots = plan.iter().map(|choice| choice.lot_id).collect::<BTreeSet<_>>().len();
                write!(formatter, "First expired, first out picked {lots} of the lots: name what was taken by its lot.")
            }
            Self::StockNotUsable { lot_number, reasons, .. } => {
                write!(formatter, "Lot {lot_number} must not be used: {}.", UnusableReason::sentence(reasons))
            }
            Self::ExpiryDiffers { lot_number, known, given, .. } => {
                let known = known.map_or("no date".to_owned(), |day| day.to_string());
                write!(
                    formatter,
                    "Lot {lot_number} is known with {known}, this package says {given}: it must not be used."
                )
            }
            Self::NotBalanced { matter } => matter.fmt(formatter),
            Self::InsufficientStock { unit, requested, available, .. } => {
                write!(formatter, "{requested} {unit} asked for, {available} {unit} may be used.")
            }
            Self::PrescriptionRequired { product, missing } => {
                write!(formatter, "{product} is sold on a prescription: name {}.", missing.join(" and "))
            }
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
