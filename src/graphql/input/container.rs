//! The inputs of opening and discarding containers.

use super::{
    id, maybe_id,
    source::{ComponentInput, StockSourceInput},
    usage::WasteReason,
};
use crate::{
    graphql::scalar::{Decimal, ExternalId, GivenInstant},
    operations::{
        discard_containers::{DiscardContainers, DiscardLine},
        disposal::Disposal,
        open_container::OpenContainer,
    },
    rules::refusal::{Refusal, field, line_field},
};
use async_graphql::{ID, InputObject};

/// A container to be opened.
#[derive(Debug, InputObject)]
pub struct OpenContainerInput {
    /// Makes the call safe to repeat: 1 to 200 signs of your own, new for each act, the same when it is sent again. Keys
    /// belong to the program that the token names (`azp`), else to the person.
    pub idempotency_key: String,
    /// Where.
    site_id: ID,
    /// Which sealed one. A lot or product of which a container is open is answered with that one: `openNew` opens
    /// another all the same.
    source: StockSourceInput,
    /// When it was opened: its clock starts then, and whether it may be opened is judged then.
    opened_at: GivenInstant,
    /// The label that you put on it, unique at the site; made by us when it is left out. It scans back to the container.
    label: Option<String>,
    /// The one patient it is kept for; a container for one patient needs it.
    kept_for: Option<ExternalId>,
    /// What is mixed into it: each comes off the stock, and a hold on its lot holds this container.
    components: Option<Vec<ComponentInput>>,
    /// Its serial number.
    serial: Option<String>,
}

impl OpenContainerInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<OpenContainer, Refusal> {
        Ok(OpenContainer {
            site_id: id(field("siteId"), &self.site_id)?,
            source: self.source.into_source(&field("source"))?,
            opened_at: self.opened_at.into(),
            label: self.label,
            kept_for: self.kept_for.map(|patient| patient.0),
            components: ComponentInput::all(self.components, &field("components"))?,
            serial: self.serial,
        })
    }
}

/// One container to be discarded.
#[derive(Debug, InputObject)]
pub struct DiscardLineInput {
    /// The container.
    container_id: ID,
    /// What was measured in it; what the books say, when nobody measured. The difference is a counted one, not waste.
    measured_remaining: Option<Decimal>,
    /// Why it is discarded.
    reason: WasteReason,
    /// What else is to be said; `OTHER` needs it.
    note: Option<String>,
}

/// Containers to be discarded in one act: the end of the day.
#[derive(Debug, InputObject)]
pub struct DiscardContainersInput {
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
    /// How they are disposed of.
    disposal_route: Option<String>,
    /// Certificate of the disposal.
    certificate: Option<String>,
    /// Which: all of them are discarded, or none.
    lines: Vec<DiscardLineInput>,
}

impl DiscardContainersInput {
    /// The operation that is meant.
    ///
    /// # Errors
    /// `INVALID` for ids of something else.
    pub fn into_operation(self) -> Result<DiscardContainers, Refusal> {
        let line = |(number, line): (usize, DiscardLineInput)| {
            Ok(DiscardLine {
                container_id: id(line_field(number, "containerId"), &line.container_id)?,
                measured_remaining: line.measured_remaining.map(|measured| measured.0),
                reason: line.reason.into(),
                note: line.note,
            })
        };
        Ok(DiscardContainers {
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

/// How waste is disposed of.
pub(super) fn disposal(witness: Option<ExternalId>, route: Option<String>, certificate: Option<String>) -> Disposal {
    Disposal { witness_id: witness.map(|witness| witness.0), route, certificate, approval_id: None }
}
