//! The inputs of treatment usage.

use super::{
    given::Given,
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
    rules::refusal::{Field, Refusal, field, line_field},
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
    quantity: Given<Decimal>,
}

/// One line of a usage.
#[derive(Debug, InputObject)]
pub struct UsageLineInput {
    /// Your own key of the line.
    line_key: Option<String>,
    /// From where it was taken.
    source: StockSourceInput,
    /// Base units used with the patient.
    quantity: Given<Decimal>,
    /// Base units wasted on the way.
    wasted: Option<Given<Decimal>>,
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
    treatment_id: Given<ExternalId>,
    /// The EHR's opaque id of the patient.
    patient_id: Given<ExternalId>,
    /// Who treated.
    practitioner_id: Given<ExternalId>,
    /// When it was done.
    performed_at: Given<GivenInstant>,
    /// Say so when it is entered after the fact.
    already_performed: Option<AlreadyPerformedInput>,
    /// What was used: all lines are written, or none.
    lines: Vec<UsageLineInput>,
    /// It is another usage, although the same is recorded of this treatment for the same instant (`POSSIBLE_DUPLICATE`).
    is_another: Option<bool>,
}

impl RecordUsageInput {
    /// When it was done, where that can be read: a replay is recorded in this order.
    pub fn performed_at(&self) -> Option<DateTime<Utc>> {
        self.performed_at.readable().map(|given| given.0)
    }

    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for values that cannot be read, and ids of something else.
    pub fn into_operation(self) -> Result<RecordUsage, Refusal> {
        let lines = self.lines.into_iter().enumerate().map(|(number, line)| line.into_line(number));
        Ok(RecordUsage {
            site_id: id(field("siteId"), &self.site_id)?,
            treatment_id: self.treatment_id.read(field("treatmentId"))?.0,
            patient_id: self.patient_id.read(field("patientId"))?.0,
            practitioner_id: self.practitioner_id.read(field("practitionerId"))?.0,
            performed_at: self.performed_at.read(field("performedAt"))?.into(),
            already_performed: self.already_performed.map(Into::into),
            lines: lines.collect::<Result<_, _>>()?,
            is_another: self.is_another.unwrap_or(false),
        })
    }
}

impl UsageLineInput {
    /// The line that is meant, as number so and so.
    ///
    /// # Errors
    /// `INVALID` for values that cannot be read, and ids of something else.
    pub fn into_line(self, number: usize) -> Result<UsageLine, Refusal> {
        let wasted = Given::read_optional(self.wasted, line_field(number, "wasted"))?;
        let body_sites = self.body_sites.unwrap_or_default().into_iter();
        let body_sites = body_sites.map(|site| site.into_body_site(line_field(number, "bodySites")));
        Ok(UsageLine {
            line_key: self.line_key,
            source: self.source.into_source(&line_field(number, "source"))?,
            quantity: self.quantity.read(line_field(number, "quantity"))?.0,
            wasted: wasted.map(|wasted| wasted.0),
            waste_reason: self.waste_reason.map(Into::into),
            keep_remainder: self.keep_remainder.unwrap_or(false),
            serial: self.serial,
            body_sites: body_sites.collect::<Result<_, _>>()?,
            components: ComponentInput::all(self.components, &line_field(number, "components"))?,
            reservation_id: self.reservation_id.map(|own| id(line_field(number, "reservationId"), &own)).transpose()?,
            in_use_override_reason: self.in_use_override_reason,
        })
    }
}

impl BodySiteInput {
    fn into_body_site(self, at: Field) -> Result<BodySite, Refusal> {
        Ok(BodySite { code: self.code, quantity: self.quantity.read(at)?.0 })
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
