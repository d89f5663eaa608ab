//! The inputs of treatment usage.

use super::{
    id,
    source::{ComponentInput, StockSourceInput},
};
use crate::{
    graphql::scalar::{Decimal, ExternalId, GivenInstant},
    operations::{
        record_usage::{AlreadyPerformed, BodySite, RecordUsage, UsageLine},
        review_deviation::ReviewDeviation,
        settle_usage_line::SettleUsageLine,
    },
    rules::refusal::{Refusal, field, line_field},
};
use async_graphql::{Enum, ID, InputObject};
use chrono::{DateTime, Utc};
use entity::{entry, usage};

/// Why something was wasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entry::WasteReason")]
pub enum WasteReason {
    /// Past its expiry date.
    Expired,
    /// Past its in-use period.
    InUseExpired,
    /// Rest of a single-use container.
    SingleUseRemainder,
    /// Damaged.
    Damaged,
    /// Contaminated.
    Contaminated,
    /// Too warm or too cold.
    TemperatureExcursion,
    /// Spoilt in preparation.
    PreparationError,
    /// Prepared for a patient who did not come.
    PatientNoShow,
    /// Under a recall.
    Recalled,
    /// Something else; needs a note.
    Other,
}

/// Why a usage is entered after it was performed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "usage::LateReason")]
pub enum LateReason {
    /// There was no connection.
    Offline,
    /// It was charted later.
    ChartedLate,
    /// The delivery was not yet in the books.
    ReceiptNotEntered,
    /// It comes from another system.
    ImportedHistory,
}

/// It was performed before it is entered: a fact. No rule of the stockroom refuses it; what it breaks is kept as a
/// deviation, and what the books do not have as an unbooked line.
#[derive(Debug, InputObject)]
pub struct AlreadyPerformedInput {
    /// Why it is entered after it.
    why: LateReason,
    /// What else is to be said.
    note: Option<String>,
}

impl From<AlreadyPerformedInput> for AlreadyPerformed {
    fn from(fact: AlreadyPerformedInput) -> Self {
        Self { why: fact.why.into(), note: fact.note }
    }
}

/// A place of the body and how much went there.
#[derive(Debug, InputObject)]
pub struct BodySiteInput {
    /// Your code of the place.
    code: String,
    /// Base units.
    quantity: Decimal,
}

/// One line of a usage.
#[derive(Debug, InputObject)]
pub struct UsageLineInput {
    /// Your own key of the line.
    line_key: Option<String>,
    /// From where it was taken.
    source: StockSourceInput,
    /// Base units used with the patient.
    quantity: Decimal,
    /// Base units wasted on the way.
    wasted: Option<Decimal>,
    /// Why they were wasted.
    waste_reason: Option<WasteReason>,
    /// Keep the rest of a single-use container for this patient, where the product's policy allows.
    keep_remainder: Option<bool>,
    /// Serial number of the container.
    serial: Option<String>,
    /// Where it was injected; together at most the quantity.
    body_sites: Option<Vec<BodySiteInput>>,
    /// What was mixed in at the chair: each comes off the stock as well, and its lot finds this patient.
    components: Option<Vec<ComponentInput>>,
    /// The reservation that it is drawn from: it is used up by as much.
    reservation_id: Option<ID>,
    /// Why you, as medical director, set the in-use clock of the named container aside. Never a lot's expiry or a hold.
    in_use_override_reason: Option<String>,
}

/// What was used in a treatment.
#[derive(Debug, InputObject)]
pub struct RecordUsageInput {
    /// Makes the call safe to repeat: the same key and input answer the same and write once.
    pub idempotency_key: String,
    /// Where.
    site_id: ID,
    /// The EHR's id of the treatment. One treatment has one patient.
    treatment_id: ExternalId,
    /// The EHR's opaque id of the patient.
    patient_id: ExternalId,
    /// Who treated.
    practitioner_id: ExternalId,
    /// When it was done.
    performed_at: GivenInstant,
    /// Say so when it is entered after the fact.
    already_performed: Option<AlreadyPerformedInput>,
    /// What was used: all lines are written, or none.
    lines: Vec<UsageLineInput>,
}

impl RecordUsageInput {
    /// When it was done: a replay is recorded in this order.
    pub fn performed_at(&self) -> DateTime<Utc> {
        self.performed_at.0
    }

    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<RecordUsage, Refusal> {
        let lines = self.lines.into_iter().enumerate().map(|(number, line)| line.into_line(number));
        Ok(RecordUsage {
            site_id: id(field("siteId"), &self.site_id)?,
            treatment_id: self.treatment_id.0,
            patient_id: self.patient_id.0,
            practitioner_id: self.practitioner_id.0,
            performed_at: self.performed_at.into(),
            already_performed: self.already_performed.map(Into::into),
            lines: lines.collect::<Result<_, _>>()?,
        })
    }
}

impl UsageLineInput {
    /// The line that is meant, as number so and so.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_line(self, number: usize) -> Result<UsageLine, Refusal> {
        let body_sites = self.body_sites.unwrap_or_default().into_iter();
        Ok(UsageLine {
            line_key: self.line_key,
            source: self.source.into_source(&line_field(number, "source"))?,
            quantity: self.quantity.0,
            wasted: self.wasted.map(|wasted| wasted.0),
            waste_reason: self.waste_reason.map(Into::into),
            keep_remainder: self.keep_remainder.unwrap_or(false),
            serial: self.serial,
            body_sites: body_sites.map(|site| BodySite { code: site.code, quantity: site.quantity.0 }).collect(),
            components: ComponentInput::all(self.components, &line_field(number, "components"))?,
            reservation_id: self.reservation_id.map(|own| id(line_field(number, "reservationId"), &own)).transpose()?,
            in_use_override_reason: self.in_use_override_reason,
        })
    }
}

/// An unbooked line, and from where it is drawn now.
#[derive(Debug, InputObject)]
pub struct SettleUsageLineInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The line.
    usage_line_id: ID,
    /// From where it is drawn.
    source: StockSourceInput,
}

impl SettleUsageLineInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<SettleUsageLine, Refusal> {
        let source = self.source.into_source(&field("source"))?;
        Ok(SettleUsageLine { usage_line_id: id(field("usageLineId"), &self.usage_line_id)?, source })
    }
}

/// A deviation, and what was found about it.
#[derive(Debug, InputObject)]
pub struct ReviewDeviationInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The deviation.
    deviation_id: ID,
    /// What was found.
    note: String,
}

impl ReviewDeviationInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<ReviewDeviation, Refusal> {
        Ok(ReviewDeviation { deviation_id: id(field("deviationId"), &self.deviation_id)?, note: self.note })
    }
}
