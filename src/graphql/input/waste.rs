//! The inputs of waste, of use without a patient, and of returns to a supplier.

use super::{container::disposal, id, maybe_id, source::StockSourceInput, usage::WasteReason};
use crate::{
    graphql::scalar::{Decimal, ExternalId, GivenInstant},
    operations::{
        disposal::Disposal,
        record_consumption::{ConsumptionLine, RecordConsumption},
        record_waste::{RecordWaste, WasteLine},
        return_to_supplier::{LotQuantity, ReturnToSupplier},
    },
    rules::refusal::{Field, Refusal, field, line_field},
};
use async_graphql::{Enum, ID, InputObject};
use entity::entry;

/// What something was used for without a patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entry::ConsumptionReason")]
pub enum ConsumptionReason {
    /// Professional size at the chair: numbing cream, masks, peels.
    BackBar,
    /// Opened for customers to try.
    Tester,
    /// Shown or practised with; it is no demand.
    Demonstration,
    /// Given to take home.
    SampleGiven,
    /// Used by or on staff.
    Staff,
    /// Mixed into something else.
    Preparation,
    /// Something else; needs a note.
    Other,
}

/// What is wasted of one lot, or of one opened container.
#[derive(Debug, InputObject)]
pub struct WasteLineInput {
    /// A lot for sealed containers, an opened container for what is in it.
    source: StockSourceInput,
    /// Base units; of sealed stock whole containers.
    quantity: Decimal,
    /// Why.
    reason: WasteReason,
    /// What else is to be said; `OTHER` needs it.
    note: Option<String>,
}

/// What is wasted.
#[derive(Debug, InputObject)]
pub struct RecordWasteInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// Where.
    site_id: ID,
    /// When.
    occurred_at: GivenInstant,
    /// Who is said to have witnessed: somebody else. It is kept as told, and is no signature.
    witness_id: Option<ExternalId>,
    /// The approval that the witness signed, where the product or the site asks for one: another NURSE, MANAGER or
    /// MEDICAL_DIRECTOR.
    approval_id: Option<ID>,
    /// How it is disposed of.
    disposal_route: Option<String>,
    /// Certificate of the disposal.
    certificate: Option<String>,
    /// What: all lines are written, or none.
    lines: Vec<WasteLineInput>,
}

impl RecordWasteInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<RecordWaste, Refusal> {
        let line = |(number, line): (usize, WasteLineInput)| {
            Ok(WasteLine {
                source: line.source.into_source(&line_field(number, "source"))?,
                quantity: line.quantity.0,
                reason: line.reason.into(),
                note: line.note,
            })
        };
        Ok(RecordWaste {
            site_id: id(field("siteId"), &self.site_id)?,
            occurred_at: self.occurred_at.into(),
            disposal: Disposal {
                approval_id: maybe_id(field("approvalId"), self.approval_id.as_ref())?,
                ..disposal(self.witness_id, self.disposal_route, self.certificate)
            },
            lines: self.lines.into_iter().enumerate().map(line).collect::<Result<_, Refusal>>()?,
        })
    }
}

/// What was used without a patient, from one source.
#[derive(Debug, InputObject)]
pub struct ConsumptionLineInput {
    /// From where it was taken.
    source: StockSourceInput,
    /// Base units.
    quantity: Decimal,
    /// What for.
    reason: ConsumptionReason,
    /// What else is to be said; `OTHER` needs it.
    note: Option<String>,
}

/// What was used without a patient.
#[derive(Debug, InputObject)]
pub struct RecordConsumptionInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// Where.
    site_id: ID,
    /// When.
    occurred_at: GivenInstant,
    /// What: all lines are written, or none.
    lines: Vec<ConsumptionLineInput>,
}

impl RecordConsumptionInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<RecordConsumption, Refusal> {
        let line = |(number, line): (usize, ConsumptionLineInput)| {
            Ok(ConsumptionLine {
                source: line.source.into_source(&line_field(number, "source"))?,
                quantity: line.quantity.0,
                reason: line.reason.into(),
                note: line.note,
            })
        };
        Ok(RecordConsumption {
            site_id: id(field("siteId"), &self.site_id)?,
            occurred_at: self.occurred_at.into(),
            lines: self.lines.into_iter().enumerate().map(line).collect::<Result<_, Refusal>>()?,
        })
    }
}

/// So much of a lot.
#[derive(Debug, InputObject)]
pub struct LotQuantityInput {
    /// The lot.
    lot_id: ID,
    /// Base units: whole sealed containers.
    quantity: Decimal,
}

/// What goes back to a supplier.
#[derive(Debug, InputObject)]
pub struct ReturnToSupplierInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// From where.
    site_id: ID,
    /// To whom.
    supplier_id: ID,
    /// When.
    occurred_at: GivenInstant,
    /// The outside document: a return or credit note.
    document: Option<String>,
    /// Why.
    reason: String,
    /// What: all lines are written, or none.
    lines: Vec<LotQuantityInput>,
}

impl LotQuantityInput {
    /// The lot and how much of it; `at` is the field that names the lot.
    ///
    /// # Errors
    /// `INVALID` for the id of something else.
    pub(super) fn into_quantity(self, at: Field) -> Result<LotQuantity, Refusal> {
        Ok(LotQuantity { lot_id: id(at, &self.lot_id)?, quantity: self.quantity.0 })
    }
}

impl ReturnToSupplierInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<ReturnToSupplier, Refusal> {
        let line = |(number, line): (usize, LotQuantityInput)| line.into_quantity(line_field(number, "lotId"));
        Ok(ReturnToSupplier {
            site_id: id(field("siteId"), &self.site_id)?,
            supplier_id: id(field("supplierId"), &self.supplier_id)?,
            occurred_at: self.occurred_at.into(),
            document: self.document,
            reason: self.reason,
            lines: self.lines.into_iter().enumerate().map(line).collect::<Result<_, Refusal>>()?,
        })
    }
}
