//! The inputs of correcting a usage.

use super::{
    id,
    usage::{UsageLineInput, WasteReason},
};
use crate::{
    graphql::{
        object::usage_line::VoidedProduct,
        scalar::{ExternalId, GivenInstant},
    },
    operations::{
        correct_usage::{CorrectUsage, VoidLine},
        reattribute_usage::ReattributeUsage,
    },
    rules::refusal::{Refusal, field, path},
};
use async_graphql::{ID, InputObject};

/// A line that is not so.
#[derive(Debug, InputObject)]
pub struct VoidLineInput {
    /// The line.
    line_id: ID,
    /// What became of the product.
    product: VoidedProduct,
    /// Why it was wasted, where it is gone.
    waste_reason: Option<WasteReason>,
}

/// What was wrong with a usage, and what is right. Voids come before additions.
#[derive(Debug, InputObject)]
pub struct CorrectUsageInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The usage.
    usage_id: ID,
    /// Why.
    reason: String,
    /// Lines that are not so.
    void_lines: Option<Vec<VoidLineInput>>,
    /// Lines that were forgotten; judged at the usage's time, as facts.
    add_lines: Option<Vec<UsageLineInput>>,
}

impl CorrectUsageInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<CorrectUsage, Refusal> {
        let voids = self.void_lines.unwrap_or_default().into_iter().enumerate();
        let adds = self.add_lines.unwrap_or_default().into_iter().enumerate();
        Ok(CorrectUsage {
            usage_id: id(field("usageId"), &self.usage_id)?,
            reason: self.reason,
            void_lines: voids.map(|(number, line)| line.into_void(number)).collect::<Result<_, _>>()?,
            add_lines: adds.map(|(number, line)| line.into_line(number)).collect::<Result<_, _>>()?,
        })
    }
}

impl VoidLineInput {
    fn into_void(self, number: usize) -> Result<VoidLine, Refusal> {
        let at = path(["voidLines", number.to_string().as_str(), "lineId"]);
        let waste_reason = self.waste_reason.map(Into::into);
        Ok(VoidLine { line_id: id(at, &self.line_id)?, product: self.product.into(), waste_reason })
    }
}

/// Whose a usage really is, or several: what is left out stays.
#[derive(Debug, InputObject)]
pub struct ReattributeUsageInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// The usage; exactly one of usageId, usageIds.
    usage_id: Option<ID>,
    /// Up to 100 usages, such as all of a visit: all of them are attributed anew, or none.
    usage_ids: Option<Vec<ID>>,
    /// The right treatment.
    treatment_id: Option<ExternalId>,
    /// The right patient.
    patient_id: Option<ExternalId>,
    /// The right practitioner.
    practitioner_id: Option<ExternalId>,
    /// The right time, on the same day of the site.
    performed_at: Option<GivenInstant>,
    /// Why.
    reason: String,
}

impl ReattributeUsageInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<ReattributeUsage, Refusal> {
        let usage_ids = self.usage_ids.unwrap_or_default();
        let usage_ids = usage_ids.iter().enumerate().map(|(number, usage)| {
            let number = number.to_string();
            id(path(["usageIds", &number]), usage)
        });
        Ok(ReattributeUsage {
            usage_id: self.usage_id.map(|usage| id(field("usageId"), &usage)).transpose()?,
            usage_ids: usage_ids.collect::<Result<_, _>>()?,
            treatment_id: self.treatment_id.map(|treatment| treatment.0),
            patient_id: self.patient_id.map(|patient| patient.0),
            practitioner_id: self.practitioner_id.map(|practitioner| practitioner.0),
            performed_at: self.performed_at.map(Into::into),
            reason: self.reason,
        })
    }
}
