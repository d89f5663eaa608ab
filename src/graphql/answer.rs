//! What every mutation answers beside its result.

use super::{
    error::graphql_error,
    user_error::{self, UserError},
};
use crate::{
    error::Error,
    operations::{self, Answer, Deployment, Operation},
    request::Request,
    rules::{
        notice::{self, NoticeCode},
        refusal::{InputRule, Refusal, field},
    },
};
use async_graphql::{Context, Enum, Result, SimpleObject};
use chrono::{DateTime, Utc};
use std::future::Future;

/// Most inputs in one call.
const MOST_AT_ONCE: usize = 100;

/// Something that was done all the same, and that somebody should know.
#[derive(Clone, Debug, SimpleObject)]
pub struct Notice {
    /// What it is about.
    code: NoticeWord,
    /// The same in a sentence, with its numbers.
    message: String,
    /// The field of the input it is about, outermost name first.
    field: Vec<String>,
}

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "NoticeCode", remote = "NoticeCode")]
pub enum NoticeWord {
    /// Another usable lot expires before the one that was used.
    EarlierLotAvailable,
    /// The lot expires within days.
    ExpiresSoon,
    /// The opened container's in-use period ends within the hour.
    InUseExpiresSoon,
    /// One line was taken from several lots.
    SplitOverLots,
    /// The rest of a single-use container was wasted.
    RemainderWasted,
    /// A vial labelled for one patient was drawn from for another.
    SharedSinglePatientVial,
    /// Stock that was reserved was used; the reservation is short.
    ReservedStockTaken,
    /// The delivery has less shelf life than the product asks for.
    ShortShelfLife,
    /// The code seems to have lost its separators.
    SuspectBarcode,
    /// What came is held.
    HeldOnReceipt,
    /// The lot is recalled.
    LotRecalled,
    /// Entered later than the site allows.
    LateEntry,
    /// The books did not have it: the line is to be settled.
    Unbooked,
    /// A recorded fact broke a rule: it is to be reviewed.
    Deviation,
    /// The same was recorded before under another key.
    PossibleDuplicate,
    /// The serial number was received or used before.
    DuplicateSerial,
    /// The practitioner's qualification was not found.
    NotQualified,
    /// What came back is in quarantine.
    ReturnedToQuarantine,
    /// It was done before; nothing was written.
    AlreadyDone,
    /// What came costs something else than was ordered for.
    PriceDiffers,
    /// What came costs ten times as much as the last time, or a tenth: was the price of a package keyed for a unit?
    UnusualCost,
    /// A late entry shows that a container was opened before that was told: its in-use period ends earlier.
    InUseClockMoved,
    /// It left, as it was told, before it was there.
    WithoutStock,
    /// A date that is hardly meant: a delivery before the site was there, an expiry beyond the product's shelf life.
    ImplausibleDate,
    /// Something injected was entered as opening stock after the go-live of the site: it is to be reviewed.
    OutsideGoLive,
    /// The supplier has no valid licence for what is ordered from it.
    SupplierNotAuthorized,
    /// The container was closed, and is wasted when a witness is there.
    AwaitingWitness,
    /// It was done, and a second person is to sign it within the days that the site gives.
    SecondSignatureDue,
    /// A recall names what no lot here has: nothing of it is held. Look-alikes are named.
    RecalledLotNotFound,
    /// The new lot resembles one that is known: was it read wrongly?
    LookAlikeLot,
    /// Fewer packages are ordered than the supplier sells at once.
    BelowMinimumOrder,
    /// The order is expected on a day that is over.
    ExpectedInThePast,
}

/// What every mutation answers beside its result.
#[derive(Debug, SimpleObject)]
pub struct Outcome {
    /// It was done before under this idempotency key; nothing was written now.
    replayed: bool,
    /// What was done all the same, and somebody should know.
    notices: Vec<Notice>,
    /// Why nothing was done; empty when it was.
    user_errors: Vec<UserError>,
}

impl Outcome {
    /// Nothing was done, and this is why.
    pub(super) fn refused(user_errors: Vec<UserError>) -> Self {
        Self { replayed: false, notices: vec![], user_errors }
    }
}

/// Performs an operation that was made of an input, or refuses with what is wrong with the input.
///
/// # Errors
/// `FORBIDDEN`, `UNAVAILABLE`, or an internal failure; refusals are in the outcome.
pub async fn perform<O: Operation>(
    context: &Context<'_>,
    key: &str,
    operation: Result<O, Refusal>,
) -> Result<(Option<O::Done>, Outcome)> {
    let deployment = context.data::<Deployment>()?;
    let request = context.data::<Request>()?;
    let outcome = match operation {
        Ok(operation) => operations::perform(deployment, request, key, operation).await,
        Err(refusal) => Err(refusal.into()),
    };
    match outcome {
        Ok(Answer { done, notices, replayed }) => {
            let notices = notices.into_iter().map(Notice::from).collect();
            Ok((Some(done), Outcome { replayed, notices, user_errors: vec![] }))
        }
        Err(Error::Refused(refusals)) => {
            let user_errors = refusals.into_iter().map(user_error::of).collect();
            Ok((None, Outcome::refused(user_errors)))
        }
        Err(error) => Err(graphql_error(error)),
    }
}

/// What came of one of many inputs: where a right is missing or something failed, null with the error at its place.
pub(super) type OneOfMany<Payload> = Option<Result<Payload>>;

/// Performs what happened while nobody could be asked, in the order in which it happened: each of `inputs` by itself,
/// whatever becomes of the others. The answers stand in the order of the inputs.
pub(super) async fn each_in_order<Input, Payload, Performing>(
    inputs: Vec<Input>,
    happened_at: impl Fn(&Input) -> Option<DateTime<Utc>>,
    perform: impl Fn(Input) -> Performing,
    refused: impl Fn(Outcome) -> Payload,
) -> Vec<OneOfMany<Payload>>
where
    Performing: Future<Output = Result<Payload>>,
{
    if inputs.len() > MOST_AT_ONCE {
        return vec![Some(Ok(refused(too_many(inputs.len()))))];
    }

    let mut inputs: Vec<_> = inputs.into_iter().enumerate().collect();
    inputs.sort_by_key(|(_, input)| happened_at(input));

    let mut answers = Vec::with_capacity(inputs.len());
    for (place, input) in inputs {
        answers.push((place, Some(perform(input).await)));
    }
    answers.sort_by_key(|(place, _)| *place);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

fn too_many(given: usize) -> Outcome {
    let message = format!("{given} inputs; at most {MOST_AT_ONCE} in one call.");
    let refusal = Refusal::beyond(field("inputs"), InputRule::TooMany, MOST_AT_ONCE, message);
    Outcome::refused(vec![user_error::of(refusal)])
}

impl From<notice::Notice> for Notice {
    fn from(notice: notice::Notice) -> Self {
        Self { code: notice.code.into(), message: notice.message, field: notice.field }
    }
}
