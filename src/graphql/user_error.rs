//! Refusals as data: one type a kind of rule, each with its numbers.

use super::{
    loader::required,
    object::{
        container::Container,
        lot::Lot,
        product::Product,
        site::{Role, Site},
        stock_choice::{SkippedStock, StockChoice, UnusableReason},
    },
    scalar::Decimal,
};
use crate::rules::{
    recall::closing::Matter,
    refusal::{Code, InputRule as Rule, Reason, Refusal},
};
use async_graphql::{ComplexObject, Context, Enum, ID, Interface, Result, SimpleObject};
use chrono::{DateTime, Utc};
use entity::id::{ContainerId, LotId, ProductId, SiteId};

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

/// There is not enough that may be used.
#[derive(Debug, SimpleObject)]
#[graphql(complex)]
pub struct InsufficientStock {
    /// `INSUFFICIENT_STOCK`.
    code: UserErrorCode,
    /// Both amounts in a sentence.
    message: String,
    /// Path into the input.
    field: Vec<String>,
    /// Base units asked for.
    requested: Decimal,
    /// Base units that may be used.
    available: Decimal,
    /// What is there and must not be used, and why.
    skipped: Vec<SkippedStock>,
    #[graphql(skip)]
    product_id: ProductId,
}

#[ComplexObject]
impl InsufficientStock {
    /// The product.
    async fn product(&self, context: &Context<'_>) -> Result<Product> {
        required(context, self.product_id).await.map(Product)
    }
}

/// What was named must not be used.
#[derive(Debug, SimpleObject)]
#[graphql(complex)]
pub struct StockNotUsable {
    /// `STOCK_NOT_USABLE`.
    code: UserErrorCode,
    /// The lot and the reasons in a sentence.
    message: String,
    /// Path into the input.
    field: Vec<String>,
    /// Why it must not be used.
    reasons: Vec<UnusableReason>,
    /// What may be used in its place: first expired, first out.
    alternative: Option<StockChoice>,
    #[graphql(skip)]
    lot_id: LotId,
    #[graphql(skip)]
    container_id: Option<ContainerId>,
}

#[ComplexObject]
impl StockNotUsable {
    /// The lot that was named.
    async fn lot(&self, context: &Context<'_>) -> Result<Lot> {
        required(context, self.lot_id).await.map(Lot)
    }

    /// The open container that was named.
    async fn container(&self, context: &Context<'_>) -> Result<Option<Container>> {
        Container::maybe(context, self.container_id).await
    }
}

/// Several open containers fit: name one, or say that a new one is opened.
#[derive(Debug, SimpleObject)]
#[graphql(complex)]
pub struct AmbiguousContainer {
    /// `AMBIGUOUS_CONTAINER`.
    code: UserErrorCode,
    /// How many fit, in a sentence.
    message: String,
    /// Path into the input.
    field: Vec<String>,
    #[graphql(skip)]
    container_ids: Vec<ContainerId>,
}

#[ComplexObject]
impl AmbiguousContainer {
    /// Those that fit, the first to be used first.
    async fn candidates(&self, context: &Context<'_>) -> Result<Vec<Container>> {
        Container::all(context, &self.container_ids).await
    }
}

/// Only a product was named: this is the plan. Send the lines again with these lots and containers.
#[derive(Debug, SimpleObject)]
pub struct ConfirmLot {
    /// `CONFIRM_LOT`.
    code: UserErrorCode,
    /// The plan's size, in a sentence.
    message: String,
    /// Path into the input.
    field: Vec<String>,
    /// First expired, first out.
    plan: Vec<StockChoice>,
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
    /// `CONFLICT` or `ALREADY_DONE`.
    code: UserErrorCode,
    /// Both sides in a sentence.
    message: String,
    /// Path into the input.
    field: Vec<String>,
    /// What is recorded.
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

/// Something keeps the recall open: one of these for each lot, site and amount, and one for the contacts.
#[derive(Debug, SimpleObject)]
#[graphql(complex)]
pub struct NotBalanced {
    /// `NOT_BALANCED`.
    code: UserErrorCode,
    /// What, in a sentence.
    message: String,
    /// Path into the input.
    field: Vec<String>,
    /// Base units on hand, not counted, or not accounted for.
    quantity: Option<Decimal>,
    /// The first of the contacts that are still to be told.
    contact_ids: Vec<ID>,
    #[graphql(skip)]
    place: Option<(LotId, SiteId)>,
}

#[ComplexObject]
impl NotBalanced {
    /// The lot.
    async fn lot(&self, context: &Context<'_>) -> Result<Option<Lot>> {
        match self.place {
            Some((lot, _)) => required(context, lot).await.map(Lot).map(Some),
            None => Ok(None),
        }
    }

    /// The site.
    async fn site(&self, context: &Context<'_>) -> Result<Option<Site>> {
        match self.place {
            Some((_, site)) => required(context, site).await.map(Site).map(Some),
            None => Ok(None),
        }
    }
}

fn not_balanced(matter: Matter, code: UserErrorCode, message: String, field: Vec<String>) -> UserError {
    let (place, quantity, contact_ids) = match matter {
        Matter::OnHand { lot_id, site_id, quantity, .. }
        | Matter::NotCounted { lot_id, site_id, quantity, .. }
        | Matter::Unaccounted { lot_id, site_id, quantity, .. } => {
            (Some((lot_id, site_id)), Some(quantity.into()), vec![])
        }
        Matter::Contacts { contact_ids, .. } => (None, None, contact_ids),
    };
    let contact_ids = contact_ids.iter().map(|id| ID(id.to_string())).collect();
    UserError::NotBalanced(NotBalanced { code, message, field, quantity, contact_ids, place })
}

/// The refusal as the API shows it.
pub(super) fn of(refusal: Refusal) -> UserError {
    let (code, message, field) = (refusal.code().into(), refusal.to_string(), refusal.field);
    match refusal.reason {
        Reason::Invalid { rule, limit, .. } => {
            UserError::InvalidInput(InvalidInput { code, message, field, rule: rule.into(), limit })
        }
        Reason::NotFound { .. } => UserError::NotFound(NotFound { code, message, field }),
        Reason::IdempotencyConflict { first_recorded_at } => {
            let first_recorded_at = first_recorded_at.to_utc();
            UserError::IdempotencyConflict(IdempotencyConflict { code, message, field, first_recorded_at })
        }
        Reason::NotAllowed { needs, .. } => {
            let needs = needs.into_iter().map(Role::from).collect();
            UserError::NotAllowed(NotAllowed { code, message, field, needs })
        }
        Reason::Conflict { current, .. } => UserError::Conflict(Conflict { code, message, field, current }),
        Reason::AlreadyDone { .. } => UserError::Conflict(Conflict { code, message, field, current: None }),
        Reason::AmbiguousContainer { candidates } => {
            UserError::AmbiguousContainer(AmbiguousContainer { code, message, field, container_ids: candidates })
        }
        Reason::ConfirmLot { plan } => {
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
        Reason::NotBalanced { matter } => not_balanced(matter, code, message, field),
        Reason::InsufficientStock { product_id, requested, available, skipped, .. } => {
            let (requested, available) = (requested.into(), available.into());
            let skipped = skipped.into_iter().map(SkippedStock::from).collect();
            UserError::InsufficientStock(InsufficientStock {
                code,
                message,
                field,
                requested,
                available,
                skipped,
                product_id,
            })
        }
    }
}
