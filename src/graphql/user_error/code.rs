//! The words that programs decide by: what kind of rule refuses, and which rule of form.

use crate::rules::refusal::{Code, InputRule as Rule};
use async_graphql::Enum;

/// What kind of rule refuses. Kinds stand in order of precedence: where several are broken, the first is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Code")]
pub enum UserErrorCode {
    /// The input cannot mean anything.
    Invalid,
    /// It names what does not exist.
    NotFound,
    /// The idempotency key was used for another input.
    IdempotencyConflict,
    /// It needs another role, a second person or an override.
    NotAllowed,
    /// What is recorded already says otherwise.
    Conflict,
    /// It was done before.
    AlreadyDone,
    /// The same is recorded under another key: say `isAnother` when this is another one.
    PossibleDuplicate,
    /// Several open containers fit: name one.
    AmbiguousContainer,
    /// Confirm the plan lot by lot.
    ConfirmLot,
    /// What was named must not be used.
    StockNotUsable,
    /// There is not enough that may be used.
    InsufficientStock,
    /// It is sold only on a prescription.
    PrescriptionRequired,
    /// Something keeps the recall open.
    NotBalanced,
    /// It takes a second person: have the approval signed, and send it again with its id.
    NeedsApproval,
}

/// Which rule of form an input breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Rule")]
pub enum InputRule {
    /// It is missing or empty.
    Required,
    /// It has too many characters.
    TooLong,
    /// There are too many.
    TooMany,
    /// It must be above 0, or not below.
    NotPositive,
    /// It is not a multiple of the product's step.
    QuantityStep,
    /// It has more than four decimals.
    TooManyDecimals,
    /// It is beyond what can be meant.
    OutOfRange,
    /// It is later than now.
    InTheFuture,
    /// Sealed stock moves in whole containers.
    WholeContainers,
    /// It looks like a name, an e-mail address, a telephone or social security number.
    LooksLikeAPerson,
    /// It stands for "no lot number".
    PlaceholderLotNumber,
    /// The product is received with its expiry date.
    ExpiryRequired,
    /// The lot is known with another expiry date.
    ExpiryDiffers,
    /// The product is received by lot.
    LotRequired,
    /// The product is received with serial numbers.
    SerialRequired,
    /// The code cannot be read.
    Barcode,
    /// The message says which.
    Other,
}
