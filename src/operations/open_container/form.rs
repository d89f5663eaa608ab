//! The form of an opening, and where its refusals stand: the input has no lines.

use super::OpenContainer;
use crate::{
    error::Error,
    operations::{
        Act,
        components::{self, CheckedComponent},
        source::StockSource,
    },
    rules::{
        container_label, external_id,
        form::Form,
        refusal::{Field, InputRule, Refusal, field},
        text,
    },
};

/// Longest serial number, in characters.
const LONGEST_SERIAL: usize = 80;

/// An input whose form is right.
pub(super) struct Checked<'a> {
    pub(super) label: Option<String>,
    pub(super) kept_for: Option<String>,
    pub(super) serial: Option<String>,
    pub(super) components: Vec<CheckedComponent<'a>>,
}

/// The input, or the refusals of all that is wrong with its form.
pub(super) fn check<'a>(input: &'a OpenContainer, act: &Act<'_>) -> Result<Checked<'a>, Vec<Refusal>> {
    let mut form = Form::default();
    let pattern = act.terms.patient_id_pattern.as_ref();
    form.take(act.not_in_the_future(input.opened_at, field("openedAt")));
    let kept_for = input.kept_for.as_deref().map(|id| external_id::patient(field("keptFor"), id, pattern));
    let unbooked = matches!(input.source, StockSource::Unbooked(_));
    form.refuse_when(unbooked, || {
        let message = "What the books do not have cannot be opened in them: receive it first.";
        Refusal::invalid(field("source"), InputRule::Other, message)
    });
    let checked = Checked {
        label: form.take(label(input)),
        kept_for: form.take_optional(kept_for),
        serial: form.take(text::optional(field("serial"), input.serial.as_deref(), LONGEST_SERIAL)),
        components: form.take(components::check(&input.components, &field("components"), false)),
    };
    form.finish(checked)
}

/// The label of the input, or of its source.
fn label(input: &OpenContainer) -> Result<Option<String>, Refusal> {
    let of_source = match &input.source {
        StockSource::OpenNew { label, .. } => label.as_deref(),
        _ => None,
    };
    let given = input.label.as_deref().or(of_source);
    given.map(|label| container_label::check(field("label"), label)).transpose().map(Option::flatten)
}

/// Refusals of what is asked line by line, with the fields of this input.
pub(super) fn of_the_input(error: Error) -> Error {
    let Error::Refused(mut refusals) = error else { return error };
    for refusal in &mut refusals {
        refusal.field = at_the_top(std::mem::take(&mut refusal.field));
    }
    Error::Refused(refusals)
}

/// The field without the line that it stands in.
pub(super) fn at_the_top(field: Field) -> Field {
    let in_line = field.first().is_some_and(|name| name == "lines");
    field.into_iter().skip(if in_line { 2 } else { 0 }).collect()
}
