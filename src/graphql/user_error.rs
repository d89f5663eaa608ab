//! Refusals as data: one type a kind of rule, each with its numbers.

mod code;
mod needs_approval;
mod not_balanced;
mod stock;

pub use code::{InputRule, UserErrorCode};
pub use needs_approval::NeedsApproval;
pub use not_balanced::NotBalanced;
pub use stock::{AmbiguousContainer, ConfirmLot, InsufficientStock, StockNotUsable};

use super::object::{
    site::Role,
    stock_choice::{SkippedStock, StockChoice, UnusableReason},
};
use crate::rules::refusal::{Reason, Refusal};
use async_graphql::{Interface, SimpleObject};
use chrono::{DateTime, Utc};

/// Why nothing was done: a rule of the stockroom, with the field that breaks it.
#[derive(Debug, Interface)]
#[graphql(
    field(name = "code", ty = "&UserErrorCode", desc = "What kind of rule refuses; decide by this."),
    field(name = "message", ty = "&String", desc = "The rule in a sentence, with its numbers."),
    field(name = "field", ty = "&Vec<String>", desc = "Path into the input, e.g. [\"lines\", \"0\", \"quantity\"].")
)]
pub enum UserError {
    /// The input cannot mean anything.
    InvalidInput(InvalidInput),
    /// It names what does not exist.
    NotFound(NotFound),
    /// There is not enough.
    InsufficientStock(InsufficientStock),
    /// What was named must not be used.
    StockNotUsable(StockNotUsable),
    /// Several open containers fit.
    AmbiguousContainer(AmbiguousContainer),
    /// The plan is to be confirmed.
    ConfirmLot(ConfirmLot),
    /// A proof is missing that the law asks for.
    NotQualified(NotQualified),
    /// The key was used for another input.
    IdempotencyConflict(IdempotencyConflict),
    /// What is recorded says otherwise.
    Conflict(Conflict),
    /// Another role, a second person or an override is needed.
    NotAllowed(NotAllowed),
    /// Something keeps the recall open.
    NotBalanced(NotBalanced),
    /// Nothing else refuses it: it takes a second person.
    NeedsApproval(NeedsApproval),
}

/// The input cannot mean anything.
#[derive(Debug, SimpleObject)]
pub struct InvalidInput {
    /// `INVALID`.
    code: UserErrorCode,
    /// The rule in a sentence.
    message: String,
    /// Path into the input.
    field: Vec<String>,
    /// The rule of form.
    rule: InputRule,
    /// The bound that was broken.
    limit: Option<String>,
}

/// It names what does not exist.
#[derive(Debug, SimpleObject)]
pub struct NotFound {
    /// `NOT_FOUND`.
    code: UserErrorCode,
    /// What does not exist.
    message: String,
    /// Path into the input.
    field: Vec<String>,
}

/// A proof is missing that the law asks for, such as a prescription.
#[derive(Debug, SimpleObject)]
pub struct NotQualified {
    /// `PRESCRIPTION_REQUIRED`.
    code: UserErrorCode,
    /// What is asked for, in a sentence.
    message: String,
    /// Path into the input.
    field: Vec<String>,
    /// What is missing.
    missing: Vec<String>,
}

/// The idempotency key was used for another input.
#[derive(Debug, SimpleObject)]
pub struct IdempotencyConflict {
    /// `IDEMPOTENCY_CONFLICT`.
    code: UserErrorCode,
    /// When it was used, in a sentence.
    message: String,
    /// Path into the input.
    field: Vec<String>,
    /// When it was used.
    first_recorded_at: DateTime<Utc>,
}

/// What is recorded already says otherwise, or it was done before.
#[derive(Debug, SimpleObject)]
pub struct Conflict {
    /// `CONFLICT`, `ALREADY_DONE` or `POSSIBLE_DUPLICATE`.
    code: UserErrorCode,
    /// Both sides in a sentence.
    message: String,
    /// Path into the input.
    field: Vec<String>,
    /// What is recorded; of a possible duplicate, the id of the first one.
    current: Option<String>,
}

/// Another role, a second person or an override is needed.
#[derive(Debug, SimpleObject)]
pub struct NotAllowed {
    /// `NOT_ALLOWED`.
    code: UserErrorCode,
    /// What is needed, in a sentence.
    message: String,
    /// Path into the input.
    field: Vec<String>,
    /// One of these roles may.
    needs: Vec<Role>,
}

/// The refusal as the API shows it.
pub(super) fn of(refusal: Refusal) -> UserError {
    let (code, message, field) = (refusal.code().into(), refusal.to_string(), refusal.field);
    match refusal.reason {
        Reason::Invalid { rule, limit, .. } => {
            UserError::InvalidInput(InvalidInput { code, message, field, rule: rule.into(), limit })
        }
        Reason::NotFound { .. } | Reason::UnknownLot { .. } => UserError::NotFound(NotFound { code, message, field }),
        Reason::IdempotencyConflict { first_recorded_at } => {
            let first_recorded_at = first_recorded_at.to_utc();
            UserError::IdempotencyConflict(IdempotencyConflict { code, message, field, first_recorded_at })
        }
        Reason::NotAllowed { needs, .. } => {
            let needs = needs.into_iter().map(Role::from).collect();
            UserError::NotAllowed(NotAllowed { code, message, field, needs })
        }
        Reason::Conflict { current, .. } => UserError::Conflict(Conflict { code, message, field, current }),
        Reason::PossibleDuplicate { first, .. } => {
            UserError::Conflict(Conflict { code, message, field, current: Some(first) })
        }
        Reason::AlreadyDone { .. } | Reason::StatedNotUsable { .. } => {
            UserError::Conflict(Conflict { code, message, field, current: None })
        }
        Reason::AmbiguousContainer { candidates } => {
            UserError::AmbiguousContainer(AmbiguousContainer { code, message, field, container_ids: candidates })
        }
        Reason::ConfirmLot { plan, .. } => {
            let plan = plan.into_iter().map(StockChoice::from).collect();
            UserError::ConfirmLot(ConfirmLot { code, message, field, plan })
        }
        Reason::StockNotUsable { lot_id, container_id, reasons, alternative, .. } => {
            let reasons = reasons.into_iter().map(UnusableReason::from).collect();
            let alternative = alternative.map(|choice| StockChoice::from(*choice));
            UserError::StockNotUsable(StockNotUsable {
                code,
                message,
                field,
                reasons,
                alternative,
                lot_id,
                container_id,
            })
        }
        Reason::ExpiryDiffers { lot_id, .. } => UserError::StockNotUsable(StockNotUsable {
            code,
            message,
            field,
            reasons: vec![UnusableReason::ExpiryDiffers],
            alternative: None,
            lot_id,
            container_id: None,
        }),
        Reason::PrescriptionRequired { missing, .. } => {
            let missing = missing.into_iter().map(ToOwned::to_owned).collect();
            UserError::NotQualified(NotQualified { code, message, field, missing })
        }
        Reason::NeedsApproval { approval_id, .. } => {
            UserError::NeedsApproval(NeedsApproval { code, message, field, approval_id })
        }
        Reason::NotBalanced { matter } => UserError::NotBalanced(NotBalanced::of(matter, code, message, field)),
        Reason::InsufficientStock { product_id, requested, available, reserved, skipped, .. } => {
            let (requested, available) = (requested.into(), available.into());
            let skipped = skipped.into_iter().map(SkippedStock::from).collect();
            UserError::InsufficientStock(InsufficientStock {
                code,
                message,
                field,
                requested,
                available,
                reserved: reserved.into(),
                skipped,
                product_id,
            })
        }
    }
}
