//! Notices: what was done all the same, and somebody should know.

use super::refusal::Field;
use serde::{Deserialize, Serialize};

/// What a notice is about; the word that programs decide by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "each name is its meaning; the API describes them to callers")]
pub enum NoticeCode {
    EarlierLotAvailable,
    ExpiresSoon,
    InUseExpiresSoon,
    SplitOverLots,
    RemainderWasted,
    SharedSinglePatientVial,
    ReservedStockTaken,
    ShortShelfLife,
    SuspectBarcode,
    HeldOnReceipt,
    LotRecalled,
    LateEntry,
    Unbooked,
    Deviation,
    PossibleDuplicate,
    DuplicateSerial,
    NotQualified,
    ReturnedToQuarantine,
    AlreadyDone,
    PriceDiffers,
    UnusualCost,
    InUseClockMoved,
    WithoutStock,
    ImplausibleDate,
    OutsideGoLive,
    SupplierNotAuthorized,
    AwaitingWitness,
    SecondSignatureDue,
    RecalledLotNotFound,
    LookAlikeLot,
    BelowMinimumOrder,
    ExpectedInThePast,
}

/// A notice, and the field of the input it is about. Stored with the act, so that a replay answers the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// What it is about.
    pub code: NoticeCode,
    /// The same in a sentence, with its numbers.
    pub message: String,
    /// The field.
    pub field: Field,
}

impl Notice {
    /// A notice about `field`.
    pub fn new(code: NoticeCode, field: Field, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), field }
    }
}
