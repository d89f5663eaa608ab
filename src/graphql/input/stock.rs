//! The inputs of setting the books right: adjustments, reversals, corrections of lots.

use super::{id, maybe_id};
use crate::{
    graphql::{
        object::lot::ExpiryBasis,
        scalar::{Date, Decimal, ExternalId, GivenInstant},
    },
    operations::{
        adjust_stock::{AdjustStock, AdjustmentLine, StockChange},
        correct_lot::CorrectLot,
        reverse_posting::ReversePosting,
    },
    rules::{
        lot_correction::Correction,
        refusal::{Refusal, field, line_field},
    },
};
use async_graphql::{ID, InputObject, OneofObject};

/// What was counted, and what it was compared with.
#[derive(Debug, InputObject)]
pub struct CountedInput {
    /// Base units that are there: all of the lot, opened and sealed, or what is left in the container.
    amount: Decimal,
    /// What the books said when it was compared; if they say something else now, it is a CONFLICT.
    expected: Decimal,
}

/// How a balance is set right: exactly one of these.
#[derive(Debug, OneofObject)]
pub enum StockChangeInput {
    /// By a signed amount of base units, never 0.
    By(Decimal),
    /// To what was counted.
    Counted(CountedInput),
}

/// One lot, or one opened container, that is set right.
#[derive(Debug, InputObject)]
pub struct AdjustmentLineInput {
    /// The lot: its sealed stock changes, by whole containers. Either this or the container.
    lot_id: Option<ID>,
    /// The opened container.
    container_id: Option<ID>,
    /// How it is set right.
    change: StockChangeInput,
}

/// An adjustment.
#[derive(Debug, InputObject)]
pub struct AdjustStockInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// Where.
    site_id: ID,
    /// When it was found.
    occurred_at: GivenInstant,
    /// Why.
    reason: String,
    /// What is set right: all lines are written, or none.
    lines: Vec<AdjustmentLineInput>,
}

/// A posting to be taken back.
#[derive(Debug, InputObject)]
pub struct ReversePostingInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The posting: a receipt, opening stock, or an adjustment.
    posting_id: ID,
    /// Why.
    reason: String,
}

/// A lot that is set right: what is named changes, the rest stays.
#[derive(Debug, InputObject)]
pub struct CorrectLotInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The lot.
    lot_id: ID,
    /// The number as printed. If another lot of the product has it, the two become one.
    lot_number: Option<String>,
    /// Last day of use.
    expires_on: Option<Date>,
    /// What kind of date it is; NONE_DECLARED takes the date away.
    expiry_basis: Option<ExpiryBasis>,
    /// Why.
    reason: String,
    /// The second person by name, as release 0.1.0 asked for. It is taken, so that what was sent then is known again when
    /// it is repeated, and counts for nothing.
    #[graphql(deprecation = "A name that was typed counts for nothing: have it signed, and give approvalId.")]
    confirmed_by_id: Option<ExternalId>,
    /// The approval that the second person signed: another MANAGER or a MEDICAL_DIRECTOR. Without it the answer is
    /// `NEEDS_APPROVAL`, with the approval to be signed.
    approval_id: Option<ID>,
}

impl AdjustStockInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<AdjustStock, Refusal> {
        let lines = self.lines.into_iter().enumerate().map(|(number, line)| line.into_line(number));
        Ok(AdjustStock {
            site_id: id(field("siteId"), &self.site_id)?,
            occurred_at: self.occurred_at.into(),
            reason: self.reason,
            lines: lines.collect::<Result<_, _>>()?,
        })
    }
}

impl AdjustmentLineInput {
    fn into_line(self, number: usize) -> Result<AdjustmentLine, Refusal> {
        let change = match self.change {
            StockChangeInput::By(by) => StockChange::By(by.0),
            StockChangeInput::Counted(counted) => {
                StockChange::Counted { amount: counted.amount.0, expected: counted.expected.0 }
            }
        };
        Ok(AdjustmentLine {
            lot_id: self.lot_id.map(|lot| id(line_field(number, "lotId"), &lot)).transpose()?,
            container_id: self.container_id.map(|found| id(line_field(number, "containerId"), &found)).transpose()?,
            change,
        })
    }
}

impl ReversePostingInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for the id of something else.
    pub fn into_operation(self) -> Result<ReversePosting, Refusal> {
        Ok(ReversePosting { posting_id: id(field("postingId"), &self.posting_id)?, reason: self.reason })
    }
}

impl CorrectLotInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for the id of something else.
    pub fn into_operation(self) -> Result<CorrectLot, Refusal> {
        let correction = Correction {
            lot_number: self.lot_number,
            expires_on: self.expires_on.map(|day| day.0),
            expiry_basis: self.expiry_basis.map(Into::into),
        };
        let lot_id = id(field("lotId"), &self.lot_id)?;
        Ok(CorrectLot {
            lot_id,
            correction,
            reason: self.reason,
            confirmed_by_id: self.confirmed_by_id.map(|person| person.0),
            approval_id: maybe_id(field("approvalId"), self.approval_id.as_ref())?,
        })
    }
}
