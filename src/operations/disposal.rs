//! How waste is disposed of, and who saw it.

use crate::rules::{
    external_id,
    form::Form,
    person,
    refusal::{Field, InputRule, Refusal, field},
    text,
};
use entity::{entry::WasteReason, posting};
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
}

impl Disposal {
    /// The same, when its form is right.
    pub(super) fn check(&self, form: &mut Form) -> Self {
        let witness = self.witness_id.as_deref().map(|id| external_id::check(field("witnessId"), id));
        let text = |name, value: &Option<String>| text::optional(field(name), value.as_deref(), text::SHORT);
        Self {
            witness_id: form.take_optional(witness),
            route: form.take(text("disposalRoute", &self.route)),
            certificate: form.take(text("certificate", &self.certificate)),
        }
    }

    /// The posting with what is said of the disposal.
    pub(super) fn onto(self, posting: posting::Model) -> posting::Model {
        let Self { witness_id, route, certificate } = self;
        posting::Model { witness_id, disposal_route: route, certificate, ..posting }
    }
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
