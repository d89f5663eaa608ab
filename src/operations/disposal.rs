//! How waste is disposed of, and who saw it.

use super::{Act, approvals};
use crate::{
    error::Error,
    rules::{
        allocation::Shelves,
        approval::{Ask, Reach, rule},
        external_id,
        form::Form,
        person,
        refusal::{Field, InputRule, Reason, Refusal, field},
        text, witness,
    },
};
use entity::{
    approval::ApprovalAct,
    entry::WasteReason,
    fixed_point::Quantity,
    id::{ApprovalId, LotId},
    posting, site,
};
use serde::Serialize;

/// How waste is disposed of.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Disposal {
    /// Who witnessed, by the other system's id.
    pub witness_id: Option<String>,
    /// How: sharps container, reverse distributor, incineration.
    pub route: Option<String>,
    /// Certificate of the disposal.
    pub certificate: Option<String>,
    /// The approval of a witness who signed.
    #[serde(skip)]
    pub approval_id: Option<ApprovalId>,
}

impl Disposal {
    /// The same, when its form is right.
    pub(super) fn check(&self, person: &str, form: &mut Form) -> Self {
        let witness = told_witness(self.witness_id.as_deref(), person, field("witnessId"));
        let text = |name, value: &Option<String>| text::optional(field(name), value.as_deref(), text::SHORT);
        Self {
            witness_id: form.take_optional(witness),
            route: form.take(text("disposalRoute", &self.route)),
            certificate: form.take(text("certificate", &self.certificate)),
            approval_id: self.approval_id,
        }
    }

    /// The posting with what is said of the disposal.
    pub(super) fn onto(self, posting: posting::Model) -> posting::Model {
        let Self { witness_id, route, certificate, approval_id: _ } = self;
        posting::Model { witness_id, disposal_route: route, certificate, ..posting }
    }
}

/// What is wasted, for its witness.
pub(super) struct Witnessed<'a> {
    /// Where.
    pub(super) site: &'a site::Model,
    /// How much of which lot, in words.
    pub(super) words: String,
    /// The witness that is told of.
    pub(super) told: Option<String>,
    /// The field of the input that names the approval.
    pub(super) field: Field,
}

/// Has waste signed by its witness, and answers who witnessed: one who signed, or else the one that is told of.
///
/// # Errors
/// As [`approvals::second_person`].
pub(super) async fn sign(act: &Act<'_>, waste: Witnessed<'_>) -> Result<Option<String>, Error> {
    let ask = Ask {
        act: ApprovalAct::WitnessWaste,
        reach: Reach::Sites(vec![waste.site.id]),
        summary: format!("Witness at {}: {}", waste.site.code, waste.words),
        field: waste.field,
    };
    let signed = approvals::second_person(act, ask).await?.name();
    Ok(Some(signed).filter(|signed| !signed.is_empty()).or(waste.told))
}

/// Whether one of these lots is of a product whose waste takes a witness who signs.
pub(super) fn asks_for_witness(shelves: &Shelves, lots: impl IntoIterator<Item = LotId>, site: &site::Model) -> bool {
    let product = |lot| shelves.values().find(|shelf| shelf.lot(lot).is_some()).map(|shelf| &shelf.product);
    lots.into_iter().filter_map(product).any(|product| witness::is_asked_for(product, site))
}

/// How much of which lot, in words.
pub(super) fn in_words(shelves: &Shelves, wasted: impl IntoIterator<Item = (LotId, Quantity)>) -> String {
    let words = wasted.into_iter().filter_map(|(lot, quantity)| {
        let (shelf, lot) = shelves.values().find_map(|shelf| Some((shelf, shelf.lot(lot)?)))?;
        let (unit, product, number) = (&shelf.product.unit, &shelf.product.name, &lot.lot.lot_number);
        Some(format!("{quantity} {unit} of {product}, lot {number}"))
    });
    words.collect::<Vec<_>>().join("; ")
}

/// A witness that `person` tells of: by name, unsigned, and never themselves.
///
/// # Errors
/// `NOT_ALLOWED` for the one who acts; as [`external_id::check`].
pub(super) fn told_witness(witness: Option<&str>, person: &str, at: Field) -> Option<Result<String, Refusal>> {
    let witness = witness?;
    if witness.trim() == person {
        let needs = rule(ApprovalAct::WitnessWaste).signers.to_vec();
        let message = "Nobody is their own witness: somebody else saw it.".to_owned();
        return Some(Err(Refusal::new(at, Reason::NotAllowed { needs, message })));
    }
    Some(external_id::check(at, witness))
}

/// The note of a line: what was wasted for another reason says for which.
///
/// # Errors
/// `REQUIRED` for `OTHER` without a note; a note that cannot be stored.
pub(super) fn note(given: Option<&str>, reason: WasteReason, at: Field) -> Result<Option<String>, Refusal> {
    note_of(given, reason == WasteReason::Other, at)
}

/// The same, where `is_other` says that the reason alone does not.
///
/// # Errors
/// As [`note`].
pub(super) fn note_of(given: Option<&str>, is_other: bool, at: Field) -> Result<Option<String>, Refusal> {
    let note = person::none_in_optional(at.clone(), given)?;
    if note.is_none() && is_other {
        return Err(Refusal::invalid(at, InputRule::Required, "Another reason needs a note that says which."));
    }
    Ok(note)
}
