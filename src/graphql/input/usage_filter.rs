//! The filters of what was done: usages, and the audit log.

use super::id;
use crate::{
    graphql::scalar::{ExternalId, GivenInstant},
    queries::{audit_log, usages},
    rules::refusal::{Refusal, path},
};
use async_graphql::{ID, InputObject};

/// Which usages are asked for: what is left out narrows nothing.
#[derive(Debug, Default, InputObject)]
pub struct UsageFilter {
    /// Usages at this site.
    site_id: Option<ID>,
    /// Usages of this treatment.
    treatment_id: Option<ExternalId>,
    /// Usages of this practitioner.
    practitioner_id: Option<ExternalId>,
    /// Usages with a line of this product.
    product_id: Option<ID>,
    /// Performed from then on.
    performed_from: Option<GivenInstant>,
    /// Performed before then.
    performed_to: Option<GivenInstant>,
    /// Recorded from then on.
    recorded_from: Option<GivenInstant>,
    /// Recorded before then.
    recorded_to: Option<GivenInstant>,
    /// Those entered later than their site allows, or the others.
    late: Option<bool>,
    /// Those with a voided line, or those without.
    voided: Option<bool>,
    /// Those that broke a rule of the stockroom, or those that did not.
    deviation: Option<bool>,
    /// Those that are booked in full, or those with a line that is still to be settled.
    booked: Option<bool>,
}

impl UsageFilter {
    /// The filter that is meant, and the site, whose right is still to be checked.
    ///
    /// # Errors
    /// `INVALID` for the id of something else.
    pub(in crate::graphql) fn into_filter(self) -> Result<(usages::UsageFilter, Option<ID>), Refusal> {
        let product = self.product_id.map(|product| id(path(["filter", "productId"]), &product));
        let filter = usages::UsageFilter {
            sites: None,
            treatment_id: self.treatment_id.map(|id| id.0),
            practitioner_id: self.practitioner_id.map(|id| id.0),
            product_id: product.transpose()?,
            performed_from: self.performed_from.map(Into::into),
            performed_to: self.performed_to.map(Into::into),
            recorded_from: self.recorded_from.map(Into::into),
            recorded_to: self.recorded_to.map(Into::into),
            late: self.late,
            voided: self.voided,
            deviation: self.deviation,
            booked: self.booked,
        };
        Ok((filter, self.site_id))
    }
}

/// Which events of the audit log are asked for: what is left out narrows nothing.
#[derive(Debug, Default, InputObject)]
pub struct AuditFilter {
    /// What this person did.
    subject: Option<String>,
    /// Events of this mutation or read, such as `recordUsage` or `lot.trace.exposures`.
    operation: Option<String>,
    /// Events with this outcome: `OK`, `REPLAYED`, `FORBIDDEN`, or the code of a refusal.
    outcome: Option<String>,
    /// Reads that showed this patient, or would have shown (`FORBIDDEN`), by any id that the EHR merged with this one.
    /// Needs the right to read patient links at every site.
    patient_id: Option<ExternalId>,
    /// The same of this customer.
    customer_id: Option<ExternalId>,
    /// From then on.
    from: Option<GivenInstant>,
    /// Before then.
    to: Option<GivenInstant>,
}

impl AuditFilter {
    /// The filter that is meant.
    pub(in crate::graphql) fn into_filter(self) -> audit_log::AuditFilter {
        audit_log::AuditFilter {
            subject: self.subject,
            operation: self.operation,
            outcome: self.outcome,
            patient_ids: self.patient_id.map(|patient| vec![patient.0]),
            customer_id: self.customer_id.map(|customer| customer.0),
            from: self.from.map(Into::into),
            to: self.to.map(Into::into),
        }
    }
}
